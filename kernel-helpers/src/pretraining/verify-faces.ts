import { euclidean, verification } from "../experiments/verification";
import { drawChip, type Photograph } from "./training-view";

export interface FaceVerification {
  equalErrorRate: number;
  areaUnderCurve: number;
}

/** Photographs that pass the network together. */
const BATCH = 32;

/** Calls `work` with batches of chips as they are, Float32 [n, size, size, 3], and joins what it returns. */
export function overChips<T>(
  photographs: readonly Photograph[],
  size: number,
  work: (pixels: Float32Array) => readonly T[],
): T[] {
  const results: T[] = [];
  const chip = size * size * 3;
  for (let start = 0; start < photographs.length; start += BATCH) {
    const batch = photographs.slice(start, start + BATCH);
    const pixels = new Float32Array(batch.length * chip);
    batch.forEach((photograph, row) => drawChip(pixels.subarray(row * chip, (row + 1) * chip), photograph, size));
    results.push(...work(pixels));
  }
  return results;
}

/**
 * How well descriptors of length 1 tell two photographs of one person from two of different people: all pairs, by their
 * distance (experiments/verification).
 */
export function verifyFaces(photographs: readonly Photograph[], descriptors: readonly number[][]): FaceVerification {
  const genuine: number[] = [];
  const impostor: number[] = [];
  photographs.forEach(({ label }, i) => {
    for (let j = 0; j < i; j++) {
      (label === photographs[j].label ? genuine : impostor).push(euclidean(descriptors[i], descriptors[j]));
    }
  });
  const { equalErrorRate, areaUnderCurve } = verification(genuine, impostor);
  return { equalErrorRate, areaUnderCurve };
}
