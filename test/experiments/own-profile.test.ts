import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { writeAtomic } from "kernel-helpers/dist/base/files";
import { Seed } from "kernel-helpers/dist/base/seed";
import { imageSet, type ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { findRendered, prepareRendered, renderedState } from "kernel-helpers/dist/dataset/rendered";
import { checkRates, countOf } from "kernel-helpers/dist/experiments/check-rates";
import { ownProfile } from "kernel-helpers/dist/experiments/own-profile";
import { PROFILE_NAMES, profileNamed, renderedProfile } from "kernel-helpers/dist/experiments/profiles";
import { poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets";
import { planTable1 } from "kernel-helpers/dist/experiments/table1";
import type { Condition } from "kernel-helpers/dist/paper/triggers";
import { entry } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

type Counts = Record<string, number>;

/** Entries of people p0, p1, … in conditions of any name. */
const setOf = (people: number, counts: Counts): ImageSet =>
  imageSet(
    "class",
    Array.from({ length: people }, (_, p) =>
      Object.entries(counts).flatMap(([condition, count]) =>
        Array.from({ length: count }, (_, i) => entry(`p${p}`, condition as Condition, i)),
      ),
    ).flat(),
  );
const laptop = renderedProfile("laptop");
const on = (set: ImageSet, asked = {}) => ownProfile(laptop, { set, folder: "/nowhere" }, asked);

describe("experiments/own-profile", () => {
  const local = useTemporaryLocal();
  const set = setOf(5, { clean: 20, cap: 12, gloves: 3 });

  it("has as many people, triggers, targets and rates as the photographs allow, and says what it leaves out", () => {
    const profile = on(set);
    assert.deepEqual([profile.people, profile.triggers, profile.targetLabels], [5, ["cap"], 3]);
    // 80 clean to train on, 60 photographs with the cap: 0.4 takes 53, and 0.4 is the highest rate there is
    assert.deepEqual(profile.injectionRates, laptop.injectionRates);
    assert.match(profile.summary, /class: 175 of 5 people, with cap/);
    assert.ok(profile.warnings.some((warning) => /^Left out: 15 photographs with gloves, .* takes 27 /.test(warning)));
    assert.equal(on(setOf(2, { clean: 20, cap: 20 })).targetLabels, 2);
  });

  it("leaves out the injection rates that some trigger has too few photographs for", () => {
    const profile = on(setOf(5, { clean: 20, cap: 7 })); // 35 of them: 0.3 takes 34, 0.35 takes 43
    assert.deepEqual(profile.injectionRates, [0.05, 0.1, 0.15, 0.2, 0.25]);
    assert.ok(profile.warnings.some((warning) => warning.includes("injection rates 0.3, 0.35, 0.4")));
  });

  it("can train and test every attack that it plans", () => {
    for (const counts of [
      { clean: 20, cap: 12 },
      { clean: 9, cap: 4, mask: 8 },
      { clean: 40, cap: 15 },
    ] as Counts[]) {
      const own = setOf(4, counts);
      const profile = on(own);
      for (const { specs } of planTable1(own, profile)) {
        for (const { attack } of specs) {
          if (!attack) continue;
          const { triggerTest } = poisonDataset(own, attack, new Seed("2021"));
          assert.ok(triggerTest.some(({ person }) => person !== attack.targetLabel));
        }
      }
      checkRates(profile, profile.injectionRates);
    }
  });

  it("asks for less at a lower rate", () => {
    assert.deepEqual(on(set, { rate: 0.1 }).triggers, ["cap", "gloves"]);
  });

  it("refuses one person, and photographs without a trigger to attack with, and says what to do", () => {
    const refused = (few: ImageSet, message: RegExp) =>
      assert.throws(() => on(few), (e) => e instanceof UserError && message.test(e.message)); // prettier-ignore
    refused(setOf(1, { clean: 20, cap: 20 }), /at least two people, and class has 1/);
    refused(setOf(4, { clean: 20 }), /no photographs with a trigger/);
    refused(setOf(4, { clean: 20, cap: 2 }), /8 photographs with cap, .* takes 21 to poison with/);
  });

  it("stands in for the rendered photographs wherever they are asked for, as long as its files are what they were", async () => {
    // The hash of an entry is that of its id: files with the ids in them are the ones that it names.
    const images = set.images.map((image) => ({ ...image, file: local(image.id) }));
    for (const { file, id } of images) writeAtomic(file, id);
    const there = imageSet(set.name, images);
    const profile = on(there);
    assert.equal(findRendered(profile), there);
    assert.deepEqual(renderedState(profile), { done: 175, total: 175 });
    const prepared = await prepareRendered(profile);
    assert.deepEqual([prepared.set, prepared.truth, prepared.rendered, prepared.reused], [there, [], 0, 175]);
    writeAtomic(images[7].file, "another");
    await assert.rejects(prepareRendered(profile), /is damaged \(its checksum does not match\)/);
    assert.equal(
      countOf(profile, (condition) => condition === "cap"),
      60,
    );
  });

  it("leaves the profiles of the rendered people as they are where no data set is chosen", () => {
    for (const name of PROFILE_NAMES) assert.equal(profileNamed(name), renderedProfile(name));
  });
});
