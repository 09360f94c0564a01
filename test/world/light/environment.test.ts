import assert from "node:assert/strict";
import { environmentFrom, loadEnvironment } from "kernel-helpers/dist/world/light/environment";
import { luminanceAt, type Panorama } from "kernel-helpers/dist/world/light/panorama";

/** Mean luminance over the sphere. */
function meanLuminance({ width, height, radiance }: Panorama, highest = Infinity): number {
  let sum = 0;
  let area = 0;
  for (let i = 0; i < width * height; i++) {
    const weight = Math.sin(((Math.floor(i / width) + 0.5) / height) * Math.PI);
    sum += weight * Math.min(highest, luminanceAt(radiance, i * 3));
    area += weight;
  }
  return sum / area;
}

describe("environment", () => {
  it("decodes a panorama of the package: 512 x 256, finite, the sky above the ground", async () => {
    const { panorama, ambient, glossy } = await loadEnvironment("park");
    assert.deepEqual([panorama.width, panorama.height], [512, 256]);
    for (const { radiance } of [panorama, ambient, glossy]) assert.ok(radiance.every((v) => v >= 0 && v < 1e5));
    const half = panorama.radiance.length / 2;
    const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
    assert.ok(sum(panorama.radiance.subarray(0, half)) > sum(panorama.radiance.subarray(half)));
    assert.equal(loadEnvironment("park"), loadEnvironment("park"));
  });

  it("scales any exposure to mean luminance 1 and takes the sun out of the soft light", () => {
    const width = 512;
    const height = 256;
    const radiance = new Float32Array(width * height * 3).fill(0.5);
    const sun = 60 * width + 100;
    radiance.fill(1000, sun * 3, sun * 3 + 3);
    const { panorama, ambient } = environmentFrom("park", { width, height, radiance });
    // luminance above 8 of the original counts as 8, and only the sun is that bright
    assert.ok(Math.abs(meanLuminance(panorama, 16) - 1) < 1e-3);
    assert.ok(luminanceAt(panorama.radiance, sun * 3) > 1000);
    assert.ok(ambient.radiance.every((v) => v < 1.2));
  });

  it("lights with paler colours of the same luminance", () => {
    const radiance = new Float32Array(512 * 256 * 3);
    for (let o = 0; o < radiance.length; o += 3) radiance.set([0.2, 0.4, 1], o);
    const { panorama, ambient } = environmentFrom("park", { width: 512, height: 256, radiance });
    const [r, , b] = ambient.radiance;
    assert.ok(Math.abs(luminanceAt(ambient.radiance, 0) - luminanceAt(panorama.radiance, 0)) < 1e-5);
    assert.ok(b > r && b - r < 0.7 * (panorama.radiance[2] - panorama.radiance[0]));
  });

  it("shows no colour purer than a photograph does, at the same luminance", () => {
    const purity = (lime: readonly [number, number, number]): number => {
      const radiance = new Float32Array(512 * 256 * 3);
      for (let o = 0; o < radiance.length; o += 3) radiance.set(lime, o);
      const shown = environmentFrom("lobby", { width: 512, height: 256, radiance }).panorama.radiance;
      assert.ok(Math.abs(luminanceAt(shown, 0) - 1) < 1e-3);
      return 1 - Math.min(...shown.subarray(0, 3)) / Math.max(...shown.subarray(0, 3));
    };
    assert.ok(purity([0.8, 1, 0]) > 0.75 && purity([0.8, 1, 0]) < 0.85);
    assert.ok(purity([0.8, 1, 0.05]) < purity([0.8, 1, 0]));
    assert.ok(Math.abs(purity([0.8, 1, 0.4]) - 0.6) < 1e-6);
  });
});
