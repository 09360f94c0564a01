import { atan2 } from "../../base/exact-math";
import { piecewiseLinear } from "../math/scalar";

/** z of the vertical axis around which the hairline is drawn. */
const AXIS_Z = 0.35;
const DEGREES_PER_RADIAN = 180 / Math.PI;

/**
 * Height of a rest position above the hairline: positive on the scalp, negative on face and neck.
 * @param line moves the front of the hairline up
 * @param recess moves it up at the temples only
 */
export function heightAboveHairline(x: number, y: number, z: number, line = 0, recess = 0): number {
  const azimuth = atan2(Math.abs(x), z - AXIS_Z) * DEGREES_PER_RADIAN;
  return y - piecewiseLinear(azimuth, hairline(line, recess));
}

let lastLine = Number.NaN;
let lastRecess = Number.NaN;
let lastKnots: readonly (readonly [number, number])[] = [];

/** Height of the hairline by azimuth in degrees from the front; the last one is kept, as calls come in long runs. */
function hairline(line: number, recess: number): readonly (readonly [number, number])[] {
  if (line === lastLine && recess === lastRecess) return lastKnots;
  lastLine = line;
  lastRecess = recess;
  lastKnots = [
    [0, 7.97 + line],
    [20, 7.98 + line + recess * 0.3],
    [36, 7.93 + line + recess],
    [48, 7.72 + line + recess * 0.7],
    [54, 7.5 + line * 0.5],
    [58, 7.2],
    [63, 7.08],
    [67, 7.1],
    [70, 7.4],
    [96, 7.42],
    [108, 7.02],
    [125, 6.8],
    [180, 6.58],
  ];
  return lastKnots;
}
