import type { Random } from "../../base/seed";
import { vertexAt, type Vec3 } from "../math/vector";
import { heightAboveHairline } from "../skin/hairline";
import { Mask, MASK_COUNT, type HairSpec, type HeadModel } from "../types";
import type { Root } from "./growth";
import { SurfaceSampler } from "./surface-sampler";

/** Jitter of the hairline. */
const HAIRLINE_JITTER = 0.025;
/** Hair that does not hide the neck is thinned below this height. */
const NAPE_Y = 6.85;
const NAPE_SHARE = 0.5;

/** Plants roots on the scalp, evenly by area. */
export class RootSampler {
  private readonly scalp: SurfaceSampler;

  constructor(
    head: HeadModel,
    positions: Float32Array,
    normals: Float32Array,
    private readonly hair: HairSpec,
  ) {
    const onScalp = Array.from(
      { length: head.parts.body.v1 },
      (_, vertex) => this.restHeight(vertexAt(head.positions, vertex)) > 0,
    );
    const onEar = (vertex: number) => head.masks[vertex * MASK_COUNT + Mask.Ears] > 0.25;
    const candidates: number[] = [];
    for (let t = head.parts.body.t0; t < head.parts.body.t1; t += 3) {
      const corners = [...head.triangles.subarray(t, t + 3)];
      if (!corners.some(onEar) && corners.some((vertex) => onScalp[vertex])) candidates.push(t);
    }
    this.scalp = new SurfaceSampler(head, positions, normals, candidates);
  }

  private restHeight(rest: Vec3): number {
    return heightAboveHairline(rest[0], rest[1], rest[2], this.hair.line, this.hair.recess);
  }

  /** One root, or null where the drawn point is below the hairline or thinned out. */
  draw(random: Random): Root | null {
    const { position, normal, rest } = this.scalp.draw(random);
    const aboveHairline = this.restHeight(rest);
    if (aboveHairline + random.normal(0, HAIRLINE_JITTER) < 0) return null;
    const hidesNeck = this.hair.style === "long" || this.hair.style === "bob";
    if (!hidesNeck && rest[1] < NAPE_Y && random.next() < NAPE_SHARE) return null;
    return {
      position,
      normal,
      rest,
      aboveHairline,
      variation: random.next(),
      variation2: random.next(),
      layer: random.next(),
    };
  }
}
