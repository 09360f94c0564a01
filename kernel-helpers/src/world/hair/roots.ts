import type { Random } from "../../base/seed";
import { heightAboveHairline } from "../hairline";
import { Mask, MASK_COUNT, type HairSpec, type HeadModel } from "../types";
import { cross, length, normalize, subtract, vertexAt, type Vec3 } from "../vector";
import type { Root } from "./growth";

/** Jitter of the hairline. */
const HAIRLINE_JITTER = 0.02;
/** Hair that does not hide the neck is thinned below this height. */
const NAPE_Y = 6.85;
const NAPE_SHARE = 0.5;

/** Plants roots on the scalp, evenly by area. */
export class RootSampler {
  /** First entries of the triangles that reach above the hairline, with their areas summed up. */
  private readonly candidates: number[] = [];
  private readonly cumulativeArea: number[] = [];
  private readonly totalArea: number;

  constructor(
    private readonly head: HeadModel,
    private readonly positions: Float32Array,
    private readonly normals: Float32Array,
    private readonly hair: HairSpec,
  ) {
    let total = 0;
    const onScalp = Array.from(
      { length: head.parts.body.v1 },
      (_, vertex) => this.restHeight(vertexAt(head.positions, vertex)) > 0,
    );
    const onEar = (vertex: number) => head.masks[vertex * MASK_COUNT + Mask.Ears] > 0.25;
    for (let t = head.parts.body.t0; t < head.parts.body.t1; t += 3) {
      const corners = [...head.triangles.subarray(t, t + 3)];
      if (corners.some(onEar) || !corners.some((vertex) => onScalp[vertex])) continue;
      const [a, b, c] = corners.map((vertex) => vertexAt(positions, vertex));
      total += length(cross(subtract(b, a), subtract(c, a)));
      this.candidates.push(t);
      this.cumulativeArea.push(total);
    }
    this.totalArea = total;
  }

  private restHeight(rest: Vec3): number {
    return heightAboveHairline(rest[0], rest[1], rest[2], this.hair.line, this.hair.recess);
  }

  /** One root, or null where the drawn point is below the hairline or thinned out. */
  draw(random: Random): Root | null {
    const t = this.drawTriangle(random);
    let u = random.next();
    let v = random.next();
    if (u + v > 1) {
      u = 1 - u;
      v = 1 - v;
    }
    const at = (array: Float32Array): Vec3 => this.interpolate(array, t, u, v);
    const rest = at(this.head.positions);
    const aboveHairline = this.restHeight(rest);
    if (aboveHairline + random.normal(0, HAIRLINE_JITTER) < 0) return null;
    const hidesNeck = this.hair.style === "long" || this.hair.style === "bob";
    if (!hidesNeck && rest[1] < NAPE_Y && random.next() < NAPE_SHARE) return null;
    return {
      position: at(this.positions),
      normal: normalize(at(this.normals)),
      rest,
      aboveHairline,
      variation: random.next(),
      variation2: random.next(),
      layer: random.next(),
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

  private interpolate(array: Float32Array, t: number, u: number, v: number): Vec3 {
    const { triangles } = this.head;
    const a = triangles[t] * 3;
    const b = triangles[t + 1] * 3;
    const c = triangles[t + 2] * 3;
    const w = 1 - u - v;
    return [
      array[a] * w + array[b] * u + array[c] * v,
      array[a + 1] * w + array[b + 1] * u + array[c + 1] * v,
      array[a + 2] * w + array[b + 2] * u + array[c + 2] * v,
    ];
  }
}
