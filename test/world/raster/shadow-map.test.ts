import assert from "node:assert/strict";
import { createShadowDepth, drawShadowMap, litShare } from "kernel-helpers/dist/world/raster/shadow-map";

/** A roof of 0.6 x 0.6, `height` above a ground at y = 7, under a light from straight above. */
function under(height: number, softness: number) {
  const y = 7 + height;
  const positions = Float32Array.of(-0.3, y, 0.1, 0.3, y, 0.1, 0.3, y, 0.7, -0.3, y, 0.7);
  const casters = { triangles: Uint32Array.of(0, 1, 2, 0, 2, 3), hairTriangle: 2 };
  const key = { direction: [0, 1, 0] as [number, number, number], strength: 1, softness, color: [1, 1, 1] as const };
  const map = drawShadowMap(positions, casters, key, createShadowDepth(), new Float32Array(12));
  return (x: number) => litShare(map, x, 7, 0.4, 0, 1, 0, 0.035);
}

/** Width of the strip along x in which the ground is neither dark nor lit. */
function edgeWidth(lit: (x: number) => number): number {
  let width = 0;
  for (let x = 0; x < 0.8; x += 0.005) {
    if (lit(x) > 0.1 && lit(x) < 0.9) width += 0.005;
  }
  return width;
}

describe("shadow map", () => {
  it("is dark under a roof and lit beside it", () => {
    const lit = under(0.3, 0.1);
    assert.equal(lit(0), 0);
    assert.equal(lit(0.7), 1);
  });

  it("has softer edges under a wider light and further below what throws them", () => {
    assert.ok(edgeWidth(under(0.4, 0.25)) > 2 * edgeWidth(under(0.4, 0.03)));
    assert.ok(edgeWidth(under(0.4, 0.25)) > 1.5 * edgeWidth(under(0.1, 0.25)));
  });

  it("does not let a sloping surface shade itself", () => {
    // a plane through (0, 7, 0.4) that rises steeply to +x
    const slope = 1.5;
    const positions = Float32Array.of(-1, 7 - slope, -0.6, 1, 7 + slope, -0.6, 1, 7 + slope, 1.4, -1, 7 - slope, 1.4);
    const casters = { triangles: Uint32Array.of(0, 1, 2, 0, 2, 3), hairTriangle: 2 };
    const key = {
      direction: [0, 1, 0] as [number, number, number],
      strength: 1,
      softness: 0.3,
      color: [1, 1, 1] as const,
    };
    const map = drawShadowMap(positions, casters, key, createShadowDepth(), new Float32Array(12));
    const length = Math.hypot(slope, 1);
    assert.equal(litShare(map, 0, 7, 0.4, -slope / length, 1 / length, 0, 0.035), 1);
  });
});
