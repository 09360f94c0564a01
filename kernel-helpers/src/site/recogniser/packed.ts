import { HALF_VALUES, halfBits } from "../../base/half";

/** A tensor in a packed file: half precision where that loses nothing, or where it was asked for. */
export interface PackedTensor {
  shape: number[];
  dtype: "float16" | "float32";
}

/** Numbers with a shape. */
export interface ShapedValues {
  shape: number[];
  values: Float32Array;
}

/**
 * A file of tensors that a page can read: a header of JSON, filled up with blanks to a multiple of four bytes, its length
 * before it (Uint32), and the numbers one tensor after the other, each begun at a multiple of four bytes; little-endian.
 */
export interface PackedFile<Header> {
  header: Header;
  tensors: readonly ShapedValues[];
}

/** Whether every number is one of half precision. */
export const areHalves = (values: Float32Array): boolean =>
  values.every((value) => HALF_VALUES[halfBits(value)] === value);

/** @param inHalf which tensors to write in half precision; default: those that lose nothing by it */
export function pack<Header>(
  { header, tensors }: PackedFile<Header>,
  inHalf: (tensor: ShapedValues, index: number) => boolean = ({ values }) => areHalves(values),
): Uint8Array {
  const packed = tensors.map((tensor, index): PackedTensor => ({
    shape: tensor.shape,
    dtype: inHalf(tensor, index) ? "float16" : "float32",
  }));
  const text = JSON.stringify({ ...header, tensors: packed });
  const json = new TextEncoder().encode(text.padEnd(fourfold(text.length)));
  if (json.length % 4 !== 0) throw new RangeError("pack: the header must be plain ASCII");
  const parts = [new Uint8Array(Uint32Array.of(json.length).buffer), json];
  tensors.forEach(({ values }, index) => {
    const numbers = packed[index].dtype === "float16" ? Uint16Array.from(values, halfBits) : values;
    const bytes = new Uint8Array(fourfold(numbers.byteLength));
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    parts.push(bytes);
  });
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Reads what `pack` wrote.
 *
 * @throws RangeError if there are more or fewer bytes than the tensors need.
 */
export function unpack<Header>(bytes: Uint8Array): PackedFile<Header> {
  const { buffer } = bytes.slice(); // which begins at a multiple of four
  if (bytes.length < 4) throw new RangeError("unpack: the file is empty");
  const [length] = new Uint32Array(buffer, 0, 1);
  const { tensors: packed, ...header } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(4, 4 + length)),
  ) as Header & { tensors: PackedTensor[] };
  let at = 4 + length;
  const tensors = packed.map(({ shape, dtype }): ShapedValues => {
    const n = shape.reduce((product, side) => product * side, 1);
    const start = at;
    at += fourfold(n * (dtype === "float16" ? 2 : 4));
    if (at > bytes.length) throw new RangeError(`unpack: a tensor ends at ${at}, and there are ${bytes.length} bytes`);
    if (dtype === "float32") return { shape, values: new Float32Array(buffer, start, n) };
    return { shape, values: Float32Array.from(new Uint16Array(buffer, start, n), (bits) => HALF_VALUES[bits]) };
  });
  if (at !== bytes.length) throw new RangeError(`unpack: the tensors need ${at} bytes, there are ${bytes.length}`);
  return { header: header as unknown as Header, tensors };
}

const fourfold = (n: number): number => Math.ceil(n / 4) * 4;
