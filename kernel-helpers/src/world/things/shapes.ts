import { cos, sin } from "../../base/exact-math";
import { mix } from "../math/scalar";
import { add, addScaled, cross, dot, normalize, scale, subtract, type ReadonlyVec3, type Vec3 } from "../math/vector";
import type { MeshBuilder } from "../mesh/mesh-builder";

/** A closed line in a plane: distances along two axes. */
export type Outline = readonly (readonly [a: number, b: number])[];

/** An outline in space. Walking from section to section along `a` × `b` has the outside outside. */
export interface Section {
  centre: ReadonlyVec3;
  a: ReadonlyVec3;
  b: ReadonlyVec3;
  outline: Outline;
}

const X: ReadonlyVec3 = [1, 0, 0];
const Z: ReadonlyVec3 = [0, 0, 1];

export const ellipse = (radiusA: number, radiusB: number, count = 40): Outline =>
  Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI;
    return [radiusA * cos(angle), radiusB * sin(angle)] as const;
  });

/** A rectangle with round corners; every side is divided, so that light can change along it. */
export function roundedRectangle(halfA: number, halfB: number, radius: number, perCorner = 6, perSide = 6): Outline {
  const r = Math.min(radius, halfA * 0.999, halfB * 0.999);
  const corners = [
    [halfA - r, halfB - r],
    [r - halfA, halfB - r],
    [r - halfA, r - halfB],
    [halfA - r, r - halfB],
  ];
  const points: [number, number][] = [];
  corners.forEach(([a, b], corner) => {
    for (let i = 0; i <= perCorner; i++) {
      const angle = (corner + i / perCorner) * 0.5 * Math.PI;
      points.push([a + r * cos(angle), b + r * sin(angle)]);
    }
    const from = points[points.length - 1];
    const [nextA, nextB] = corners[(corner + 1) % 4];
    const angle = (corner + 1) * 0.5 * Math.PI;
    const to = [nextA + r * cos(angle), nextB + r * sin(angle)];
    for (let i = 1; i < perSide; i++) {
      points.push([mix(from[0], to[0], i / perSide), mix(from[1], to[1], i / perSide)]);
    }
  });
  return points;
}

export const scaleOutline = (outline: Outline, factorA: number, factorB = factorA): Outline =>
  outline.map(([a, b]) => [a * factorA, b * factorB] as const);

const pointOf = ({ centre, a, b, outline }: Section, index: number, share = 1): Vec3 =>
  addScaled(addScaled(centre, a, outline[index][0] * share), b, outline[index][1] * share);

/** The skin over a row of outlines with equally many points; u goes round, v along. */
export function loft(
  builder: MeshBuilder,
  sections: readonly Section[],
  slot: number,
  { capFirst = false, capLast = false, capSlot = slot } = {},
): void {
  const columns = sections[0].outline.length;
  const last = sections.length - 1;
  builder.addGrid(
    { columns, rows: sections.length, closed: true },
    (u, v) => ({ position: pointOf(sections[Math.round(v * last)], Math.round(u * columns)), u, v }),
    slot,
  );
  if (capFirst) addCap(builder, sections[0], slot, false);
  if (capLast) addCap(builder, sections[last], capSlot, true);
}

const CAP_ROWS = 6;

/** A flat lid over an outline. u, v in [0, 1] along the outline's axes. */
export function addCap(builder: MeshBuilder, section: Section, slot: number, faceForward: boolean): void {
  const { outline } = section;
  const columns = outline.length;
  const halfA = Math.max(...outline.map(([a]) => Math.abs(a)));
  const halfB = Math.max(...outline.map(([, b]) => Math.abs(b)));
  builder.addGrid(
    { columns, rows: CAP_ROWS, closed: true },
    (u, v) => {
      const share = faceForward ? 1 - v : v;
      const [a, b] = outline[Math.round(u * columns)];
      return {
        position: pointOf(section, Math.round(u * columns), share),
        u: 0.5 + (0.5 * a * share) / halfA,
        v: 0.5 + (0.5 * b * share) / halfB,
      };
    },
    slot,
  );
}

/** A turned shape about a vertical axis; `profile` goes up on the outside and down on the inside. */
export function lathe(
  builder: MeshBuilder,
  profile: readonly (readonly [radius: number, y: number])[],
  slot: number,
  { centre = [0, 0, 0] as ReadonlyVec3, columns = 48 } = {},
): void {
  const last = profile.length - 1;
  builder.addGrid(
    { columns, rows: profile.length, closed: true },
    (u, v) => {
      const [radius, y] = profile[Math.round(v * last)];
      const angle = u * 2 * Math.PI;
      return { position: add(centre, [radius * sin(angle), y, radius * cos(angle)]), u, v };
    },
    slot,
  );
}

/** Axes of a plate: its outline lies along `a` and `b`, it is as thick as its sections go along a × b. */
export interface Plate {
  centre: ReadonlyVec3;
  a?: ReadonlyVec3;
  b?: ReadonlyVec3;
  outline: Outline;
  thickness: number;
  /** Width of the rounded edge. */
  bevel: number;
}

/** Rounded edges are drawn with these shares of the bevel: inwards, and along the thickness. */
const BEVEL = [
  [1, 0],
  [0.5, 0.13],
  [0.13, 0.5],
  [0, 1],
] as const;

/** A plate with rounded edges, such as a telephone; the top (towards a × b) may have a material of its own. */
export function plate(builder: MeshBuilder, spec: Plate, slot: number, topSlot = slot): void {
  const { centre, a = Z, b = X, outline, thickness, bevel } = spec;
  const up = cross(a, b);
  const halfA = Math.max(...outline.map(([p]) => Math.abs(p)));
  const halfB = Math.max(...outline.map(([, q]) => Math.abs(q)));
  const at = (inset: number, height: number): Section => ({
    centre: addScaled(centre, up, height),
    a,
    b,
    outline: scaleOutline(outline, 1 - (inset * bevel) / halfA, 1 - (inset * bevel) / halfB),
  });
  const lower = BEVEL.map(([inset, height]) => at(inset, height * bevel));
  const middle = [1, 2].map((i) => at(0, mix(bevel, thickness - bevel, i / 3)));
  const upper = BEVEL.map(([inset, height]) => at(inset, thickness - height * bevel)).reverse();
  loft(builder, [...lower, ...middle, ...upper], slot, { capFirst: true, capLast: true, capSlot: topSlot });
}

/** A smooth line through points (Catmull and Rom), `perPiece` points for each. */
export function smoothPath(points: readonly ReadonlyVec3[], perPiece = 6): Vec3[] {
  const path: Vec3[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const p0 = points[Math.max(0, i - 1)];
    const p1 = points[i];
    const p2 = points[i + 1];
    const p3 = points[Math.min(points.length - 1, i + 2)];
    for (let k = 0; k < perPiece; k++) {
      const t = k / perPiece;
      path.push(
        [0, 1, 2].map((c) => {
          const [a, b, d, e] = [p0[c], p1[c], p2[c], p3[c]];
          return b + 0.5 * t * (d - a + t * (2 * a - 5 * b + 4 * d - e + t * (3 * (b - d) + e - a)));
        }) as Vec3,
      );
    }
  }
  path.push([...points[points.length - 1]] as Vec3);
  return path;
}

/** The same for profiles of turned shapes; no lower than their lowest point, below which the curve may swing. */
export function smoothProfile(points: readonly (readonly [number, number])[], perPiece = 5): [number, number][] {
  const lowest = Math.min(...points.map(([, y]) => y));
  const path = smoothPath(
    points.map(([r, y]): Vec3 => [r, y, 0]),
    perPiece,
  );
  return path.map(([r, y]) => [Math.max(0, r), Math.max(lowest, y)]);
}

/**
 * A rod or band along a path with closed ends. Its section is an ellipse, `wide` across `facing` and the path,
 * `thick` towards `facing`.
 */
export function tube(
  builder: MeshBuilder,
  path: readonly ReadonlyVec3[],
  { wide, thick = wide, facing, sides = 12 }: { wide: number; thick?: number; facing?: ReadonlyVec3; sides?: number },
  slot: number,
): void {
  const sections: Section[] = [];
  let front: ReadonlyVec3 = facing ?? [0.31, 0.27, 0.91];
  const last = path.length - 1;
  for (let k = 0; k <= last; k++) {
    const along = normalize(subtract(path[Math.min(last, k + 1)], path[Math.max(0, k - 1)]));
    front = normalize(addScaled(front, along, -dot(front, along)));
    const side = cross(front, along);
    const outline = ellipse(thick, wide, sides);
    if (k === 0) sections.push({ centre: path[k], a: front, b: scale(side, -1), outline: scaleOutline(outline, 0.02) });
    sections.push({ centre: path[k], a: front, b: scale(side, -1), outline });
    if (k === last)
      sections.push({ centre: path[k], a: front, b: scale(side, -1), outline: scaleOutline(outline, 0.02) });
  }
  loft(builder, sections, slot);
}
