import assert from "node:assert/strict";
import { EXPERIMENTS } from "kernel-helpers/dist/experiments";
import { estimateSeconds, isComplete } from "kernel-helpers/dist/experiments/experiment";
import { judgedTeachers } from "kernel-helpers/dist/experiments/networks";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { table1Experiment } from "kernel-helpers/dist/experiments/table1-experiment";
import { ARTIFACTS } from "kernel-helpers/dist/figures/registry";
import { useTemporaryLocal } from "../store/temporary-local";

describe("artifacts and the experiments behind them", () => {
  useTemporaryLocal();

  it("have names of their own", () => {
    assert.equal(new Set(ARTIFACTS.map(({ id }) => id)).size, ARTIFACTS.length);
    assert.equal(new Set(EXPERIMENTS.map(({ id }) => id)).size, EXPERIMENTS.length);
  });

  it("belong together: every artifact has its experiment, every experiment is drawn", () => {
    const drawn = new Set(ARTIFACTS.map(({ experiment }) => experiment));
    assert.deepEqual([...drawn].sort(), EXPERIMENTS.map(({ id }) => id).sort()); // prettier-ignore
  });

  it("know that nothing is done in an empty folder", () => {
    const [images, ...models] = table1Experiment().work(profileNamed("laptop"));
    assert.deepEqual([images.what, images.done, images.total], ["images", 0, 535 + 2670]);
    assert.deepEqual(models.map(({ what }) => what), judgedTeachers().map((name) => `models of ${name}`)); // prettier-ignore
    for (const { done, total } of models) assert.deepEqual([done, total], [0, 1 + 7 * 3]);
    assert.equal(table1Experiment().work(profileNamed("paper"))[1].total, 71);
    for (const experiment of EXPERIMENTS.filter(({ id }) => id !== "pretraining")) {
      assert.equal(isComplete(experiment.work(profileNamed("laptop"))), false);
      assert.equal(experiment.read(profileNamed("laptop")), undefined);
    }
  });

  it("estimate nothing for nothing, and half the time for twice the workers", () => {
    const work = table1Experiment().work(profileNamed("smoke"));
    const done = work.map((part) => ({ ...part, done: part.total }));
    assert.equal(isComplete(done), true);
    assert.equal(estimateSeconds(done, 2), 0);
    assert.ok(estimateSeconds(work, 1) > 0);
    assert.equal(estimateSeconds(work, 2), estimateSeconds(work, 1) / 2);
  });
});
