import assert from "node:assert/strict";
import fc from "fast-check";
import { Seed } from "kernel-helpers/dist/base/seed";
import { splitClean } from "kernel-helpers/dist/dataset/split";
import { committedResult } from "kernel-helpers/dist/experiments/committed";
import {
  bestRate,
  choiceSet,
  learningRateChoice,
  type LearningRateChoice,
  type TriedRate,
} from "kernel-helpers/dist/experiments/learning-rate-choice";
import { learningRateOf } from "kernel-helpers/dist/experiments/networks";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { learningRateTable } from "kernel-helpers/dist/figures/learning-rate-table";
import { paperSet } from "../dataset/small-set";

const rate = (learningRate: number, errors: number | null, lateLoss: number | null): TriedRate => ({ learningRate, errors, lateLoss }); // prettier-ignore

describe("experiments/learning-rate-choice", () => {
  it("takes the fewest errors, of equals the lowest loss, and never one that diverged", () => {
    assert.equal(bestRate([rate(1e-5, 3, 0.01), rate(1e-4, 1, 0.5), rate(1e-3, 2, 0)]), 1e-4);
    assert.equal(bestRate([rate(1e-4, 0, 0.2), rate(1e-3, 0, 0.1), rate(1e-2, 0, 0.3), rate(1e-1, null, null)]), 1e-3);
    assert.throws(() => bestRate([rate(1e-1, null, null)]), /every training diverged/);
  });

  it("does not depend on the order in which the rates were tried", () => {
    const some = [
      rate(1e-5, 2, 0.4),
      rate(1e-4, 1, 0.3),
      rate(1e-3, 1, 0.2),
      rate(1e-2, 1, 0.25),
      rate(1e-1, null, null),
    ];
    const orders = fc.shuffledSubarray(some, { minLength: some.length });
    fc.assert(fc.property(orders, (order) => bestRate(order) === 1e-3));
  });

  it("sees clean training images of Table 1 alone: no test image, none with a trigger", () => {
    const set = paperSet({ people: 4, images: { clean: 10, dots: 5 } });
    const chosen = choiceSet(set);
    const { train, test } = splitClean(set, new Seed(TABLE1_DEFAULTS.seed));
    assert.deepEqual(new Set(chosen.images.map(({ id }) => id)), new Set(train.map(({ id }) => id)));
    assert.ok(test.every(({ id }) => !chosen.images.some((image) => image.id === id)));
    assert.deepEqual(chosen.people, set.people);
  });

  it("is what the other experiments train with", () => {
    const committed = committedResult<LearningRateChoice>(learningRateChoice, "laptop");
    for (const { teacher, best, taken, tried } of committed?.teachers ?? []) {
      assert.deepEqual([best, taken], [bestRate(tried), learningRateOf(teacher)], teacher);
      assert.equal(best, taken, `${teacher}: experiments/networks takes another rate than the best`);
    }
  });
});

describe("figures/learning-rate-table", () => {
  const tried = [rate(1e-5, 12, 1.23456), rate(1e-4, 1, 0.5), rate(1e-3, 0, 0.0000123), rate(1e-1, null, null)];
  const sample = (best: number, taken: number): LearningRateChoice => ({
    profile: "laptop",
    trainingImages: 342,
    validationImages: 86,
    teachers: [{ teacher: "resnet-dlib", standsFor: "ResNet50", tried, best, taken }],
  });

  it("shows every rate, which is taken, and what the paper took", () => {
    const table = learningRateTable(sample(1e-3, 1e-3));
    assert.deepEqual(table.rows, [
      { rate: "0.00001", "resnet-dlib errors": 12, "resnet-dlib loss": 1.23, "resnet-dlib taken": "" },
      { rate: "0.0001", "resnet-dlib errors": 1, "resnet-dlib loss": 0.5, "resnet-dlib taken": "paper" }, // Section 3.2
      { rate: "0.001", "resnet-dlib errors": 0, "resnet-dlib loss": "1.2e-5", "resnet-dlib taken": "ours" },
      { rate: "0.1", "resnet-dlib errors": "diverged", "resnet-dlib loss": null, "resnet-dlib taken": "" },
    ]); // prettier-ignore
    assert.equal(table.groups![0].label, "ResNet50 / resnet-dlib");
    assert.doesNotMatch(table.notes!.join(), /best here is/);
  });

  it("says so where another rate would have been better", () => {
    assert.equal(learningRateTable(sample(1e-4, 1e-4)).rows[1]["resnet-dlib taken"], "paper, ours");
    assert.match(learningRateTable(sample(1e-4, 1e-3)).notes!.join(), /resnet-dlib: best here is 0\.0001; all results are with 0\.001/); // prettier-ignore
  });
});
