import { exp } from "../base/exact-math";
import type { Random } from "../base/seed";

/** No byte can move farther. */
const FARTHEST = 255;
const NUMBERS = 2 * FARTHEST + 1;
/** Equal parts of [0, 1) for which it is known where to begin to look. */
const PARTS = 1024;
const ROOT_TWO_PI = 2.5066282746310002;
/** Beyond it the distribution function is 0 or 1 in double precision. */
const FAR = 8.5;

/** Probability that a standard normal variable is at most x, to 1e-15 (Marsaglia 2004: φ(x) times its power series). */
export function normalDistribution(x: number): number {
  if (Math.abs(x) > FAR) return x > 0 ? 1 : 0;
  let sum = x;
  let term = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return Math.min(1, Math.max(0, 0.5 + (sum * exp(-0.5 * x * x)) / ROOT_TWO_PI));
}

/**
 * A source of normal numbers with mean 0, rounded to whole ones and kept within ±255, by inversion of their distribution:
 * each takes one number of `random`. Equal randomness gives noise that grows with the standard deviation and keeps its
 * pattern.
 *
 * @param standardDeviation above 0, before rounding
 */
export function roundedNormals(standardDeviation: number, random: Random): () => number {
  const upTo = Float64Array.from({ length: NUMBERS }, (_, i) =>
    i === NUMBERS - 1 ? 1 : normalDistribution((i - FARTHEST + 0.5) / standardDeviation),
  );
  const firstOf = firstOfParts(upTo);
  return () => {
    const u = random.next();
    let i = firstOf[Math.floor(u * PARTS)];
    while (u >= upTo[i]) i++;
    return i - FARTHEST;
  };
}

/** For each part of [0, 1) the first number that a `u` at its beginning can mean. */
function firstOfParts(upTo: Float64Array): Int32Array {
  let i = 0;
  return Int32Array.from({ length: PARTS }, (_, part) => {
    while (part / PARTS >= upTo[i]) i++;
    return i;
  });
}
