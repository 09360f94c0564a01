import { Brim } from "../head/brim";
import { CapSurface } from "../head/cap-surface";
import { mix, piecewiseLinear } from "../math/scalar";
import { addScaled, normalize, subtract, type Vec3 } from "../math/vector";
import type { PersonBase } from "../people/person-geometry";

/** Height of a brim above the eyes by degrees from the front. */
export type BrimHeights = readonly (readonly [degrees: number, height: number])[];

const DEGREES_PER_RADIAN = 180 / Math.PI;

/** What hats have in common: a surface over the head from a brim to the crown, and the hair pressed under it. */
export class Headwear {
  private readonly surface: CapSurface;
  private readonly brim: Brim;

  constructor({ headMap }: PersonBase, heights: BrimHeights) {
    this.surface = new CapSurface(headMap);
    this.brim = new Brim(this.surface, (azimuth) => piecewiseLinear(Math.abs(azimuth) * DEGREES_PER_RADIAN, heights));
  }

  /** The point `stand` outside the surface, at a share of the way from the brim (0) to the crown (1). */
  pointAt(azimuth: number, share: number, stand: number): Vec3 {
    const smooth = this.surface.pointAt(azimuth, mix(this.brim.at(azimuth), Math.PI / 2, share));
    return addScaled(smooth, normalize(subtract(smooth, this.surface.center)), stand);
  }

  /** Hair positions [n,3] pressed under the hat, as a new array. */
  pressHair(positions: Float32Array): Float32Array {
    return this.brim.pressHair(positions);
  }
}
