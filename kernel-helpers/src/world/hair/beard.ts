import { Seed } from "../../base/seed";
import { beardPlace } from "../beard-place";
import type { HeadMap } from "../head-map";
import { mix, smoothstep } from "../scalar";
import type { HeadModel, Person } from "../types";
import { mm, tangentTo, vertexAt, type ReadonlyVec3 } from "../vector";
import type { Card } from "./card-writer";
import { constantFlow, type Root } from "./growth";
import { growStrand } from "./strand";
import { SurfaceSampler, type SurfacePoint } from "./surface-sampler";

/** Strand cards of a beard as dense as beards are. */
const CARDS = 2400;
const CARD_WIDTH = mm(3);
const SEGMENTS = 2;
/** A vertex belongs to the beard from this share. */
const LEAST_PLACE = 0.05;
/** Standard deviation of directions. */
const TOUSLE = 0.18;
/** Chin hair grows longer than a moustache, and that longer than sideburns. */
const CHIN_LENGTH = 1.2;
const MOUSTACHE_LENGTH = 0.75;
const SIDE_LENGTH = 0.6;

/** A person's beard and moustache as strand cards that hang on the skin; none without a beard. */
export function growBeard(
  head: HeadModel,
  person: Person,
  positions: Float32Array,
  normals: Float32Array,
  headMap: HeadMap,
): Card[] {
  const { beard } = person.hair;
  if (beard <= 0) return [];
  const random = new Seed(`${person.seed}:hair`).child("beard").random();
  const skin = new SurfaceSampler(head, positions, normals, beardTriangles(head));
  const cards: Card[] = [];
  for (let k = 0; k < CARDS; k++) {
    const point = skin.draw(random);
    const [x, y, z] = point.rest;
    const root = rootAt(point, random.next(), random.next(), random.next());
    const direction: ReadonlyVec3 = tangentTo(point.normal, [
      Math.sign(x) * (y > 6.6 && Math.abs(x) < 0.3 ? 0.9 : 0.1) + random.normal(0, TOUSLE),
      -1 + random.normal(0, TOUSLE),
      0.35 + random.normal(0, TOUSLE),
    ]);
    const look = {
      width: CARD_WIDTH * (0.7 + 0.6 * root.variation2),
      tint: 1 + random.normal(0, 0.1),
      seed: random.next(),
    };
    if (random.next() > beardPlace(x, y, z)) continue;
    const length = beard * lengthAt(point.rest) * (0.6 + 0.5 * root.variation);
    const strand = growStrand(
      root,
      {
        length,
        lift: 0.4,
        direction,
        flow: constantFlow([direction[0] * 0.5, -1, direction[2] * 0.5]),
        follow: 0.12,
        gravity: 0.02,
        volume: length,
        rise: 1,
        cardWidth: look.width,
        clump: 0,
        tousle: 0,
      },
      headMap,
      SEGMENTS,
    );
    cards.push({ strand, root, look, anchor: { vertices: point.vertices, weights: point.weights } });
  }
  return cards;
}

function beardTriangles(head: HeadModel): number[] {
  const grows = Array.from({ length: head.parts.body.v1 }, (_, vertex) => {
    const [x, y, z] = vertexAt(head.positions, vertex);
    return z > 0 && beardPlace(x, y, z) > LEAST_PLACE;
  });
  const found: number[] = [];
  for (let t = head.parts.body.t0; t < head.parts.body.t1; t += 3) {
    if ([0, 1, 2].some((corner) => grows[head.triangles[t + corner]])) found.push(t);
  }
  return found;
}

/** Beards have no deep layers: all strands stand in the light. */
const rootAt = (point: SurfacePoint, variation: number, variation2: number, layer: number): Root => ({
  position: point.position,
  normal: point.normal,
  rest: point.rest,
  aboveHairline: 0,
  variation,
  variation2,
  layer,
});

/** Length relative to the beard's, by rest position. */
function lengthAt([x, y]: ReadonlyVec3): number {
  const below = smoothstep(6.6, 6.4, y);
  const side = smoothstep(0.35, 0.7, Math.abs(x));
  return mix(mix(MOUSTACHE_LENGTH, CHIN_LENGTH, below), SIDE_LENGTH, side);
}
