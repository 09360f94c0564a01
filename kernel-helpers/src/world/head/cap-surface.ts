import { cos, sin } from "../../base/exact-math";
import { mix } from "../math/scalar";
import {
  addScaled,
  cross,
  length,
  mm,
  normalize,
  scale,
  subtract,
  vertexAt,
  writeVertex,
  type ReadonlyVec3,
  type Vec3,
} from "../math/vector";
import type { HeadMap } from "./head-map";

/** Thickness of hair and cloth between head and surface. */
const PADDING = mm(5.5);
/** Directions are averaged over this much to each side, as cloth bridges hollows. */
const SPREAD = [-0.09, 0, 0.09];

/** Cloth is this much thicker than the hair pressed below it. */
const CLOTH = mm(4);

/** The smooth surface of a cloth tied tightly over the head. */
export class CapSurface {
  constructor(private readonly headMap: HeadMap) {}

  get center(): ReadonlyVec3 {
    return this.headMap.center;
  }

  /** The radius in a direction (of any length) from the centre: the mean of nine, at least that of the head itself. */
  radius(direction: ReadonlyVec3): number {
    const n = scale(direction, 1 / (length(direction) || 1));
    const t = normalize(cross(Math.abs(n[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0], n));
    const b = cross(n, t);
    let sum = 0;
    for (const i of SPREAD) {
      for (const j of SPREAD) {
        sum += this.headMap.radius(n[0] + t[0] * i + b[0] * j, n[1] + t[1] * i + b[1] * j, n[2] + t[2] * i + b[2] * j);
      }
    }
    return Math.max(sum / 9, this.headMap.radius(n[0], n[1], n[2])) + PADDING;
  }

  /** The point at an azimuth from the front (positive to the person's left) and an elevation, in radians. */
  pointAt(azimuth: number, elevation: number): Vec3 {
    const direction: Vec3 = [sin(azimuth) * cos(elevation), sin(elevation), cos(azimuth) * cos(elevation)];
    const radius = this.radius(direction);
    const [x, y, z] = this.center;
    return [x + direction[0] * radius, y + direction[1] * radius, z + direction[2] * radius];
  }
  /**
   * Hair positions [n,3] pressed under a cloth on this surface, as a new array.
   * @param pressureAt how fully hair is pressed, 0 … 1, at an offset from the centre and its length
   */
  pressHair(positions: Float32Array, pressureAt: (offset: Vec3, distance: number) => number): Float32Array {
    const pressed = positions.slice();
    for (let vertex = 0; vertex * 3 < positions.length; vertex++) {
      const offset = subtract(vertexAt(positions, vertex), this.center);
      const distance = length(offset) || 1e-6;
      const pressure = pressureAt(offset, distance);
      if (pressure === 0) continue;
      const limit = this.radius(offset) - CLOTH;
      if (distance <= limit) continue;
      writeVertex(pressed, vertex, addScaled(this.center, offset, mix(1, limit / distance, pressure)));
    }
    return pressed;
  }
}
