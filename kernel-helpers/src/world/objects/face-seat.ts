import { UserError } from "../../base/errors";
import { cos, sin } from "../../base/exact-math";
import { headBoneWeight } from "../head/morph";
import { smoothstep } from "../math/scalar";
import { mm, normalize, RADIANS_PER_DEGREE, vertexAt, type ReadonlyVec3, type Vec3 } from "../math/vector";
import { castRay, nearestSkinVertex, type RayHit } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";
import type { HairMesh } from "../types";
import type { PolarPlace } from "./place";

/** Chin and middle of the hairline on the base head. */
const CHIN: ReadonlyVec3 = [0, 6.23, 1.45];
const HAIRLINE: ReadonlyVec3 = [0, 7.97, 1.42];
/** Rays start in front of every face. */
const IN_FRONT = 5;
/** Hair that covers at least this share of a disc of this radius can hold a clip. */
const HAIR = { radius: mm(8), share: 0.5, sink: mm(3) };
/** Steps of the search for the furthest place there is. */
const STEP = 0.02;
const FURTHEST = 3;

/** Something to fix an object to. */
export interface FaceSeat {
  point: Vec3;
  /** Unit normal of skin, cloth or hair there. */
  outward: Vec3;
  /** The skin it moves with; null for hair. */
  skin: RayHit | null;
  /** Share of the head bone. */
  headWeight: number;
}

/** Centre of a face in the frontal plane, and half its height. */
export function faceFrame({ head, positions }: PersonBase): { centerY: number; halfHeight: number } {
  const chin = vertexAt(positions, nearestSkinVertex(head, CHIN))[1];
  const hairline = vertexAt(positions, nearestSkinVertex(head, HAIRLINE))[1];
  return { centerY: (chin + hairline) / 2, halfHeight: (hairline - chin) / 2 };
}

/** What lies at a place of a person seen from in front: hair, or else skin or cloth. */
export function seatAt(base: PersonBase, place: PolarPlace): FaceSeat {
  const seat = findSeat(base, place);
  if (seat) return seat;
  let reach = 0;
  while (reach < FURTHEST && findSeat(base, { ...place, distance: reach + STEP })) reach += STEP;
  throw new UserError(
    `nothing holds an earring at ${place.angleDegrees}° and ${place.distance} half heights from the middle of ${base.person.id}'s face: in that direction it can be at up to ${reach.toFixed(2)}`,
  );
}

function findSeat(base: PersonBase, { angleDegrees, distance }: PolarPlace): FaceSeat | null {
  const { centerY, halfHeight } = faceFrame(base);
  const angle = angleDegrees * RADIANS_PER_DEGREE;
  const x = distance * halfHeight * cos(angle);
  const y = centerY + distance * halfHeight * sin(angle);
  const skin = skinBehind(base, x, y);
  const skinZ = skin ? IN_FRONT - skin.distance : -Infinity;
  const hairZ = base.hair ? hairFront(base.hair, x, y, skinZ) : null;
  if (hairZ !== null) {
    const point: Vec3 = [x, y, hairZ - HAIR.sink];
    const outward = normalize([x * 0.5, (y - base.headMap.center[1]) * 0.5, Math.max(0.6, hairZ)]);
    return { point, outward, skin: null, headWeight: Math.max(smoothstep(5.3, 6.6, y), headBoneWeight(y, hairZ)) };
  }
  if (!skin) return null;
  const outward = normalize(weighted(base.normals, skin));
  return { point: [x, y, skinZ], outward, skin, headWeight: headBoneWeight(y, skinZ) };
}

const weighted = (values: Float32Array, { vertices, weights }: RayHit): Vec3 => {
  const sum: Vec3 = [0, 0, 0];
  vertices.forEach((vertex, k) => {
    for (let c = 0; c < 3; c++) sum[c] += weights[k] * values[vertex * 3 + c];
  });
  return sum;
};

/** The first skin (or eye) that a ray from in front meets. */
function skinBehind({ head, positions }: PersonBase, x: number, y: number): RayHit | null {
  const below: number[] = [];
  for (const part of ["body", "l-eye", "r-eye"] as const) {
    for (let t = head.parts[part].t0; t < head.parts[part].t1; t += 3) {
      const corners = [head.triangles[t] * 3, head.triangles[t + 1] * 3, head.triangles[t + 2] * 3];
      const [xs, ys] = [corners.map((i) => positions[i]), corners.map((i) => positions[i + 1])];
      if (Math.min(...xs) <= x && Math.max(...xs) >= x && Math.min(...ys) <= y && Math.max(...ys) >= y) below.push(t);
    }
  }
  return castRay(positions, head.triangles, below, [x, y, IN_FRONT], [0, 0, -1]);
}

/** z of the front of the hair before (x, y), in front of `behind`; null where there is too little hair. */
function hairFront({ positions, triangles }: HairMesh, x: number, y: number, behind: number): number | null {
  const fronts: number[] = [];
  let area = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t] * 3;
    const dx = positions[a] - x;
    const dy = positions[a + 1] - y;
    if (dx * dx + dy * dy > HAIR.radius * HAIR.radius || positions[a + 2] < behind) continue;
    const [b, c] = [triangles[t + 1] * 3, triangles[t + 2] * 3];
    const flat =
      (positions[b] - positions[a]) * (positions[c + 1] - positions[a + 1]) -
      (positions[b + 1] - positions[a + 1]) * (positions[c] - positions[a]);
    area += Math.abs(flat) / 2;
    fronts.push(positions[a + 2]);
  }
  if (area < HAIR.share * Math.PI * HAIR.radius * HAIR.radius) return null;
  fronts.sort((one, other) => other - one);
  return fronts[Math.floor(fronts.length * 0.2)];
}
