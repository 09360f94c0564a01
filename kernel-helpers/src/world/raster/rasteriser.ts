/**
 * Triangles to pixels. A pixel belongs to a triangle when its centre lies inside; of several triangles the one with the
 * larger depth value wins (the value is an inverse distance or a height towards a light: larger is nearer), and of
 * equal ones the first. Scalar arithmetic in a fixed order, so the result is the same on every machine.
 */

/** What is seen through every pixel of a square picture. */
export interface VisibilityBuffer {
  /** Pixels along one side. */
  size: number;
  /** Float32 [size,size]: the depth value of the nearest triangle, 0 where there is none. */
  depth: Float32Array;
  /** Int32 [size,size]: the nearest triangle, -1 where there is none. */
  triangle: Int32Array;
}

export const createVisibilityBuffer = (size: number): VisibilityBuffer => ({
  size,
  depth: new Float32Array(size * size),
  triangle: new Int32Array(size * size).fill(-1),
});

export function clearVisibilityBuffer(buffer: VisibilityBuffer): void {
  buffer.depth.fill(0);
  buffer.triangle.fill(-1);
}

/** Asked about each pixel of a perforated triangle: is there anything at these barycentric weights? */
export type FragmentTest = (triangle: number, w0: number, w1: number, w2: number, x: number, y: number) => boolean;

/** Triangles with holes (hair cards, lashes), and the test that says where. */
export interface Perforation {
  /** Uint8 [t]: 1 for a triangle whose pixels are tested. */
  perforated: Uint8Array;
  isCovered: FragmentTest;
}

/** Side of the tiles, in pixels, in which triangles that lie behind all the others are found at once. */
const TILE = 8;
/** The tiles are looked at anew after so many triangles: hair hides hair. */
const REFRESH = 6000;

/**
 * Draws triangles into a visibility buffer.
 * @param screen Float32 [n,3]: x and y in pixels (y down), depth value; a corner with a value <= 0 lies behind the
 *   camera and drops its triangles
 * @param triangles Uint32 [t,3]
 * @param late first of the triangles (hair) that are many and mostly hidden by those before them: a hint, for speed
 */
export function drawVisible(
  buffer: VisibilityBuffer,
  screen: Float32Array,
  triangles: Uint32Array,
  late = triangles.length / 3,
  perforation?: Perforation,
): void {
  fillTriangles(buffer.depth, buffer.triangle, buffer.size, screen, triangles, late, perforation ?? null);
}

/**
 * Draws only depth, keeping the nearest: what a distant light sees.
 * @param depth Float32 [size,size], cleared by the caller
 * @param late as for `drawVisible`
 */
export function drawDepth(
  depth: Float32Array,
  size: number,
  screen: Float32Array,
  triangles: Uint32Array,
  late = triangles.length / 3,
): void {
  fillTriangles(depth, null, size, screen, triangles, late, null);
}

/**
 * One long loop on purpose: most triangles are smaller than a pixel or hidden, so what counts is to drop those before
 * anything else is computed of them.
 */
function fillTriangles(
  depth: Float32Array,
  owner: Int32Array | null,
  size: number,
  screen: Float32Array,
  triangles: Uint32Array,
  late: number,
  perforation: Perforation | null,
): void {
  let furthest: Float32Array | null = null;
  const last = size - 1;
  for (let t = 0, corner = 0; corner < triangles.length; t++, corner += 3) {
    if (t >= late && (t - late) % REFRESH === 0) furthest = furthestOfTiles(depth, size);
    const a = triangles[corner] * 3;
    const b = triangles[corner + 1] * 3;
    const c = triangles[corner + 2] * 3;
    const ay = screen[a + 1];
    const by = screen[b + 1];
    const cy = screen[c + 1];
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const bottom = Math.min(last, Math.floor(Math.max(ay, by, cy) - 0.5));
    if (top > bottom) continue;
    const ax = screen[a];
    const bx = screen[b];
    const cx = screen[c];
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const right = Math.min(last, Math.floor(Math.max(ax, bx, cx) - 0.5));
    if (left > right) continue;
    const az = screen[a + 2];
    const bz = screen[b + 2];
    const cz = screen[c + 2];
    if (furthest !== null && isHidden(furthest, size, left, top, right, bottom, Math.max(az, bz, cz))) continue;
    const doubleArea = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (doubleArea === 0 || az <= 0 || bz <= 0 || cz <= 0) continue;

    // weights of the second and third corner at the middle of the first pixel, and their change per pixel right and down
    const inverse = 1 / doubleArea;
    const w1x = (cy - ay) * inverse;
    const w1y = (ax - cx) * inverse;
    const w2x = (ay - by) * inverse;
    const w2y = (bx - ax) * inverse;
    const x0 = left + 0.5 - ax;
    const y0 = top + 0.5 - ay;
    let row1 = x0 * w1x + y0 * w1y;
    let row2 = x0 * w2x + y0 * w2y;
    // a weight that grows to the right starts being positive this far from where it is 1
    const w0x = -w1x - w2x;
    const enter0 = w0x > 0 ? -1 / w0x : 0;
    const enter1 = w1x > 0 ? -1 / w1x : 0;
    const enter2 = w2x > 0 ? -1 / w2x : 0;
    const isPerforated = perforation !== null && perforation.perforated[t] === 1;
    for (let y = top; y <= bottom; y++, row1 += w1y, row2 += w2y) {
      const enter = Math.max((1 - row1 - row2) * enter0, row1 * enter1, row2 * enter2);
      const skipped = enter > 0 ? Math.floor(enter) : 0;
      let w1 = row1 + skipped * w1x;
      let w2 = row2 + skipped * w2x;
      let wasInside = false;
      for (let x = left + skipped, pixel = y * size + x; x <= right; x++, w1 += w1x, w2 += w2x, pixel++) {
        if (w1 < 0 || w2 < 0 || w1 + w2 > 1) {
          if (wasInside || x > left + skipped + 1) break;
          continue;
        }
        wasInside = true;
        const z = az + w1 * (bz - az) + w2 * (cz - az);
        if (z <= depth[pixel]) continue;
        if (isPerforated && !perforation.isCovered(t, 1 - w1 - w2, w1, w2, x, y)) continue;
        depth[pixel] = z;
        if (owner !== null) owner[pixel] = t;
      }
    }
  }
}

/** The smallest depth value in every tile of 8 x 8 pixels, row by row. */
function furthestOfTiles(depth: Float32Array, size: number): Float32Array {
  const tiles = Math.ceil(size / TILE);
  const furthest = new Float32Array(tiles * tiles).fill(Infinity);
  for (let y = 0, pixel = 0; y < size; y++) {
    const row = Math.floor(y / TILE) * tiles;
    for (let x = 0; x < size; x++, pixel++) {
      const tile = row + Math.floor(x / TILE);
      if (depth[pixel] < furthest[tile]) furthest[tile] = depth[pixel];
    }
  }
  return furthest;
}

/** True where all tiles that a box of pixels touches are nearer than the depth value `nearest`. */
function isHidden(
  furthest: Float32Array,
  size: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
  nearest: number,
): boolean {
  const tiles = Math.ceil(size / TILE);
  const lastRow = Math.floor(bottom / TILE);
  const lastColumn = Math.floor(right / TILE);
  for (let row = Math.floor(top / TILE); row <= lastRow; row++) {
    for (let column = Math.floor(left / TILE); column <= lastColumn; column++) {
      if (furthest[row * tiles + column] < nearest) return false;
    }
  }
  return true;
}
