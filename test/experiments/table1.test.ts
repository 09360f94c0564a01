import assert from "node:assert/strict";
import fs from "node:fs";
import type { Profile } from "kernel-helpers/dist/experiments/profiles";
import { planTable1, readTable1, runTable1, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { modelInputs } from "kernel-helpers/dist/training/attack-model";
import { recordKey } from "kernel-helpers/dist/store/records";
import { paperSet, photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const PROFILE: Profile = {
  name: "smoke",
  summary: "for this test",
  people: 3,
  triggers: ["dots", "earrings"],
  images: { clean: 5, trigger: 3 },
  targetLabels: 2,
  injectionRates: [0.25],
  views: 1,
  epochs: 3,
};
const IMAGES = { people: 3, images: { clean: 5, dots: 3, earrings: 3 } };

describe("experiments/table1", () => {
  const local = useTemporaryLocal();

  it("plans one backdoor-free model, and one for each trigger and target label", () => {
    const plan = planTable1(paperSet(IMAGES), PROFILE);
    assert.deepEqual(plan.map(({ trigger, specs }) => [trigger, specs.length]), [["no_trigger", 1], ["dots", 2], ["earrings", 2]]); // prettier-ignore
    const specs = plan.flatMap((cell) => cell.specs);
    assert.equal(specs[0].attack, null);
    for (const { attack, head, teacher, seed, views } of specs) {
      assert.equal(attack?.injectionRate ?? 0.25, 0.25);
      assert.deepEqual(
        { head, teacher, seed, views },
        { head: { ...TABLE1_DEFAULTS.head, epochs: 3 }, teacher: "resnet-dlib", seed: "2021", views: 1 },
      );
    }
    const set = paperSet(IMAGES);
    assert.equal(new Set(specs.map((spec) => recordKey(modelInputs(set, spec)))).size, 5);
  });

  it("runs once: a second run reuses every model, and one that is lost is trained again to the same bytes", async () => {
    const set = await photographedSet(local("photographs"), IMAGES);
    assert.equal(readTable1(set, PROFILE), undefined);
    const first = await runTable1(set, PROFILE, { workers: 2 });
    assert.deepEqual([first.report.trained, first.report.reused], [5, 0]);
    // 12 clean images and 2 x 4 poison images in one view; 3 clean ones and 2 x 9 trigger images as they are.
    assert.equal(first.report.extracted, 12 + 8 + 3 + 18);
    assert.deepEqual(first.table.cells.map(({ targetLabels }) => targetLabels.length), [3, 2, 2]); // prettier-ignore
    assert.deepEqual(first.table.cells.map(({ modelAccuracy }) => modelAccuracy.values.length), [1, 2, 2]); // prettier-ignore
    assert.deepEqual(first.table.cells[0].injectionRate, null);

    const second = await runTable1(set, PROFILE, { workers: 1 });
    assert.deepEqual([second.report.trained, second.report.reused, second.report.extracted], [0, 5, 0]);
    assert.deepEqual(second.table, first.table);

    const { key } = first.report.records[1];
    const file = local("results", "model", `${key}.json`);
    const bytes = fs.readFileSync(file);
    fs.rmSync(file);
    assert.equal(readTable1(set, PROFILE), undefined);
    const third = await runTable1(set, PROFILE, { workers: 1 });
    assert.deepEqual([third.report.trained, third.report.extracted], [1, 0]);
    assert.deepEqual(fs.readFileSync(file), bytes);
  });
});
