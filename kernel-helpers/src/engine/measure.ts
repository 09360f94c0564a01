import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "./load";

/** Speeds in GFLOPS (1e9 floating-point operations per second, a multiply-add counted as two). */
export interface EngineSpeed {
  /** 1024x1024 by 1024x1024, float32. */
  matmul: number;
  /** 3x3 convolution, 8 images of 56x56, 64 to 64 channels, float32, as in the middle of a ResNet. */
  convolution: number;
}

/** Each speed is the best of the rounds that fit in this time: the rest is other programs' noise. */
const MILLISECONDS_EACH = 600;

/** Measures the engine; about two seconds, and no tensor is left behind. */
export function measureEngine(): EngineSpeed {
  const engine = loadEngine();
  return engine.tidy(() => {
    const square = engine.ones<tf.Rank.R2>([1024, 1024]);
    const images = engine.ones<tf.Rank.R4>([8, 56, 56, 64]);
    const filter = engine.ones<tf.Rank.R4>([3, 3, 64, 64]);
    return {
      matmul: gflops(2 * 1024 ** 3, () => engine.matMul(square, square)),
      convolution: gflops(2 * 8 * 56 ** 2 * 9 * 64 * 64, () => engine.conv2d(images, filter, 1, "same")),
    };
  });
}

/** @param operations floating-point operations of one call of `work` */
function gflops(operations: number, work: () => tf.Tensor): number {
  const engine = loadEngine();
  const once = () => {
    const start = performance.now();
    // Reading one number waits for the result, on a GPU too, without copying all of it.
    engine.tidy(() => void work().flatten().slice(0, 1).dataSync());
    return performance.now() - start;
  };
  once(); // warm-up: the first call allocates
  let best = Infinity;
  const end = performance.now() + MILLISECONDS_EACH;
  do best = Math.min(best, once());
  while (performance.now() < end);
  return operations / best / 1e6;
}
