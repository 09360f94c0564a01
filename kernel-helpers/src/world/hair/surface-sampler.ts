import type { Random } from "../../base/seed";
import { cross, length, normalize, subtract, vertexAt, type Vec3 } from "../math/vector";
import type { HeadModel } from "../types";

/** A point drawn on a head. */
export interface SurfacePoint {
  /** On the person's head. */
  position: Vec3;
  normal: Vec3;
  /** The same point on the base head. */
  rest: Vec3;
  /** Corners of its triangle, and their weights. */
  vertices: readonly [number, number, number];
  weights: readonly [number, number, number];
}

/** Draws points on some triangles of a head, evenly by area. */
export class SurfaceSampler {
  private readonly cumulativeArea: number[] = [];
  private readonly totalArea: number;

  /**
   * @param positions, normals of the person's neutral head, Float32 [n,3]
   * @param candidates first entries of the triangles
   */
  constructor(
    private readonly head: HeadModel,
    private readonly positions: Float32Array,
    private readonly normals: Float32Array,
    private readonly candidates: readonly number[],
  ) {
    let total = 0;
    for (const t of candidates) {
      const [a, b, c] = [0, 1, 2].map((corner) => vertexAt(positions, head.triangles[t + corner]));
      total += length(cross(subtract(b, a), subtract(c, a)));
      this.cumulativeArea.push(total);
    }
    this.totalArea = total;
  }

  draw(random: Random): SurfacePoint {
    const t = this.drawTriangle(random);
    let u = random.next();
    let v = random.next();
    if (u + v > 1) {
      u = 1 - u;
      v = 1 - v;
    }
    const { triangles, positions } = this.head;
    const vertices = [triangles[t], triangles[t + 1], triangles[t + 2]] as const;
    const weights = [1 - u - v, u, v] as const;
    const at = (array: Float32Array): Vec3 => interpolate(array, vertices, weights);
    return {
      position: at(this.positions),
      normal: normalize(at(this.normals)),
      rest: at(positions),
      vertices,
      weights,
    };
  }

  private drawTriangle(random: Random): number {
    const wanted = random.next() * this.totalArea;
    let low = 0;
    let high = this.cumulativeArea.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cumulativeArea[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return this.candidates[low];
  }
}

function interpolate(
  array: Float32Array,
  [a, b, c]: SurfacePoint["vertices"],
  [wa, wb, wc]: SurfacePoint["weights"],
): Vec3 {
  return [
    array[a * 3] * wa + array[b * 3] * wb + array[c * 3] * wc,
    array[a * 3 + 1] * wa + array[b * 3 + 1] * wb + array[c * 3 + 1] * wc,
    array[a * 3 + 2] * wa + array[b * 3 + 2] * wb + array[c * 3 + 2] * wc,
  ];
}
