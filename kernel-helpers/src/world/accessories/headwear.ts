import { asin, atan2 } from "../../base/exact-math";
import { CapSurface } from "../head/cap-surface";
import { EYE_Y } from "../head/measures";
import { clamp, mix, piecewiseLinear, smoothstep } from "../math/scalar";
import { addScaled, mm, normalize, subtract, type Vec3 } from "../math/vector";
import type { PersonBase } from "../people/person-geometry";

/** Height of a brim above the eyes by degrees from the front. */
export type Brim = readonly (readonly [degrees: number, height: number])[];

const BISECTIONS = 18;
/** The brim is looked up by these steps: it changes by less than 1 mm between two. */
const STEPS = 240;
/** Cloth is this much thicker than the hair pressed below it. */
const PRESSED = mm(3);
/** Hair is pressed fully above the brim and less and less down to this many radians below it. */
const PRESSED_BELOW = 0.45;
const DEGREES_PER_RADIAN = 180 / Math.PI;

/** What hats have in common: a surface over the head from a brim to the crown, and the hair pressed under it. */
export class Headwear {
  readonly surface: CapSurface;
  /** Elevation of the brim by azimuth from -π to π. */
  private readonly brims: Float64Array;

  constructor({ headMap }: PersonBase, brim: Brim) {
    this.surface = new CapSurface(headMap);
    this.brims = Float64Array.from({ length: STEPS + 1 }, (_, i) =>
      this.findBrim((i / STEPS - 0.5) * 2 * Math.PI, brim),
    );
  }

  private findBrim(azimuth: number, brim: Brim): number {
    const height = EYE_Y + piecewiseLinear(Math.abs(azimuth) * DEGREES_PER_RADIAN, brim);
    let low = -0.9;
    let high = 1.2;
    for (let k = 0; k < BISECTIONS; k++) {
      const middle = (low + high) / 2;
      if (this.surface.pointAt(azimuth, middle)[1] < height) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /** Elevation of the brim at an azimuth. */
  brimAt(azimuth: number): number {
    const place = clamp(azimuth / (2 * Math.PI) + 0.5) * STEPS;
    const index = Math.min(STEPS - 1, Math.floor(place));
    return mix(this.brims[index], this.brims[index + 1], place - index);
  }

  /** The point `stand` outside the surface, at a share of the way from the brim (0) to the crown (1). */
  pointAt(azimuth: number, share: number, stand: number): Vec3 {
    const smooth = this.surface.pointAt(azimuth, mix(this.brimAt(azimuth), Math.PI / 2, share));
    return addScaled(smooth, normalize(subtract(smooth, this.surface.center)), stand);
  }

  /** Hair positions [n,3] pressed under the hat, as a new array. */
  press(positions: Float32Array): Float32Array {
    const { center } = this.surface;
    const pressed = positions.slice();
    for (let i = 0; i < positions.length; i += 3) {
      const x = positions[i] - center[0];
      const y = positions[i + 1] - center[1];
      const z = positions[i + 2] - center[2];
      const distance = Math.sqrt(x * x + y * y + z * z) || 1e-6;
      const aboveBrim = asin(clamp(y / distance, -1, 1)) - this.brimAt(atan2(x, z));
      const pressure = smoothstep(-PRESSED_BELOW, 0, aboveBrim);
      if (pressure === 0) continue;
      const limit = this.surface.radius([x, y, z]) - PRESSED;
      if (distance <= limit) continue;
      const factor = mix(1, limit / distance, pressure);
      pressed[i] = center[0] + x * factor;
      pressed[i + 1] = center[1] + y * factor;
      pressed[i + 2] = center[2] + z * factor;
    }
    return pressed;
  }
}
