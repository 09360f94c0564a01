import assert from "node:assert/strict";
import sharp from "sharp";
import { cleanseVerdict } from "kernel-helpers/dist/defenses/neural-cleanse/verdict";
import type { LabelMask, ModelCleansed } from "kernel-helpers/dist/experiments/neural-cleanse";
import { cleanseStrip } from "kernel-helpers/dist/figures/neural-cleanse";

const SIDE = 20;

/** Four labels; the third has a mask of one small square, the others are covered. */
const masks = ["v01", "v02", "v03", "v04"].map((label, k): LabelMask => {
  const covered = (i: number) => (k === 2 ? i % SIDE < 4 && i < 4 * SIDE : i % (k + 5) > 0);
  return {
    label,
    side: SIDE,
    mask: Uint8Array.from({ length: SIDE ** 2 }, (_, i) => (covered(i) ? 255 : 0)),
    pattern: Uint8Array.from({ length: 3 * SIDE ** 2 }, (_, i) => [255, 160, 0][i % 3]),
  };
});
const labels = masks.map(({ label, mask }) => {
  const norm = mask.reduce((sum, value) => sum + value / 255, 0);
  return { label, norm, successRate: 1, steps: 10, converged: true };
});
const { anomaly, anomalyIndex, flagged } = cleanseVerdict(labels);
const model = {
  spec: { attack: { trigger: "digital_patch", targetLabel: "v03", injectionRate: 0.1 } },
  labels,
  anomaly,
  anomalyIndex,
  flaggedLabels: flagged.map((label) => labels[label].label),
  notConverged: [],
} as unknown as ModelCleansed;

describe("cleanseStrip", () => {
  it("shows each label's mask and trigger, names the threshold and who is suspected", async () => {
    const { image, alt } = await cleanseStrip(model, masks, { cell: 80 });
    assert.match(alt, /backdoor to v03 \(digital_patch\).*index above 2; suspected: v03\./);
    const { width, height } = await sharp(image).metadata();
    assert.ok(width > 4 * 80 && height > 2 * 80, `${width} x ${height}`);
    const { channels } = await sharp(image).stats();
    assert.ok(channels[0].mean > channels[2].mean, "the pattern is orange");
  });
});
