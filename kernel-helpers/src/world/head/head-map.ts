import { asin, atan2 } from "../../base/exact-math";
import { clamp } from "../math/scalar";
import type { ReadonlyVec3, Vec3 } from "../math/vector";
import { Mask, MASK_COUNT, type HeadModel } from "../types";

/** Cells of the map: azimuth by elevation, 2.5° by 1.9°. */
const COLUMNS = 144;
const ROWS = 96;
/** Triangles are drawn a little larger than they are, so that no cell on a seam stays empty. */
const OVERLAP = 0.05;
/** Cells that may still be empty afterwards (below the chin) are filled from their neighbours, ring by ring. */
const FILL_ROUNDS = 40;

/** Between the eyes and ears, inside every head. */
export const HEAD_CENTER: ReadonlyVec3 = [0, 7.5, 0.3];

/** Below this height nothing is pushed out; below the second one only sideways, so that hair falls over shoulders. */
const PUSH_FROM_Y = 5.9;
const PUSH_SIDEWAYS_BELOW_Y = 6.8;
/** How far one sideways push moves a point at most. */
const SIDEWAYS_STEP = 0.12;

const columnOf = (x: number, z: number): number => (atan2(x, z) / (2 * Math.PI) + 0.5) * COLUMNS;
const rowOf = (sine: number): number => (0.5 - asin(sine) / Math.PI) * ROWS;
const wrap = (column: number): number => ((column % COLUMNS) + COLUMNS) % COLUMNS;

/**
 * The radius of head and neck, without ears, in every direction from the centre of the head: a fast stand-in for the
 * surface, against which hair, temples and cloth are laid.
 */
export class HeadMap {
  readonly center = HEAD_CENTER;
  /** Float32 [ROWS, COLUMNS]. */
  private readonly radii: Float32Array;

  /** @param positions of the person's neutral head, Float32 [n,3] */
  constructor(head: HeadModel, positions: Float32Array) {
    this.radii = fillHoles(drawRadii(head, positions));
  }

  /** The radius in the direction (x, y, z) from the centre, bilinear between cells. */
  radius(x: number, y: number, z: number): number {
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    const u = columnOf(x, z) - 0.5;
    const v = clamp(rowOf(clamp(y / length, -1, 1)) - 0.5, 0, ROWS - 1.001);
    const left = Math.floor(u);
    const row = Math.floor(v);
    const fx = u - left;
    const fy = v - row;
    const x0 = left < 0 ? left + COLUMNS : left;
    const x1 = left + 1 >= COLUMNS ? left + 1 - COLUMNS : left + 1;
    const upper = row * COLUMNS;
    const lower = upper + COLUMNS;
    const m = this.radii;
    return (
      (m[upper + x0] * (1 - fx) + m[upper + x1] * fx) * (1 - fy) + (m[lower + x0] * (1 - fx) + m[lower + x1] * fx) * fy
    );
  }

  /** Moves `point` (in place) until it lies `offset` outside the head. */
  pushOut(point: Vec3, offset: number): void {
    if (point[1] < PUSH_FROM_Y) return;
    const x = point[0] - this.center[0];
    const y = point[1] - this.center[1];
    const z = point[2] - this.center[2];
    const length = Math.sqrt(x * x + y * y + z * z) || 1e-6;
    const allowed = this.radius(x, y, z) + offset;
    if (length >= allowed) return;
    const sideways = point[1] < PUSH_SIDEWAYS_BELOW_Y;
    const factor = sideways ? Math.min(1 + SIDEWAYS_STEP / length, allowed / length) : allowed / length;
    point[0] = this.center[0] + x * factor;
    if (!sideways) point[1] = this.center[1] + y * factor;
    point[2] = this.center[2] + z * factor;
  }
}

/** Whether a vertex belongs to head or neck: not to an ear, the inside of the mouth or the shoulders. */
function onHead(head: HeadModel, vertex: number): boolean {
  const { masks, positions } = head;
  if (masks[vertex * MASK_COUNT + Mask.Ears] > 0.15 || masks[vertex * MASK_COUNT + Mask.InsideMouth] > 0.5)
    return false;
  const y = positions[vertex * 3 + 1];
  return y >= 5.95 && !(y < 6.25 && Math.abs(positions[vertex * 3]) > 0.62);
}

/** Column, row and radius of every body vertex, Float64 [n,3]. */
function mapVertices(head: HeadModel, positions: Float32Array): Float64Array {
  const mapped = new Float64Array(head.parts.body.v1 * 3);
  for (let i = 0; i < mapped.length; i += 3) {
    const x = positions[i] - HEAD_CENTER[0];
    const y = positions[i + 1] - HEAD_CENTER[1];
    const z = positions[i + 2] - HEAD_CENTER[2];
    const radius = Math.sqrt(x * x + y * y + z * z);
    mapped[i] = columnOf(x, z);
    mapped[i + 1] = rowOf(y / radius);
    mapped[i + 2] = radius;
  }
  return mapped;
}

/** Draws the outermost radius into every cell that a triangle of head or neck covers; 0 elsewhere. */
function drawRadii(head: HeadModel, positions: Float32Array): Float32Array {
  const radii = new Float32Array(COLUMNS * ROWS);
  const mapped = mapVertices(head, positions);
  const allowed = Uint8Array.from({ length: head.parts.body.v1 }, (_, vertex) => (onHead(head, vertex) ? 1 : 0));
  const { triangles } = head;
  for (let t = head.parts.body.t0; t < head.parts.body.t1; t += 3) {
    const [a, b, c] = [triangles[t], triangles[t + 1], triangles[t + 2]];
    if (allowed[a] && allowed[b] && allowed[c]) drawTriangle(radii, mapped, a * 3, b * 3, c * 3);
  }
  return radii;
}

/** Draws one triangle, given by the first entries of its corners in `mapped`. */
function drawTriangle(radii: Float32Array, mapped: Float64Array, a: number, b: number, c: number): void {
  const ax = mapped[a];
  const bx = turnTowards(mapped[b], ax);
  const cx = turnTowards(mapped[c], ax);
  const [ay, by, cy] = [mapped[a + 1], mapped[b + 1], mapped[c + 1]];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area === 0) return;
  const lastRow = Math.min(ROWS - 1, Math.ceil(Math.max(ay, by, cy)));
  const firstColumn = Math.floor(Math.min(ax, bx, cx));
  const lastColumn = Math.ceil(Math.max(ax, bx, cx));
  for (let row = Math.max(0, Math.floor(Math.min(ay, by, cy))); row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = column + 0.5 - ax;
      const dy = row + 0.5 - ay;
      const wb = (dx * (cy - ay) - dy * (cx - ax)) / area;
      const wc = ((bx - ax) * dy - (by - ay) * dx) / area;
      if (wb < -OVERLAP || wc < -OVERLAP || wb + wc > 1 + OVERLAP) continue;
      const radius = mapped[a + 2] * (1 - wb - wc) + wb * mapped[b + 2] + wc * mapped[c + 2];
      const cell = row * COLUMNS + wrap(column);
      if (radius > radii[cell]) radii[cell] = radius;
    }
  }
}

/** A column, a whole turn further left or right if that is nearer to `other`. */
function turnTowards(column: number, other: number): number {
  if (column - other > COLUMNS / 2) return column - COLUMNS;
  return column - other < -COLUMNS / 2 ? column + COLUMNS : column;
}

/** Fills empty cells with the mean of their filled neighbours until none is left. Changes and returns `radii`. */
function fillHoles(radii: Float32Array): Float32Array {
  let empty: number[] = [];
  radii.forEach((radius, cell) => {
    if (radius === 0) empty.push(cell);
  });
  for (let round = 0; round < FILL_ROUNDS && empty.length > 0; round++) {
    const before = radii.slice();
    for (const cell of empty) radii[cell] = neighbourMean(before, cell);
    empty = empty.filter((cell) => radii[cell] === 0);
  }
  return radii;
}

/** The mean of the filled cells left, right, above and below; 0 if there is none. */
function neighbourMean(radii: Float32Array, cell: number): number {
  const row = Math.floor(cell / COLUMNS);
  const column = cell % COLUMNS;
  const neighbours = [
    radii[row * COLUMNS + wrap(column - 1)],
    radii[row * COLUMNS + wrap(column + 1)],
    row > 0 ? radii[cell - COLUMNS] : 0,
    row + 1 < ROWS ? radii[cell + COLUMNS] : 0,
  ].filter((radius) => radius > 0);
  return neighbours.length === 0 ? 0 : neighbours.reduce((a, b) => a + b) / neighbours.length;
}
