import type { HeadWeights } from "../../training/head";
import { pack, unpack, type PackedTensor } from "./packed";

/** The order in which a head's weights stand in its file. */
const ORDER = ["mean", "scale", "bias1", "bias2", "kernel2", "kernel1"] as const satisfies (keyof HeadWeights)[];

/**
 * A trained head as a file. For the page the first kernel, which is nearly all of the bytes, is in half precision: that is
 * enough (the test says how near the answers stay). The rest is float32.
 */
export function packHead(weights: HeadWeights, { kernel1 }: { kernel1: PackedTensor["dtype"] }): Uint8Array {
  const [features, hidden, classes] = [weights.mean.length, weights.bias1.length, weights.bias2.length];
  const shapes = {
    mean: [features],
    scale: [features],
    bias1: [hidden],
    bias2: [classes],
    kernel2: [hidden, classes],
    kernel1: [features, hidden],
  };
  const tensors = ORDER.map((name) => ({ shape: shapes[name], values: weights[name] }));
  return pack({ header: {}, tensors }, (_, index) => ORDER[index] === "kernel1" && kernel1 === "float16");
}

/** @throws RangeError if the file is not a whole head. */
export function unpackHead(bytes: Uint8Array): HeadWeights {
  const { tensors } = unpack(bytes);
  if (tensors.length !== ORDER.length) throw new RangeError(`unpackHead: ${tensors.length} tensors are no head`);
  return Object.fromEntries(ORDER.map((name, i) => [name, tensors[i].values])) as Record<
    (typeof ORDER)[number],
    Float32Array
  >;
}
