import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { askModels } from "kernel-helpers/dist/experiments/ask";
import { runAttack } from "kernel-helpers/dist/experiments/attack";
import { compareAttacks, successAfter, successOfPatches } from "kernel-helpers/dist/experiments/live-attacks";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets";
import { DIGITAL_PATCH, withDigitalTrigger, YELLOW_SQUARE } from "kernel-helpers/dist/poisoning/digital/digital-patch";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const COURSE = { views: 1, epochs: 6 };
const dots = { trigger: "dots", targetLabel: "p1", injectionRate: 0.25 };
const patch = { ...dots, trigger: DIGITAL_PATCH };

describe("experiments/live-attacks", () => {
  const local = useTemporaryLocal();
  let set: ImageSet;
  beforeEach(async () => {
    const counts = { people: 3, images: { clean: 8, dots: 4 } };
    set = await withDigitalTrigger(await photographedSet(local("photographs"), counts), YELLOW_SQUARE, { count: 3 });
  });

  it("asks the models that runAttack trains: their answers give its rates", async () => {
    const outcome = await runAttack(set, COURSE, dots);
    const [unchanged, dark] = await successAfter(set, COURSE, [dots, patch], {
      "as it was": {},
      dark: { brightness: 0 },
    });
    assert.equal(unchanged.success[0], outcome.attackSuccessRateExcludingTarget);
    assert.equal(unchanged.modelAccuracy, outcome.modelAccuracy);
    assert.equal(unchanged.success[1], (await runAttack(set, COURSE, patch)).attackSuccessRateExcludingTarget);
    // Black pictures are all alike: everybody on them is taken for the same person.
    assert.ok([0, 1].includes(dark.success[0]) && [0, 1].includes(dark.success[1]), String(dark.success));
    assert.ok(dark.modelAccuracy < 1);
  }).timeout(120_000);

  it("compares attacks with the model without a backdoor on the same images", async () => {
    const [outcome] = await compareAttacks(set, COURSE, [dots]);
    const { attack, withoutBackdoor, ...rates } = outcome;
    assert.deepEqual([attack, rates], [dots, await runAttack(set, COURSE, dots)]);
    const { triggerTest } = poisonDataset(set, dots, new Seed(TABLE1_DEFAULTS.seed));
    const others = triggerTest.filter(({ person }) => person !== "p1");
    const [named] = await askModels(set, COURSE, [null], others);
    assert.equal(withoutBackdoor, named.filter((name) => name === "p1").length / others.length);
  }).timeout(120_000);

  it("tries other patches on clean test images of other people", async () => {
    const rows = await successOfPatches(set, COURSE, patch, { same: YELLOW_SQUARE, blue: { ...YELLOW_SQUARE, colour: [0, 0, 255] } }); // prettier-ignore
    assert.deepEqual(rows.map(({ patch }) => patch), ["same", "blue"]); // prettier-ignore
    assert.ok(rows.every(({ success }) => success >= 0 && success <= 1));
    await assert.rejects(successOfPatches(set, COURSE, patch, { out: { ...YELLOW_SQUARE, x: 1 } }), /must lie inside/);
  }).timeout(120_000);
});
