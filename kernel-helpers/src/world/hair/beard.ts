import { Seed } from "../../base/seed";
import { mix, smoothstep } from "../math/scalar";
import { addScaled, mm, tangentTo, vertexAt, type ReadonlyVec3 } from "../math/vector";
import { trimmedPlace } from "../skin/beard-place";
import type { HeadModel } from "../types";
import type { Card } from "./card-writer";
import { constantFlow, type BareHead, type Root } from "./growth";
import { growStrand } from "./strand";
import { SurfaceSampler, type SurfacePoint } from "./surface-sampler";

/** Strand cards of a beard as dense as beards are. */
const CARDS = 1800;
const CARD_WIDTH = mm(2.2);
const SEGMENTS = 2;
/** A vertex belongs to the beard from this share. */
const LEAST_PLACE = 0.05;
/** Standard deviation of directions. */
const TOUSLE = 0.18;
/** Brightness of a strand: those that lie on the skin come out too dark, as they stand in its shade. */
const TINT = 1.35;
/** Strands lie on the skin: share of its normal in their direction, and how far they stand off. */
const LIFT = 0.04;
const STAND_OFF = mm(0.3);
/** Towards its edge a beard grows thinner: share of the strands that grow there, of their length and of their width. */
const EDGE = { growing: 0.5, length: 0.35, width: 0.4 };
/** Chin hair grows longer than a moustache, and that longer than sideburns; it is cut short below the chin. */
const CHIN_LENGTH = 1.2;
const MOUSTACHE_LENGTH = 0.75;
const SIDE_LENGTH = 0.6;
const THROAT_LENGTH = 0.45;

/** A person's beard and moustache as strand cards that hang on the skin; none without a beard. */
export function growBeard({ head, person, positions, normals, headMap }: BareHead): Card[] {
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
      tint: TINT + random.normal(0, 0.06),
      seed: random.next(),
    };
    const place = trimmedPlace(x, y, z);
    if (random.next() * EDGE.growing > place) continue;
    const length = beard * lengthAt(point.rest) * mix(EDGE.length, 1, place) * (0.7 + 0.4 * root.variation);
    look.width *= mix(EDGE.width, 1, place);
    const strand = growStrand(
      root,
      {
        length,
        lift: LIFT,
        direction,
        flow: constantFlow(addScaled(direction, point.normal, LIFT)),
        follow: 0.12,
        gravity: 0.01,
        volume: STAND_OFF,
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
    return z > 0 && trimmedPlace(x, y, z) > LEAST_PLACE;
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
  const front = mix(mix(MOUSTACHE_LENGTH, CHIN_LENGTH, below), SIDE_LENGTH, side);
  return mix(THROAT_LENGTH, front, smoothstep(6.12, 6.32, y));
}
