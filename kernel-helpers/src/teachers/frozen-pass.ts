import type * as tf from "@tensorflow/tfjs";
import { messageOf } from "../base/errors";
import { warnOnce } from "../base/warn";
import { loadEngine } from "../engine/load";
import { loadOnnxRuntime } from "../engine/onnxruntime";
import { exportOnnx, INPUT, OUTPUT } from "./onnx/export";
import type { Teacher } from "./teacher";

/** A frozen trunk that only computes: no gradient, and no layers to look into. */
export interface FrozenPass {
  engine: "onnxruntime" | "tfjs";
  /** Float32 [views, ...input] in 0 … 255 -> Float32 [views, ...cut]. */
  run(input: Float32Array, views: number): Promise<Float32Array>;
  /** Frees it. */
  dispose(): Promise<void>;
}

/** Pictures that onnxruntime gets at a time: few enough for their maps to stay in the processor's caches. */
const AT_A_TIME = 4;

/**
 * The trunk's forward pass, by onnxruntime with the same weights: equal to the trunk's own to 1e-4 of its largest
 * output. A trunk that ONNX cannot say, and every trunk where onnxruntime does not load, runs in the engine itself, and
 * the user is told. The pass owns the trunk.
 *
 * It uses one thread, so that its sums have one order; whoever wants more of them starts more workers.
 */
export async function frozenPass(trunk: tf.LayersModel, name: string): Promise<FrozenPass> {
  const runtime = loadOnnxRuntime();
  if (!runtime) return enginePass(trunk);
  try {
    const session = await runtime.InferenceSession.create(exportOnnx(trunk), {
      executionProviders: ["cpu"],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      graphOptimizationLevel: "all",
    });
    const sides = sidesOf(trunk.inputs[0]);
    const size = sides.reduce((product, side) => product * side);
    const features = sidesOf(trunk.outputs[0]).reduce((product, side) => product * side);
    trunk.dispose();
    return {
      engine: "onnxruntime",
      run: async (input, views) => {
        const output = new Float32Array(views * features);
        for (let first = 0; first < views; first += AT_A_TIME) {
          const count = Math.min(AT_A_TIME, views - first);
          const pixels = input.subarray(first * size, (first + count) * size);
          const pictures = new runtime.Tensor("float32", pixels, [count, ...sides]);
          output.set((await session.run({ [INPUT]: pictures }))[OUTPUT].data as Float32Array, first * features);
        }
        return output;
      },
      dispose: () => session.release(),
    };
  } catch (error) {
    warnOnce(`the teacher ${name} does not run in onnxruntime (${messageOf(error)}): TensorFlow runs it, more slowly`);
    return enginePass(trunk);
  }
}

const passes = new Map<string, Promise<FrozenPass>>();

/** The teacher's pass, loaded once in this process and never freed. */
export function passOf(teacher: Pick<Teacher, "name" | "loadTrunk">): Promise<FrozenPass> {
  const pass = passes.get(teacher.name) ?? teacher.loadTrunk().then((trunk) => frozenPass(trunk, teacher.name));
  passes.set(teacher.name, pass);
  return pass;
}

/** A trunk's forward pass in the engine. */
export function enginePass(trunk: tf.LayersModel): FrozenPass {
  const engine = loadEngine();
  const sides = sidesOf(trunk.inputs[0]);
  return {
    engine: "tfjs",
    run: (input, views) => {
      const batch = engine.tensor(input, [views, ...sides]);
      const output = trunk.predictOnBatch(batch) as tf.Tensor;
      const values = output.dataSync<"float32">();
      engine.dispose([batch, output]);
      return Promise.resolve(values);
    },
    dispose: () => Promise.resolve(void trunk.dispose()),
  };
}

const sidesOf = ({ shape }: tf.SymbolicTensor): number[] => shape.slice(1) as number[];
