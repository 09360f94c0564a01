import assert from "node:assert/strict";
import { lateGap, learningRates, type LearningRates } from "kernel-helpers/dist/experiments/learning-rates";
import { figure2 } from "kernel-helpers/dist/figures/figure2";
import { measuresOf } from "kernel-helpers/dist/paper/measures";

/** Two invented curves: one that learns, one that does not. */
const sample: LearningRates = {
  profile: "laptop",
  teacher: "resnet-dlib",
  standsFor: "ResNet50",
  trigger: "sunglasses",
  targetLabel: "v02",
  injectionRate: 0.25,
  set: "0123456789abcdef",
  curves: [
    { learningRate: 1e-3, clean: [1, 0.5, 0.05], attack: [2, 0.4, 0.01], backdoorFree: [1, 0.4, 0.03], modelAccuracy: 0.98, attackSuccessRate: 0.99 }, // prettier-ignore
    { learningRate: 1e-1, clean: [9, 8, 7], attack: [9, 9, 9], backdoorFree: [8, 8, 8], modelAccuracy: 0.1, attackSuccessRate: 0 }, // prettier-ignore
  ],
};

describe("experiments/learning-rates", () => {
  it("compares the last third of two curves", () => {
    assert.equal(lateGap([9, 9, 1], [0, 0, 3]), 2);
    assert.equal(lateGap([0, 0, 0, 0, 1, 2], [0, 0, 0, 0, 2, 4]), 1.5);
    assert.equal(lateGap([5], [4]), 1);
  });

  it("states losses as they are and rates in percent, by learning rate", () => {
    const measures = measuresOf(learningRates.measures(sample));
    const query = { experiment: "learning rates", arch: "ResNet50", learningRate: 1e-3 } as const;
    assert.equal(measures.get({ ...query, metric: "finalCleanLoss" })!.mean, 0.05);
    assert.equal(measures.get({ ...query, metric: "finalAttackLoss" })!.mean, 0.01);
    assert.ok(Math.abs(measures.get({ ...query, metric: "lateCleanLossGap" })!.mean - 0.02) < 1e-12);
    assert.equal(measures.get({ ...query, metric: "attackSuccessRate" })!.mean, 99);
    assert.deepEqual(measures.values("learningRate", { experiment: "learning rates" }), [1e-3, 1e-1]);
  });

  it("draws three losses for each learning rate, and never a loss that a logarithm cannot show", () => {
    const spec = figure2({ ...sample, curves: [{ ...sample.curves[0], attack: [1, 0.1, 0] }] });
    assert.equal(spec.data.length, 3);
    const lowest = Math.min(...spec.data.flatMap((trace) => (trace as { y: number[] }).y));
    assert.ok(lowest > 0);
    assert.equal(figure2(sample).data.length, 6);
  });
});
