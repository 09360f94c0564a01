import { unpack, type ShapedValues } from "./packed";

/** What comes before the first convolution: (x - mean) * scale for each channel. */
export interface Normalise {
  kind: "normalise";
  mean: number[];
  scale: number;
}

/** A convolution, or one of each channel by itself, with bias and activation. Its weights are the next two tensors. */
export interface Convolution {
  kind: "conv" | "depthwise";
  strides: number;
  padding: "same" | "valid";
  activation: "none" | "relu" | "relu6";
}

export type TrunkStep = Normalise | Convolution;

/** A frozen trunk that is a chain, from the picture [inputSize, inputSize, 3] in 0 … 255 to its last map. */
export interface TrunkFile {
  inputSize: number;
  steps: TrunkStep[];
  /** Kernel and bias of each convolution in turn. */
  tensors: readonly ShapedValues[];
}

export type TrunkHeader = Omit<TrunkFile, "tensors">;

/** @throws RangeError if the file is not whole. */
export function readTrunk(bytes: Uint8Array): TrunkFile {
  const { header, tensors } = unpack<TrunkHeader>(bytes);
  const wanted = 2 * header.steps.filter(({ kind }) => kind !== "normalise").length;
  if (tensors.length === wanted) return { ...header, tensors };
  throw new RangeError(`readTrunk: the steps need ${wanted} tensors, there are ${tensors.length}`);
}
