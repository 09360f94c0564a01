import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { onAndOffFace } from "kernel-helpers/dist/experiments/on-and-off-face";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleOnAndOff } from "./sample-places";

const verdicts = (...sample: Parameters<typeof sampleOnAndOff>) => {
  const measures = measuresOf(onAndOffFace.measures(sampleOnAndOff(...sample)));
  return ["C38", "C39", "C40", "C41"].map((id) => evaluateClaim(id, measures).verdict);
};

describe("experiments/on-and-off-face", () => {
  useTemporaryLocal();

  it("decides C38 to C41", () => {
    assert.deepEqual(verdicts(0.99, 0.7), ["holds", "holds", "holds", "holds"]);
    assert.deepEqual(verdicts(0.97, 0.9, { on: 1, off: 0.97 }), ["fails", "fails", "fails", "holds"]);
  });

  it("compares objects on the face with each other (C41)", () => {
    const result = sampleOnAndOff(0.99, 0.7);
    result.tables[0].cells[0].attackSuccessRate = { mean: 0.9, std: 0, values: [0.9] };
    assert.equal(evaluateClaim("C41", measuresOf(onAndOffFace.measures(result))).verdict, "fails");
  });

  it("has nothing in an empty folder, and knows how much it needs", () => {
    const [images, models] = onAndOffFace.work(profileNamed("laptop"));
    assert.deepEqual([images.done, images.total], [0, 10 * 31 + 10 * 14 * 6]);
    assert.equal(models.total, 1 + 6 * 3);
    assert.equal(onAndOffFace.read(profileNamed("laptop")), undefined);
  });
});
