import { normalize } from "../math/vector";
import type { KeyLight } from "../types";

/** The light that throws shadows: unit direction towards it, and its linear colour times strength. */
export interface KeyRay {
  x: number;
  y: number;
  z: number;
  red: number;
  green: number;
  blue: number;
}

export function keyRay({ direction, strength, color }: KeyLight): KeyRay {
  const [x, y, z] = normalize(direction);
  return { x, y, z, red: color[0] * strength, green: color[1] * strength, blue: color[2] * strength };
}
