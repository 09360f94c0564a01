import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { PROFILE_NAMES, profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { planTable1, TABLE1_DEFAULTS, targetLabels } from "kernel-helpers/dist/experiments/table1";
import { TRIGGERS } from "kernel-helpers/dist/paper/triggers";
import { paperSet } from "../dataset/small-set";

const volunteers = paperSet({ people: 10, images: { clean: 2 } });
const [smoke, laptop, paper] = PROFILE_NAMES.map((name) => profileNamed(name));

describe("experiments/profiles", () => {
  it("are found by name, and an unknown name lists those there are", () => {
    for (const name of PROFILE_NAMES) assert.equal(profileNamed(name).name, name);
    for (const name of ["full", "", "toString"]) {
      assert.throws(() => profileNamed(name), (e) => e instanceof UserError && e.message.endsWith("smoke, laptop, paper")); // prettier-ignore
    }
  });

  it("cover more and more of the paper's protocol, and the last all of it", () => {
    assert.ok(smoke.triggers.every((trigger) => laptop.triggers.includes(trigger)));
    assert.deepEqual([laptop.triggers, paper.triggers], [TRIGGERS, TRIGGERS]);
    assert.deepEqual([paper.people, paper.images, paper.targetLabels], [10, "paper", 10]);
    assert.ok(smoke.people <= laptop.people && laptop.people <= paper.people);
    assert.ok(smoke.targetLabels <= laptop.targetLabels && laptop.targetLabels <= paper.targetLabels);
    assert.ok(smoke.targetLabels <= smoke.people);
  });

  it("share models: what laptop trains is part of what paper trains", () => {
    const specs = (profile: typeof laptop) =>
      planTable1(volunteers, profile, TABLE1_DEFAULTS).flatMap((cell) =>
        cell.specs.map((spec) => JSON.stringify(spec)),
      );
    const all = new Set(specs(paper));
    assert.equal(all.size, 71);
    assert.equal(specs(laptop).length, 22);
    assert.ok(specs(laptop).every((spec) => all.has(spec)));
  });

  it("attack the same people in a larger profile, and more", () => {
    const few = targetLabels(volunteers, laptop, "2021");
    const all = targetLabels(volunteers, paper, "2021");
    assert.deepEqual(all, volunteers.people);
    assert.equal(new Set(few).size, 3);
    assert.ok(few.every((label) => all.includes(label)));
    assert.notDeepEqual(targetLabels(volunteers, laptop, "another"), few);
  });
});
