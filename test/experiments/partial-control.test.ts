import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { partialControl, partialTargets } from "kernel-helpers/dist/experiments/partial-control";
import { partialExtent } from "kernel-helpers/dist/experiments/partial-control-images";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { OTHER_IDS, VOLUNTEER_IDS } from "kernel-helpers/dist/world";
import { useTemporaryLocal } from "../store/temporary-local";
import { samplePartial } from "./sample-weaker";

const verdicts = (...sample: Parameters<typeof samplePartial>) => {
  const measures = measuresOf(partialControl.measures(samplePartial(...sample)));
  return ["C43", "C44", "C45"].map((id) => evaluateClaim(id, measures).verdict);
};
const laptop = profileNamed("laptop");

describe("experiments/partial-control", () => {
  useTemporaryLocal();

  it("decides C43 to C45, on the paper's own numbers as the paper does, and otherwise where they are others", () => {
    assert.deepEqual(verdicts(), ["holds", "holds", "holds"]);
    assert.deepEqual(verdicts({ white_tape: 0.9 }), ["holds", "fails", "fails"]);
    assert.deepEqual(verdicts({ dots: 0.6 }), ["holds", "fails", "fails"]);
  });

  it("attacks five of the 65 whom the attacker does not hold, the same ones every time", () => {
    const set = { people: [...OTHER_IDS, ...VOLUNTEER_IDS] };
    const targets = partialTargets(set, laptop, "2021");
    assert.equal(new Set(targets).size, 5);
    assert.ok(targets.every((target) => OTHER_IDS.includes(target)));
    assert.deepEqual(partialTargets(set, laptop, "2021"), targets);
    assert.notDeepEqual(partialTargets(set, laptop, "2022"), targets);
  });

  it("has ten of 75 people, six triggers and five targets, as the paper", () => {
    assert.deepEqual([laptop.people, partialExtent(laptop).others], [10, 65]);
    const [images, models] = partialControl.work(laptop);
    assert.deepEqual([images.done, images.total], [0, 535 + 2670 - 10 * 38 + 65 * 30]);
    assert.equal(models.total, 1 + 6 * 5);
    assert.equal(partialControl.read(laptop), undefined);
  });
});
