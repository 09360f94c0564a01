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

/** The pixels that one triangle may cover, and how its weights and depth change over them. */
class Scan {
  left = 0;
  right = 0;
  top = 0;
  bottom = 0;
  /** Weights of the second and third corner at the first pixel. */
  w1 = 0.5;
  w2 = 0.5;
  /** Their change per pixel to the right and per pixel down. */
  w1x = 0.5;
  w2x = 0.5;
  w1y = 0.5;
  w2y = 0.5;
  /** Depth at the first corner, and the change towards the two others. */
  depth = 0.5;
  depth1 = 0.5;
  depth2 = 0.5;

  /**
   * Prepares the triangle whose corners start at entries a, b, c of `screen` ([n,3]: x, y in pixels, depth value).
   * False when no pixel centre of the picture can lie inside.
   */
  prepare(screen: Float32Array, a: number, b: number, c: number, size: number): boolean {
    const ax = screen[a];
    const ay = screen[a + 1];
    const bx = screen[b];
    const by = screen[b + 1];
    const cx = screen[c];
    const cy = screen[c + 1];
    const doubleArea = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (doubleArea === 0) return false;
    this.left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    this.right = Math.min(size - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    this.top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    this.bottom = Math.min(size - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    if (this.left > this.right || this.top > this.bottom) return false;
    const inverse = 1 / doubleArea;
    this.w1x = (cy - ay) * inverse;
    this.w1y = -(cx - ax) * inverse;
    this.w2x = -(by - ay) * inverse;
    this.w2y = (bx - ax) * inverse;
    const x = this.left + 0.5 - ax;
    const y = this.top + 0.5 - ay;
    this.w1 = x * this.w1x + y * this.w1y;
    this.w2 = x * this.w2x + y * this.w2y;
    this.depth = screen[a + 2];
    this.depth1 = screen[b + 2] - this.depth;
    this.depth2 = screen[c + 2] - this.depth;
    return true;
  }
}

const scan = new Scan();

/**
 * Draws triangles into a visibility buffer.
 * @param screen Float32 [n,3]: x and y in pixels (y down), depth value; a corner with a value <= 0 lies behind the
 *   camera and drops its triangles
 * @param triangles Uint32 [t,3]
 */
export function drawVisible(
  buffer: VisibilityBuffer,
  screen: Float32Array,
  triangles: Uint32Array,
  perforation?: Perforation,
): void {
  const count = triangles.length / 3;
  for (let t = 0; t < count; t++) {
    const a = triangles[t * 3] * 3;
    const b = triangles[t * 3 + 1] * 3;
    const c = triangles[t * 3 + 2] * 3;
    if (screen[a + 2] <= 0 || screen[b + 2] <= 0 || screen[c + 2] <= 0) continue;
    if (!scan.prepare(screen, a, b, c, buffer.size)) continue;
    fillVisible(buffer, t, perforation?.perforated[t] ? perforation.isCovered : null);
  }
}

function fillVisible(buffer: VisibilityBuffer, t: number, isCovered: FragmentTest | null): void {
  const { size, depth, triangle } = buffer;
  const { left, right, top, bottom, w1x, w2x, w1y, w2y, depth: depth0, depth1, depth2 } = scan;
  let row1 = scan.w1;
  let row2 = scan.w2;
  for (let y = top; y <= bottom; y++, row1 += w1y, row2 += w2y) {
    let w1 = row1;
    let w2 = row2;
    let pixel = y * size + left;
    for (let x = left; x <= right; x++, w1 += w1x, w2 += w2x, pixel++) {
      if (w1 < 0 || w2 < 0 || w1 + w2 > 1) continue;
      const z = depth0 + w1 * depth1 + w2 * depth2;
      if (z <= depth[pixel]) continue;
      if (isCovered !== null && !isCovered(t, 1 - w1 - w2, w1, w2, x, y)) continue;
      depth[pixel] = z;
      triangle[pixel] = t;
    }
  }
}

/**
 * Draws only depth, keeping the nearest: what a distant light sees.
 * @param depth Float32 [size,size], cleared by the caller
 * @param skip Uint8 [t]: 1 for triangles that cast no shadow
 */
export function drawDepth(
  depth: Float32Array,
  size: number,
  screen: Float32Array,
  triangles: Uint32Array,
  skip: Uint8Array,
): void {
  const count = triangles.length / 3;
  for (let t = 0; t < count; t++) {
    if (skip[t] === 1) continue;
    if (!scan.prepare(screen, triangles[t * 3] * 3, triangles[t * 3 + 1] * 3, triangles[t * 3 + 2] * 3, size)) continue;
    fillDepth(depth, size);
  }
}

function fillDepth(depth: Float32Array, size: number): void {
  const { left, right, top, bottom, w1x, w2x, w1y, w2y, depth: depth0, depth1, depth2 } = scan;
  let row1 = scan.w1;
  let row2 = scan.w2;
  for (let y = top; y <= bottom; y++, row1 += w1y, row2 += w2y) {
    let w1 = row1;
    let w2 = row2;
    let pixel = y * size + left;
    for (let x = left; x <= right; x++, w1 += w1x, w2 += w2x, pixel++) {
      if (w1 < 0 || w2 < 0 || w1 + w2 > 1) continue;
      const z = depth0 + w1 * depth1 + w2 * depth2;
      if (z > depth[pixel]) depth[pixel] = z;
    }
  }
}
