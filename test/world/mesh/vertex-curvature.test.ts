import assert from "node:assert/strict";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { chartSurface, chartTexel, chartU, chartV } from "kernel-helpers/dist/world/skin/skin-chart";

describe("vertexCurvature", () => {
  it("finds the tip of the nose bulging, the cheek nearly flat, and the corner of an eye folded", async () => {
    const { curvature } = chartSurface(await loadHead());
    const at = (x: number, y: number, z: number) =>
      curvature[chartTexel(Math.floor(chartU(x, z)), Math.floor(chartV(y)))];
    assert.ok(at(0, 6.93, 1.68) > 4, "nose");
    assert.ok(Math.abs(at(0.4, 6.9, 1.2)) < 2, "cheek");
    // the wing of a nostril
    const row = Math.floor(chartV(6.86));
    const columns = Array.from({ length: 60 }, (_, i) => curvature[chartTexel(Math.floor(chartU(0, 1)) + i, row)]);
    assert.ok(Math.min(...columns) < -5, "nostril");
  });
});
