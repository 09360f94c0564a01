import assert from "node:assert/strict";
import fc from "fast-check";
import {
  clearVisibilityBuffer,
  createVisibilityBuffer,
  drawDepth,
  drawVisible,
} from "kernel-helpers/dist/world/raster/rasteriser";

const SIZE = 8;
const corners = (...values: number[]): Float32Array => Float32Array.from(values);
const draw = (screen: Float32Array, triangles: number[]) => {
  const buffer = createVisibilityBuffer(SIZE);
  drawVisible(buffer, screen, Uint32Array.from(triangles));
  return buffer;
};

describe("rasteriser", () => {
  it("covers the pixels whose centres lie inside: a right triangle with legs of 4 pixels has 4 + 3 + 2 + 1", () => {
    // the hypotenuse runs through the centres of a diagonal, which count as inside
    const { triangle } = draw(corners(0, 0, 1, 4, 0, 1, 0, 4, 1), [0, 1, 2]);
    const rows = Array.from({ length: SIZE }, (_, y) =>
      triangle.slice(y * SIZE, (y + 1) * SIZE).filter((t) => t === 0),
    );
    assert.deepEqual(
      rows.map((row) => row.length),
      [4, 3, 2, 1, 0, 0, 0, 0],
    );
  });

  it("interpolates depth linearly over the screen", () => {
    const { depth } = draw(corners(0, 0, 1, 16, 0, 3, 0, 16, 5), [0, 1, 2]);
    for (const [x, y] of [
      [0, 0],
      [5, 2],
      [7, 7],
    ]) {
      assert.ok(Math.abs(depth[y * SIZE + x] - (1 + (2 * (x + 0.5)) / 16 + (4 * (y + 0.5)) / 16)) < 1e-6);
    }
  });

  it("shows the nearer of two triangles in whatever order they come, and nothing behind the camera", () => {
    const two = corners(0, 0, 1, 16, 0, 1, 0, 16, 1, 0, 0, 2, 16, 0, 2, 0, 16, 2);
    assert.equal(draw(two, [0, 1, 2, 3, 4, 5]).triangle[0], 1);
    assert.equal(draw(two, [3, 4, 5, 0, 1, 2]).triangle[0], 0);
    const behind = corners(0, 0, -1, 16, 0, 2, 0, 16, 2);
    assert.equal(draw(behind, [0, 1, 2]).triangle[0], -1);
  });

  it("leaves holes where the fragment test says so, and shows what lies behind them", () => {
    const two = corners(0, 0, 2, 16, 0, 2, 0, 16, 2, 0, 0, 1, 16, 0, 1, 0, 16, 1);
    const buffer = createVisibilityBuffer(SIZE);
    const perforation = { perforated: Uint8Array.of(1, 0), isCovered: (_: number, w0: number) => w0 > 0.5 };
    drawVisible(buffer, two, Uint32Array.of(0, 1, 2, 3, 4, 5), 2, perforation);
    assert.equal(buffer.triangle[0], 0);
    assert.equal(buffer.triangle[7 * SIZE + 7], 1);
  });

  it("covers a quadrilateral without gaps and within its area, wherever it is cut in two", () => {
    const inside = fc.double({ min: 0.01, max: SIZE - 0.01, noNaN: true });
    fc.assert(
      fc.property(inside, inside, inside, inside, (x0, x1, y0, y1) => {
        const [left, right] = [Math.min(x0, x1), Math.max(x0, x1)];
        const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
        const screen = corners(left, top, 1, right, top, 1, right, bottom, 1, left, bottom, 1);
        const [x32, r32, t32, b32] = [screen[0], screen[3], screen[1], screen[7]];
        fc.pre([x32, r32, t32, b32].every((v) => Math.abs((v % 1) - 0.5) > 1e-3) && r32 - x32 > 0.1 && b32 - t32 > 0.1);
        const { triangle } = draw(screen, [0, 1, 2, 0, 2, 3]);
        for (let p = 0; p < triangle.length; p++) {
          const [x, y] = [(p % SIZE) + 0.5, Math.floor(p / SIZE) + 0.5];
          const onDiagonal = Math.abs((x - x32) / (r32 - x32) - (y - t32) / (b32 - t32)) < 1e-5;
          if (!onDiagonal) assert.equal(triangle[p] >= 0, x > x32 && x < r32 && y > t32 && y < b32);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("keeps the highest point of every pixel in a depth map", () => {
    const two = corners(0, 0, 1, 16, 0, 1, 0, 16, 1, 0, 0, 2, 16, 0, 2, 0, 16, 2);
    const depth = new Float32Array(SIZE * SIZE);
    drawDepth(depth, SIZE, two, Uint32Array.of(3, 4, 5, 0, 1, 2));
    assert.equal(depth[0], 2);
  });

  it("sees the same whichever triangles are called late", () => {
    const coordinate = fc.double({ min: -20, max: 60, noNaN: true });
    const corner = fc.tuple(coordinate, coordinate, fc.double({ min: 0.1, max: 3, noNaN: true }));
    const triangle = fc.tuple(corner, corner, corner);
    fc.assert(
      fc.property(fc.array(triangle, { minLength: 2, maxLength: 12 }), fc.nat(12), (list, late) => {
        const screen = Float32Array.from(list.flat(2));
        const triangles = Uint32Array.from({ length: list.length * 3 }, (_, i) => i);
        const [whole, split] = [createVisibilityBuffer(40), createVisibilityBuffer(40)];
        drawVisible(whole, screen, triangles);
        drawVisible(split, screen, triangles, late);
        assert.deepEqual(split, whole);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("forgets everything when cleared", () => {
    const buffer = draw(corners(0, 0, 1, 16, 0, 1, 0, 16, 1), [0, 1, 2]);
    clearVisibilityBuffer(buffer);
    assert.deepEqual(buffer, createVisibilityBuffer(SIZE));
  });
});
