import assert from "node:assert/strict";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import {
  CHART_CHANNELS,
  CHART_HEIGHT,
  CHART_WIDTH,
  chartTexel,
  chartU,
  chartV,
  restPositions,
  sampleChart,
} from "kernel-helpers/dist/world/skin/skin-chart";

describe("skin chart", () => {
  it("holds at every texel a rest position that the chart maps back to that texel", async () => {
    const rest = restPositions(await loadHead());
    let filled = 0;
    for (let texel = 0; texel < CHART_WIDTH * CHART_HEIGHT; texel += 97) {
      const [x, y, z] = rest.subarray(texel * 3, texel * 3 + 3);
      if (y === 0) continue;
      filled++;
      const column = Math.abs(chartU(x, z) - ((texel % CHART_WIDTH) + 0.5));
      // a triangle near the axis spans many columns, and interpolation there is not linear in azimuth
      if (Math.hypot(x, z - 0.3) > 0.6) assert.ok(Math.min(column, CHART_WIDTH - column) < 8, `${texel}: ${column}`);
      assert.ok(Math.abs(chartV(y) - (Math.floor(texel / CHART_WIDTH) + 0.5)) < 0.01);
    }
    assert.ok(filled > 8000, `${filled} of 13,500 texels lie on the body`);
  });

  it("gives back a texel's colour at its centre, and wraps around behind the head", () => {
    const chart = new Float32Array(CHART_WIDTH * CHART_HEIGHT * CHART_CHANNELS);
    for (let texel = 0; texel < CHART_WIDTH * CHART_HEIGHT; texel++)
      chart[texel * CHART_CHANNELS] = texel % CHART_WIDTH;
    const out = new Float64Array(3);
    const azimuth = ((200.5 / CHART_WIDTH) * 2 - 1) * Math.PI;
    sampleChart(chart, Math.sin(azimuth), 7, 0.3 + Math.cos(azimuth), out);
    assert.ok(Math.abs(out[0] - 200) < 1e-6);
    sampleChart(chart, 0, 7, -0.7, out);
    // between the last column and the first
    assert.ok(Math.abs(out[0] - (CHART_WIDTH - 1) / 2) < 1e-6);
    assert.equal(chartTexel(-1, 2), chartTexel(CHART_WIDTH - 1, 2));
  });
});
