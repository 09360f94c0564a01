import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { committedResult } from "kernel-helpers/dist/experiments/committed";
import { skippedOn, usualExperiments } from "kernel-helpers/dist/experiments";
import type { Experiment, ExperimentResult } from "kernel-helpers/dist/experiments/experiment";
import { needsWorld, ownMark } from "kernel-helpers/dist/experiments/needs-world";
import { ownProfile } from "kernel-helpers/dist/experiments/own-profile";
import { renderedProfile } from "kernel-helpers/dist/experiments/profiles";
import { realismExperiment } from "kernel-helpers/dist/experiments/realism-experiment";
import { paperSet } from "../dataset/small-set";

const set = paperSet({ people: 4, images: { clean: 20, sunglasses: 20 } });
const laptop = renderedProfile("laptop");
const own = ownProfile(laptop, { set, folder: "/nowhere" });

describe("experiments/needs-world", () => {
  it("says in one sentence why, and only on photographs of one's own", () => {
    const skipped = skippedOn(own);
    for (const id of [
      "realism",
      "visibility",
      "misses",
      "objects",
      "locations",
      "on-and-off-face",
      "causal",
      "defenses",
    ]) {
      const sentences = skipped.filter((sentence) => sentence.startsWith(`${id} needs the rendered world, since `));
      assert.equal(sentences.length, 1, id);
    }
    assert.deepEqual(skippedOn(laptop), []);
  });

  it("leaves the experiments that photographs allow", () => {
    const ids = usualExperiments(own).map(({ id }) => id);
    for (const id of ["learning-rate-choice", "table1", "learning-rates", "injection-rates", "image-artifacts"]) {
      assert.ok(ids.includes(id), id);
    }
    assert.ok(!ids.includes("wider-crop"), "there are neither earrings nor dots");
    const withDots = paperSet({ people: 4, images: { clean: 20, dots: 20 } });
    const dotted = usualExperiments(ownProfile(laptop, { set: withDots, folder: "/nowhere" }));
    assert.ok(dotted.some(({ id }) => id === "wider-crop"));
  });

  it("does Table 2 where there is an object both on and off the face", () => {
    const places = paperSet({ people: 4, images: { clean: 20, sunglasses: 20, "sunglasses@off-face": 20 } as never });
    const ids = usualExperiments(ownProfile(laptop, { set: places, folder: "/nowhere" })).map(({ id }) => id);
    assert.ok(ids.includes("on-and-off-face"));
  });

  it("gives whoever runs it nevertheless the result of the rendered people, and computes nothing", async () => {
    const { result, work } = await realismExperiment.run(own);
    assert.deepEqual([result, work], [committedResult(realismExperiment, "laptop"), []]);
    assert.equal(realismExperiment.read(own), undefined);
    assert.deepEqual(realismExperiment.work(own), []);
  });

  it("runs on the rendered people as before, and refuses where nothing can stand in", async () => {
    const calls: string[] = [];
    const plain: Experiment = {
      id: "no-such-experiment",
      work: () => [{ what: "images", done: 1, total: 2, cpuSeconds: 1 }],
      run: (profile) => {
        calls.push(profile.name);
        return Promise.resolve({ result: { profile: profile.name }, work: [] });
      },
      read: (profile): ExperimentResult => ({ profile: profile.name }),
      measures: () => [],
    };
    const wrapped = needsWorld("reasons", plain);
    await wrapped.run(laptop);
    assert.deepEqual(calls, ["laptop"]);
    assert.deepEqual([wrapped.work(laptop), wrapped.read(laptop)], [plain.work(laptop), plain.read(laptop)]);
    await assert.rejects(wrapped.run(own), (e) => e instanceof UserError && e.message.includes("since reasons"));
  });

  it("marks results with whose they are, and those of the rendered people not at all", () => {
    assert.deepEqual(ownMark(laptop), {});
    assert.deepEqual(ownMark(own), { own: { name: "test set", warnings: own.warnings } });
  });
});
