import assert from "node:assert/strict";
import { detectionRates } from "kernel-helpers/dist/defenses/detection-rates";

const truth = {
  labels: [0, 0, 0, 0, 1, 1, 1, 1],
  isPoison: [false, true, true, false, false, false, false, false],
  targetLabel: 0,
};

describe("detectionRates", () => {
  it("counts over the target class and over all classes (worked by hand)", () => {
    const { targetClass, allClasses } = detectionRates([1, 3, 4], truth);
    assert.deepEqual(targetClass, { clean: 2, poison: 2, flagged: 2, detectionRate: 0.5, falsePositiveRate: 0.5, falseNegativeRate: 0.5 }); // prettier-ignore
    assert.deepEqual(allClasses, { clean: 6, poison: 2, flagged: 3, detectionRate: 0.5, falsePositiveRate: 1 / 3, falseNegativeRate: 0.5 }); // prettier-ignore
  });

  it("has no rate of nothing", () => {
    const { targetClass, allClasses } = detectionRates([5], { ...truth, targetLabel: 1 });
    assert.deepEqual([targetClass.detectionRate, targetClass.falseNegativeRate], [null, null]);
    assert.deepEqual([targetClass.falsePositiveRate, allClasses.detectionRate], [0.25, 0]);
  });

  it("refuses ground truth that does not fit", () => {
    assert.throws(() => detectionRates([8], truth), /from 0 to 7; came 8/);
    assert.throws(() => detectionRates([1, 1], truth), /each once/);
    assert.throws(() => detectionRates([], { ...truth, targetLabel: 7 }), /target 7/);
    assert.throws(() => detectionRates([], { ...truth, isPoison: [true] }), /8 labels and 1/);
  });
});
