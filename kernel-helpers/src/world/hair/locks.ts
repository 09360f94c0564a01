import { Seed } from "../../base/seed";
import type { HeadMap } from "../head/head-map";
import { mix, smoothstep } from "../math/scalar";
import { addScaled, mixVec, normalize, subtract, type Vec3 } from "../math/vector";
import type { HairSpec } from "../types";
import type { Growth, Root } from "./growth";
import type { RootSampler } from "./roots";
import { growStrand, keepOutside, type Strand } from "./strand";
import { sideOfPart } from "./styles/scalp-regions";

/** Strands of a lock have come together so far at the tip: share of the distance between their roots that is left. */
const TIP_SPREAD = 0.5;
/** A strand has joined its lock after this share of its length. */
const JOINED = 0.45;
/** Clearance of a strand that was moved to its lock. */
const CLEARANCE = 0.006;
/** Standard deviation of the brightness of locks. */
const TINT_SPREAD = 0.12;

/** Neighbouring strands that fall together. */
export interface Lock {
  root: Root;
  strand: Strand;
  /** Factor on brightness. */
  tint: number;
}

/** Grows the leading strand of every lock. @param grow how the style grows a strand from a root */
export function growLocks(
  count: number,
  roots: RootSampler,
  grow: (root: Root, random: ReturnType<Seed["random"]>) => Growth,
  { seed, headMap, segments }: { seed: Seed; headMap: HeadMap; segments: number },
): Lock[] {
  const random = seed.child("locks").random();
  const locks: Lock[] = [];
  for (let k = 0; k < count; k++) {
    const root = roots.draw(random);
    if (!root) continue;
    const growth = grow(root, random);
    const [x, y, z] = growth.direction;
    const s = growth.tousle;
    const direction: Vec3 = [x + random.normal(0, s), y + random.normal(0, s), z + random.normal(0, s)];
    const strand = growStrand(root, { ...growth, direction }, headMap, segments);
    locks.push({ root, strand, tint: 1 + random.normal(0, TINT_SPREAD) });
  }
  return locks;
}

/** The lock whose root is nearest, on the same side of the parting; null if there is none. */
export function nearestLock(locks: readonly Lock[], root: Root, hair: HairSpec): Lock | null {
  const side = sideOfPart(root.rest, hair);
  const [x, y, z] = root.position;
  let best = Infinity;
  let nearest: Lock | null = null;
  for (const lock of locks) {
    const dx = lock.root.position[0] - x;
    const dy = lock.root.position[1] - y;
    const dz = lock.root.position[2] - z;
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance >= best || sideOfPart(lock.root.rest, hair) !== side) continue;
    best = distance;
    nearest = lock;
  }
  return nearest;
}

/** The strand drawn towards its lock, the more the further from the root. */
export function joinLock(strand: Strand, lock: Lock, growth: Growth, headMap: HeadMap): Strand {
  const last = strand.points.length - 1;
  const offset = subtract(strand.points[0], lock.strand.points[0]);
  const points = strand.points.map((own, s) => {
    const along = s / last;
    const led = addScaled(lock.strand.points[s], offset, mix(1, TIP_SPREAD, along));
    const point = mixVec(own, led, growth.clump * smoothstep(0, JOINED, along));
    if (s > 0) keepOutside(point, CLEARANCE, growth, headMap);
    return point;
  });
  const directions = points.map((point, s) =>
    s === 0 ? strand.directions[0] : normalize(subtract(point, points[s - 1])),
  );
  return { points, directions };
}
