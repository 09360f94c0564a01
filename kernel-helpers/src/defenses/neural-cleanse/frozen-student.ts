import type * as tf from "@tensorflow/tfjs";
import { loadOnnxRuntime } from "../../engine/onnxruntime";
import { EditableGraph } from "../../teachers/onnx/editable-graph";
import { exportOnnx, INPUT, OUTPUT } from "../../teachers/onnx/export";
import { gradientWriter } from "../../teachers/onnx/gradient";
import { rearrange } from "../../teachers/onnx/rearrange";
import type { HeadWeights } from "../../training/head";
import { opinionOf } from "./opinion";
import type { PixelStudent } from "./student";

const TARGET = "target";

/**
 * Above so many bytes in a picture's largest map, pictures go one by one: several would leave the processor's cache, and
 * the gradient is bound by memory. MobileNet's largest is 3.2 MB, and one by one it is a fifth faster than eight at once;
 * the dlib network's is 0.7 MB, and it is a fifth slower.
 */
const LARGE_MAP = 2 ** 21;

const isLarge = (trunk: tf.LayersModel): boolean =>
  trunk.layers.some(({ outputShape }) => 4 * (outputShape as number[]).slice(1).reduce((a, b) => a * b, 1) > LARGE_MAP);

/**
 * A trunk with a trained head as an ONNX file: pictures and the target's row of ones and zeros go in, scores and gradients
 * come out.
 *
 * @param batch How many pictures go in at once; any number if absent. Where it is known, onnxruntime need not turn maps
 *   round before it multiplies them.
 */
export function studentFile(
  trunk: tf.LayersModel,
  head: HeadWeights,
  batch?: number,
): { file: Uint8Array; scores: string; gradient: string } {
  const graph = new EditableGraph(exportOnnx(trunk));
  const classes = head.bias2.length;
  const scores = addHead(graph, head);
  rearrange(graph);
  const back = gradientWriter(graph, INPUT);
  graph.addInput(TARGET, [1, classes]);
  // The gradient of the cross-entropy with respect to the scores.
  const shares = graph.node("Softmax", [scores], { axis: { i: 1 } });
  const gradient = back(scores, graph.node("Sub", [shares, TARGET]));
  graph.setOutputs([
    { name: scores, shape: [null, classes] },
    { name: gradient, shape: [null, ...graph.inputSides] },
  ]);
  if (batch) graph.fixBatch(batch);
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
  const isOneByOne = isLarge(trunk);
  const { file, scores, gradient } = studentFile(trunk, head, isOneByOne ? 1 : undefined);
  const session = await runtime.InferenceSession.create(file, {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
  const [, height, width, channels] = trunk.inputs[0].shape as number[];
  const classes = head.bias2.length;
  const size = height * width * channels;
  const targets = (label: number) => new runtime.Tensor("float32", Float32Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0)), [1, classes]); // prettier-ignore

  async function run(pictures: Float32Array, label: number) {
    const shape = [pictures.length / size, height, width, channels];
    const inputs = { [INPUT]: new runtime!.Tensor("float32", pictures, shape), [TARGET]: targets(label) };
    const results = await session.run(inputs);
    return { scores: results[scores].data as Float32Array, gradient: results[gradient].data as Float32Array };
  }

  async function runOneByOne(pictures: Float32Array, label: number) {
    const count = pictures.length / size;
    const all = { scores: new Float32Array(count * classes), gradient: new Float32Array(pictures.length) };
    for (let i = 0; i < count; i++) {
      const one = await run(pictures.subarray(i * size, (i + 1) * size), label);
      all.scores.set(one.scores, i * classes);
      all.gradient.set(one.gradient, i * size);
    }
    return all;
  }

  return {
    shape: [height, width, channels],
    classes,
    towards: async (pictures, label) => {
      const found = await (isOneByOne ? runOneByOne : run)(pictures, label);
      return opinionOf(found.scores, found.gradient, { classes, label });
    },
    dispose: () => session.release(),
  };
}
