import assert from "node:assert/strict";
import fc from "fast-check";
import {
  blurGlossy,
  directionOf,
  sampleSmooth,
  sampleDirection,
  shrink,
  type Panorama,
} from "kernel-helpers/dist/world/light/panorama";

const constant = (value: number, width = 16, height = 8): Panorama => ({
  width,
  height,
  radiance: new Float32Array(width * height * 3).fill(value),
});
/** Each texel holds its column in red and its row in green. */
function ramp(width: number, height: number): Panorama {
  const radiance = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) radiance.set([i % width, Math.floor(i / width), 0], i * 3);
  return { width, height, radiance };
}
const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe("panorama", () => {
  it("keeps a constant environment constant, shrunk, blurred and sampled", () => {
    for (const panorama of [shrink(constant(2), 8, 4), blurGlossy(constant(2), 8, 4, 14)]) {
      for (const value of panorama.radiance) assert.ok(Math.abs(value - 2) < 1e-6);
    }
    const out = new Float64Array(3);
    fc.assert(
      fc.property(unit, unit, (u, v) => {
        sampleSmooth(constant(2), ...directionOf(u, v), out);
        assert.ok(Math.abs(out[1] - 2) < 1e-6);
        sampleDirection(constant(2), u, ...directionOf(u, v), out);
        assert.ok(Math.abs(out[2] - 2) < 1e-6);
      }),
    );
  });

  it("finds a texel again by its direction, turned by yaw", () => {
    const panorama = ramp(16, 8);
    const out = new Float64Array(3);
    const columns = 5;
    for (const [x, y] of [
      [3, 2],
      [15, 6],
      [8, 4],
    ]) {
      const direction = directionOf((x + 0.5 + columns) / 16, (y + 0.5) / 8);
      sampleDirection(panorama, (columns / 16) * 2 * Math.PI, ...direction, out);
      // the angle is good to 1e-5 radians, and a texel here is 0.4 wide
      assert.ok(Math.abs(out[0] - x) < 1e-4 && Math.abs(out[1] - y) < 1e-4, `${out.join(" ")} is not ${x} ${y}`);
    }
  });

  it("averages blocks when it is shrunk", () => {
    assert.deepEqual([...shrink(ramp(4, 2), 2, 1).radiance], [0.5, 0.5, 0, 2.5, 0.5, 0]);
  });
});
