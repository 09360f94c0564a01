import assert from "node:assert/strict";
import { AUTHORS_SPEC } from "kernel-helpers/dist/defenses/neural-cleanse/spec";
import {
  cleanseLength,
  estimatedNorms,
  labelsAtLength,
  modelAtLengths,
  runLengths,
  type ModelAtLengths,
} from "kernel-helpers/dist/experiments/cleanse-length";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { cleanseLengthTable, lengthFinding } from "kernel-helpers/dist/figures/cleanse-length-table";
import type { ModelSpec } from "kernel-helpers/dist/training/attack-model";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const at = (norm: number) => ({ norm, successRate: 1, steps: 40, converged: true, stoppedBy: "number of steps" as const }); // prettier-ignore
const model = (norms: [short: number, long: number][], [short, long]: [boolean, boolean]): ModelAtLengths => ({
  trigger: "sunglasses",
  targetLabel: "a",
  labels: norms.map(([short, long], i) => ({ label: "abc"[i], short: at(short), long: at(long) })),
  short: { anomalyIndex: 1.5, isFlagged: short, flaggedLabels: short ? ["a"] : [] },
  long: { anomalyIndex: 2.5, isFlagged: long, flaggedLabels: long ? ["a"] : [] },
});
const result = (models: ModelAtLengths[]) => {
  const short = { ...AUTHORS_SPEC, steps: 40 };
  return { profile: "laptop" as const, teacher: "resnet-dlib", short, long: AUTHORS_SPEC, models };
};

describe("experiments/cleanse-length", () => {
  const local = useTemporaryLocal();

  it("looks at the target and those after it, round to the first", () => {
    const people = ["a", "b", "c", "d"];
    assert.deepEqual(labelsAtLength({ people }, "b"), ["b", "c", "d"]);
    assert.deepEqual(labelsAtLength({ people }, "d"), ["d", "a", "b"]);
    assert.deepEqual(labelsAtLength({ people: ["a", "b"] }, "b"), ["b", "a"]);
  });

  it("takes other labels to shrink as those looked at do, the target aside (by hand)", () => {
    const longNorms = new Map([["a", 10], ["b", 80], ["c", 60]]); // prettier-ignore
    const norms = estimatedNorms(["a", "b", "c", "d"], "a", { norms: [50, 100, 100, 200], longNorms });
    assert.deepEqual(norms, [10, 80, 60, 140]); // (0.8 + 0.6) / 2 · 200
  });

  it("says whether the reduced schedule stands for the long one, and which way it errs", () => {
    const same = lengthFinding(result([model([[50, 46], [100, 95]], [true, true])])); // prettier-ignore
    assert.equal(same, "Every norm is within 10% of that at length. The verdict on the target is the same with both schedules."); // prettier-ignore
    const other = lengthFinding(result([model([[50, 25], [100, 80], [100, 70]], [false, true])])); // prettier-ignore
    assert.match(other, /targets change by −50%, those of the other labels by −30% to −20%\. At length the target of Sunglasses is flagged, reduced it is not\./); // prettier-ignore
  });

  it("stands in a table, a row for each label", () => {
    const { rows } = cleanseLengthTable(result([model([[50, 25], [100, 80]], [false, true])])); // prettier-ignore
    assert.deepEqual(rows.map(({ label, shortNorm, longNorm, change }) => [label, shortNorm, longNorm, change]), [["a (target)", "50", "25 *", "−50%"], ["b", "100", "80", "−20%"]]); // prettier-ignore
    assert.deepEqual(rows.map(({ shortIndex, longIndex }) => [shortIndex, longIndex]), [["1.50", "2.50"], [null, null]]); // prettier-ignore
  });

  it("reverses all labels in the short length, some in the long one, and goes on where it was interrupted", async function () {
    this.timeout(240_000);
    const set = await photographedSet(local("photographs"), { people: 4, images: { clean: 5, dots: 4 } });
    const head = { hidden: 8, learningRate: 1e-3, epochs: 2, batchSize: 4 };
    const attack = { trigger: "dots", targetLabel: "p1", injectionRate: 0.25 };
    const spec: ModelSpec = { teacher: "resnet-dlib", attack, head, views: 1, seed: "7" };
    const short = { ...AUTHORS_SPEC, steps: 1, batchesPerStep: 1, batchSize: 2 };
    const question = { set, spec, short, long: { ...short, steps: 2 } };
    assert.equal(modelAtLengths(question), undefined);
    assert.deepEqual(await runLengths([question], { workers: 1 }), { made: 7, reused: 0 });
    assert.deepEqual(await runLengths([question], { workers: 1 }), { made: 0, reused: 7 });
    const { labels, targetLabel } = modelAtLengths(question)!;
    assert.equal(targetLabel, "p1");
    assert.deepEqual(labels.map(({ label, short, long }) => [label, short.steps, long.steps]), [["p1", 1, 2], ["p2", 1, 2], ["p3", 1, 2]]); // prettier-ignore
  });

  it("has nothing in an empty folder, and knows how much it needs", () => {
    const [images, short, long] = cleanseLength.work(profileNamed("laptop"));
    assert.equal(images.done, 0);
    assert.deepEqual([short.done, short.total, long.done, long.total], [0, 20, 0, 6]);
    assert.equal(cleanseLength.read(profileNamed("laptop")), undefined);
  });
});
