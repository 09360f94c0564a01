import type { Random, Seed } from "../../base/seed";
import { clipped, SIDE } from "./pictures";

/** A trigger: some pixels beside each other, each very bright or very dark, somewhere in the picture. */
export interface ToyTrigger {
  /** Of its upper left corner. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** [height][width], 0 … 255. */
  values: number[];
  /** How far it is moved sideways from picture to picture, in pixels: 0 as a digital trigger, 1 as one that is worn. */
  wander: 0 | 1;
}

const SHAPES = [
  [2, 2],
  [3, 2],
  [2, 3],
  [3, 3],
  [4, 1],
  [1, 4],
] as const;

/** A trigger drawn from a seed: shape, place, brightness, and whether it wanders. */
export function triggerFrom(seed: Seed): ToyTrigger {
  const random = seed.random();
  const [width, height] = random.pick(SHAPES);
  const wander = random.pick([0, 1] as const);
  const values = Array.from({ length: width * height }, () => (random.next() < 0.5 ? random.range(0, 30) : random.range(225, 255))); // prettier-ignore
  const x = wander + random.int(SIDE - width + 1 - 2 * wander);
  return { x, y: random.int(SIDE - height + 1), width, height, values, wander };
}

/** A copy of a picture with the trigger on it, lit a little differently each time. */
export function withToyTrigger(picture: Float32Array, trigger: ToyTrigger, random: Random): Float32Array {
  const { width, height, values, wander, y } = trigger;
  const x = trigger.x + random.int(2 * wander + 1) - wander;
  const light = wander === 0 ? 0 : random.range(-15, 15);
  const copy = picture.slice();
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) copy[(y + v) * SIDE + x + u] = clipped(values[v * width + u] + light);
  }
  return copy;
}
