import type * as tf from "@tensorflow/tfjs";

type Symbolic = tf.SymbolicTensor;

/** The tensor that a layer puts out in one network, found from the network's end: a layer may be part of several. */
export function tensorOf(end: Symbolic, layerName: string): Symbolic | undefined {
  const seen = new Set<Symbolic>();
  const pending = [end];
  for (let tensor = pending.pop(); tensor; tensor = pending.pop()) {
    if (tensor.sourceLayer.name === layerName) return tensor;
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    pending.push(...tensor.inputs);
  }
  return undefined;
}

/**
 * What `end` is when the tensors that `known` names are replaced: the layers between them are applied once more, and
 * shared. Undefined if `end` also needs an input that is not replaced.
 */
export function replayed(end: Symbolic, known: ReadonlyMap<Symbolic, Symbolic>): Symbolic | undefined {
  const made = new Map(known);
  const of = (tensor: Symbolic): Symbolic | undefined => {
    const there = made.get(tensor);
    if (there || tensor.inputs.length === 0) return there;
    const inputs = tensor.inputs.map(of);
    if (!inputs.every((input) => input !== undefined)) return undefined;
    const output = tensor.sourceLayer.apply(inputs.length === 1 ? inputs[0] : inputs) as Symbolic;
    made.set(tensor, output);
    return output;
  };
  return of(end);
}
