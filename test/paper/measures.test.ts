import assert from "node:assert/strict";
import fc from "fast-check";
import { measuresOf, type MeasureEntry } from "kernel-helpers/dist/paper/measures";

const dots: MeasureEntry = {
  metric: "attackSuccessRate",
  experiment: "attack",
  arch: "ResNet50",
  trigger: "dots",
  injectionRate: 0.3,
  mean: 93.5,
  std: 2,
  n: 3,
  on: "ResNet50 (stand-in resnet-dlib)",
};
const { mean, std, n, on, ...name } = dots;

describe("measuresOf", () => {
  it("answers the full name, in any order of keys, and nothing less", () => {
    const measures = measuresOf([dots]);
    const { metric, ...others } = name;
    assert.deepEqual(measures.get({ ...others, metric }), { mean, std, n, on });
    assert.equal(measures.get({ metric, experiment: "attack", arch: "ResNet50", trigger: "dots" }), undefined);
    assert.equal(measures.get({ ...name, arch: "VGG16" }), undefined);
    assert.deepEqual(measures.get({ ...name, severity: undefined }), { mean, std, n, on });
  });

  it("takes 0.1 + 0.2 and 0.3 for the same rate", () => {
    assert.equal(measuresOf([dots]).get({ ...name, injectionRate: 0.1 + 0.2 })?.mean, mean);
  });

  it("lists the values of a key, numbers ascending, each once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 })), (percents) => {
        const measures = measuresOf(percents.map((percent) => ({ ...dots, injectionRate: percent / 100 })));
        const expected = percents.toSorted((a, b) => a - b).map((percent) => percent / 100);
        assert.deepEqual(measures.values("injectionRate", { trigger: "dots" }), expected);
        assert.deepEqual(measures.values("injectionRate", { trigger: "bandana" }), []);
      }),
    );
  });

  it("refuses two numbers of the same name", () => {
    assert.throws(() => measuresOf([dots, { ...dots, mean: 50 }]), /two measures have the name .*dots/);
  });
});
