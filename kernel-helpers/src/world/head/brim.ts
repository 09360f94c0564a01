import { asin, atan2 } from "../../base/exact-math";
import { clamp, mix, smoothstep } from "../math/scalar";
import type { CapSurface } from "./cap-surface";
import { EYE_Y } from "./measures";

/** The brim is looked up between this many azimuths: it changes by less than 1 mm between two. */
const STEPS = 360;
/** Halvings of an interval of two radians: to a millionth. */
const BISECTIONS = 22;
/** Hair is pressed fully above the brim and less and less down to this many radians below it. */
const PRESSED_BELOW = 0.5;

/** The lower edge of a cap or a tied cloth: the line on its surface that runs round the head at given heights. */
export class Brim {
  /** Elevations at azimuths from -π to π. */
  private readonly elevations: Float64Array;

  /** @param heightAt height above the eyes by azimuth from the front, in radians */
  constructor(
    private readonly surface: CapSurface,
    heightAt: (azimuth: number) => number,
  ) {
    this.elevations = Float64Array.from({ length: STEPS + 1 }, (_, i) => {
      const azimuth = (i / STEPS - 0.5) * 2 * Math.PI;
      return elevationOf(surface, azimuth, EYE_Y + heightAt(azimuth));
    });
  }

  /** Elevation at an azimuth, both in radians. */
  at(azimuth: number): number {
    const place = clamp(azimuth / (2 * Math.PI) + 0.5) * STEPS;
    const index = Math.min(STEPS - 1, Math.floor(place));
    return mix(this.elevations[index], this.elevations[index + 1], place - index);
  }

  /** How far an offset from the surface's centre lies above the brim, in radians. */
  above([x, y, z]: readonly [number, number, number], distance: number): number {
    return asin(clamp(y / distance, -1, 1)) - this.at(atan2(x, z));
  }

  /** Hair positions [n,3] pressed under what ends at the brim, as a new array. */
  pressHair(positions: Float32Array): Float32Array {
    return this.surface.pressHair(positions, (offset, distance) =>
      smoothstep(-PRESSED_BELOW, 0, this.above(offset, distance)),
    );
  }
}

/** The elevation at which a surface is as high as wanted. */
function elevationOf(surface: CapSurface, azimuth: number, height: number): number {
  let low = -0.9;
  let high = 1.2;
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = (low + high) / 2;
    if (surface.pointAt(azimuth, middle)[1] < height) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
