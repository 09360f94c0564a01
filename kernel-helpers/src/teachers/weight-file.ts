import { z } from "zod";
import type { Weight } from "./weights";

/** A tensor of a network in a file: which weight of which layer, and how it is written. */
export const packedTensorSchema = z.strictObject({
  layer: z.string(),
  index: z.int().min(0).describe("of the layer's weights, as Keras orders them"),
  shape: z.array(z.int().min(1)),
  dtype: z.enum(["float32", "uint8"]),
});
export type PackedTensor = z.infer<typeof packedTensorSchema>;

/** A weight and its place in a network. */
export interface NamedWeight extends Weight {
  layer: string;
  index: number;
}

/** Steps between the smallest and the largest value of a channel. */
const STEPS = 255;

/**
 * Writes weights one after the other: kernels as 8-bit integers with a scale and a minimum for each channel of their
 * last side (Float32 [channels] scales, Float32 [channels] minima, then the integers), everything else as float32;
 * little-endian. A fourth of the bytes, and an error of at most half a step, 1/510 of a channel's range.
 */
export function packWeights(weights: readonly NamedWeight[]): { tensors: PackedTensor[]; bytes: Buffer } {
  const parts: Buffer[] = [];
  const tensors = weights.map(({ layer, index, shape, values }): PackedTensor => {
    const dtype = shape.length > 1 ? "uint8" : "float32";
    parts.push(...(dtype === "uint8" ? quantised(values, shape.at(-1)!) : [bytesOf(values)]));
    return { layer, index, shape, dtype };
  });
  return { tensors, bytes: Buffer.concat(parts) };
}

/**
 * Reads what `packWeights` wrote.
 *
 * @throws RangeError if there are more or fewer bytes than the tensors need.
 */
export function unpackWeights(tensors: readonly PackedTensor[], bytes: Buffer): NamedWeight[] {
  let offset = 0;
  const floats = (n: number): Float32Array => {
    const part = Uint8Array.prototype.slice.call(bytes, offset, (offset += 4 * n));
    return new Float32Array(part.buffer, 0, Math.floor(part.length / 4));
  };
  const weights = tensors.map(({ layer, index, shape, dtype }): NamedWeight => {
    const n = shape.reduce((product, side) => product * side, 1);
    if (dtype === "float32") return { layer, index, shape, values: floats(n) };
    const channels = shape.at(-1)!;
    const [scale, least] = [floats(channels), floats(channels)];
    const integers = bytes.subarray(offset, (offset += n));
    return { layer, index, shape, values: restored(integers, scale, least) };
  });
  if (offset !== bytes.length) throw new RangeError(`the tensors need ${offset} bytes, there are ${bytes.length}`);
  return weights;
}

function quantised(values: Float32Array, channels: number): Buffer[] {
  const least = new Float32Array(channels).fill(Infinity);
  const most = new Float32Array(channels).fill(-Infinity);
  values.forEach((value, i) => {
    const channel = i % channels;
    if (value < least[channel]) least[channel] = value;
    if (value > most[channel]) most[channel] = value;
  });
  const scale = least.map((low, channel) => (most[channel] - low) / STEPS);
  const integers = Uint8Array.from(values, (value, i) => {
    const channel = i % channels;
    return scale[channel] > 0 ? Math.min(STEPS, Math.round((value - least[channel]) / scale[channel])) : 0;
  });
  return [bytesOf(scale), bytesOf(least), bytesOf(integers)];
}

function restored(integers: Uint8Array, scale: Float32Array, least: Float32Array): Float32Array {
  const channels = scale.length;
  const values = new Float32Array(integers.length);
  for (let i = 0; i < values.length; i++) values[i] = integers[i] * scale[i % channels] + least[i % channels];
  return values;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
