import type { EditableGraph } from "./editable-graph";
import { RULES } from "./gradient-rules";
import { graphSides } from "./graph-sides";

/** Adds what carries a gradient back: that with respect to `from` goes in, the one with respect to the input comes out. */
export type WriteGradient = (from: string, gradient: string) => string;

/**
 * Reverse-mode differentiation of a network's graph as it is now, with respect to its input: onnxruntime, which only
 * computes forward, then also computes gradients. Weights have none: the network is frozen. What is added to the graph
 * between this call and that of the function returned takes no part.
 *
 * @throws RangeError if a node has no gradient here.
 */
export function gradientWriter(graph: EditableGraph, input: string): WriteGradient {
  const nodes = [...graph.nodes];
  const sides = graphSides(graph, input);
  return (from, gradient) => {
    const gradients = new Map([[from, gradient]]);
    for (const node of nodes.toReversed()) {
      const there = gradients.get(node.output[0]);
      if (there === undefined) continue;
      for (const [name, part] of RULES[node.opType]({ graph, sides, node, gradient: there })) {
        const others = gradients.get(name);
        gradients.set(name, others === undefined ? part : graph.node("Add", [others, part]));
      }
    }
    const end = gradients.get(input);
    if (end === undefined) throw new RangeError(`${from} does not depend on ${input}`);
    return end;
  };
}
