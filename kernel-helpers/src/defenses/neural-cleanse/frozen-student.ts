import type * as tf from "@tensorflow/tfjs";
import { loadOnnxRuntime } from "../../engine/onnxruntime";
import { EditableGraph } from "../../teachers/onnx/editable-graph";
import { exportOnnx, INPUT, OUTPUT } from "../../teachers/onnx/export";
import { gradientWriter } from "../../teachers/onnx/gradient";
import type { HeadWeights } from "../../training/head";
import { opinionOf } from "./opinion";
import type { PixelStudent } from "./student";

const TARGET = "target";

/** A trunk with a trained head as an ONNX file: pictures and the target's row of ones and zeros go in, scores and gradients come out. */
export function studentFile(
  trunk: tf.LayersModel,
  head: HeadWeights,
): { file: Uint8Array; scores: string; gradient: string } {
  const graph = new EditableGraph(exportOnnx(trunk));
  const classes = head.bias2.length;
  const scores = addHead(graph, head);
  const back = gradientWriter(graph, INPUT);
  graph.addInput(TARGET, [1, classes]);
  // The gradient of the cross-entropy with respect to the scores.
  const shares = graph.node("Softmax", [scores], { axis: { i: 1 } });
  const gradient = back(scores, graph.node("Sub", [shares, TARGET]));
  graph.setOutputs([
    { name: scores, shape: [null, classes] },
    { name: gradient, shape: [null, ...graph.inputSides] },
  ]);
  return { file: graph.toBytes(), scores, gradient };
}

/** The two layers of `trainHead` behind the features; returns the scores' name. */
function addHead(graph: EditableGraph, { mean, scale, kernel1, bias1, kernel2, bias2 }: HeadWeights): string {
  const [size, hidden, classes] = [mean.length, bias1.length, bias2.length];
  const flat = graph.node("Reshape", [OUTPUT, graph.integerWeight([-1, size])]);
  const standardised = graph.node("Mul", [graph.node("Sub", [flat, graph.weight(mean)]), graph.weight(scale)]);
  const first = graph.node("Gemm", [standardised, graph.weight(kernel1, [size, hidden]), graph.weight(bias1)]);
  const relu = graph.node("Relu", [first]);
  return graph.node("Gemm", [relu, graph.weight(kernel2, [hidden, classes]), graph.weight(bias2)]);
}

/**
 * A frozen trunk with a trained head, by onnxruntime with one thread; undefined where it does not load. The trunk stays
 * the caller's.
 *
 * @throws RangeError if the trunk has a layer that has no gradient there.
 */
export async function onnxStudent(
  trunk: tf.LayersModel,
  head: HeadWeights,
): Promise<(PixelStudent & { dispose: () => Promise<void> }) | undefined> {
  const runtime = loadOnnxRuntime();
  if (!runtime) return undefined;
  const { file, scores, gradient } = studentFile(trunk, head);
  const session = await runtime.InferenceSession.create(file, {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
  const [, height, width, channels] = trunk.inputs[0].shape as number[];
  const classes = head.bias2.length;
  return {
    shape: [height, width, channels],
    classes,
    towards: async (pictures, label) => {
      const count = pictures.length / (height * width * channels);
      const target = Float32Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0));
      const results = await session.run({
        [INPUT]: new runtime.Tensor("float32", pictures, [count, height, width, channels]),
        [TARGET]: new runtime.Tensor("float32", target, [1, classes]),
      });
      return opinionOf(results[scores].data as Float32Array, results[gradient].data as Float32Array, {
        classes,
        label,
      });
    },
    dispose: () => session.release(),
  };
}
