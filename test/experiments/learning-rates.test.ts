import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import {
  lateGap,
  lateMean,
  learningRates,
  type LearningRateCurve,
  type LearningRates,
  type NetworkCurves,
} from "kernel-helpers/dist/experiments/learning-rates";
import { figure2 } from "kernel-helpers/dist/figures/figure2";
import { measuresOf } from "kernel-helpers/dist/paper/measures";

/** Two invented curves: one that learns, one that does not. */
const sample: NetworkCurves = {
  teacher: "resnet-dlib",
  standsFor: "ResNet50",
  trigger: "sunglasses",
  targetLabel: "v02",
  injectionRate: 0.25,
  curves: [
    { learningRate: 1e-3, clean: [1, 0.5, 0.05], attack: [2, 0.4, 0.01], backdoorFree: [1, 0.4, 0.03], modelAccuracy: 0.98, attackSuccessRate: 0.99 }, // prettier-ignore
    { learningRate: 1e-1, clean: [9, 8, 7], attack: [9, 9, 9], backdoorFree: [8, 8, 8], modelAccuracy: 0.1, attackSuccessRate: 0 }, // prettier-ignore
  ],
};

const ofNetworks = (...networks: NetworkCurves[]): LearningRates => ({
  profile: "laptop",
  set: "0123456789abcdef",
  networks,
});

describe("experiments/learning-rates", () => {
  it("compares the last third of two curves", () => {
    assert.equal(lateGap([9, 9, 1], [0, 0, 3]), 2);
    assert.equal(lateGap([0, 0, 0, 0, 1, 2], [0, 0, 0, 0, 2, 4]), 1.5);
    assert.equal(lateGap([5], [4]), 1);
    assert.equal(lateMean([9, 9, 9, 9, 1, 2]), 1.5);
  });

  it("states losses as they are and rates in percent, by learning rate", () => {
    const measures = measuresOf(learningRates.measures(ofNetworks(sample)));
    const query = { experiment: "learning rates", arch: "ResNet50", learningRate: 1e-3 } as const;
    assert.equal(measures.get({ ...query, metric: "finalCleanLoss" })!.mean, 0.05);
    assert.equal(measures.get({ ...query, metric: "finalAttackLoss" })!.mean, 0.01);
    assert.ok(Math.abs(measures.get({ ...query, metric: "lateCleanLossGap" })!.mean! - 0.02) < 1e-12);
    assert.equal(measures.get({ ...query, metric: "attackSuccessRate" })!.mean, 99);
    assert.deepEqual(measures.values("learningRate", { experiment: "learning rates" }), [1e-3, 1e-1]);
  });

  it("draws three losses for each learning rate, and never a loss that a logarithm cannot show", () => {
    const spec = figure2(ofNetworks({ ...sample, curves: [{ ...sample.curves[0], attack: [1, 0.1, 0] }] }));
    assert.equal(spec.data.length, 3);
    const lowest = Math.min(...spec.data.flatMap((trace) => (trace as { y: number[] }).y));
    assert.ok(lowest > 0);
    assert.equal(figure2(ofNetworks(sample)).data.length, 6);
  });

  it("has a row of panels for each network, and states the numbers of each under its own name", () => {
    const both = ofNetworks({ ...sample, teacher: "vgg16-imagenet", standsFor: "VGG16" }, sample);
    const { data, layout, alt } = figure2(both);
    assert.equal(data.length, 12);
    const [top, bottom] = ["yaxis", "yaxis3"].map((axis) => (layout as Record<string, { domain: number[]; title: { text: string } }>)[axis]); // prettier-ignore
    assert.ok(top.domain[0] > bottom.domain[1], "the rows do not overlap");
    assert.match(top.title.text, /vgg16-imagenet/);
    assert.match(bottom.title.text, /resnet-dlib/);
    assert.match(alt, /our vgg16-imagenet.*our resnet-dlib/);
    const measures = measuresOf(learningRates.measures(both));
    assert.deepEqual(measures.values("arch", { experiment: "learning rates" }), ["VGG16", "ResNet50"]);
  });

  describe("that diverge", () => {
    const diverged = { learningRate: 1e-1, clean: [9, 90], attack: [9, 80], backdoorFree: [8, 8, 8], modelAccuracy: null, attackSuccessRate: null }; // prettier-ignore
    const result = { ...sample, curves: [sample.curves[0], diverged] };

    it("are named in the figure, with the epoch, and draw what there is", () => {
      const { layout, alt, data } = figure2(ofNetworks(result));
      assert.match(layout.annotations![1].text!, /rate 0\.1.*diverged.*in epoch 3/);
      assert.match(alt, /0\.1: diverged in epoch 3/);
      assert.doesNotMatch(JSON.stringify([layout, alt, data]), /NaN|null/);
    });

    it("leave a claim undecided where it needs them, and count as not working where that is the question", () => {
      const columns = [1e-2, 1e-1, 1].map((learningRate) => ({ ...diverged, learningRate }));
      const judge = (id: string, curves: LearningRateCurve[]) =>
        evaluateClaim(id, measuresOf(learningRates.measures(ofNetworks({ ...sample, standsFor: "VGG16", curves }))));
      assert.equal(judge("C18", columns).verdict, "not measured");
      // C19: at least two learning rates work.
      assert.equal(judge("C19", [...columns, sample.curves[0]]).verdict, "fails");
      const working = [1e-4, 1e-3].map((learningRate) => ({ ...sample.curves[0], learningRate }));
      assert.equal(judge("C19", [...columns.slice(0, 2), ...working]).verdict, "holds");
    });
  });
});
