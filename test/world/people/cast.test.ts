import assert from "node:assert/strict";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { chooseCast } from "kernel-helpers/dist/world/people/cast";
import { castDraw } from "kernel-helpers/dist/world/people/cast-draws";
import { LikenessSpace, unlikeness, type Likeness } from "kernel-helpers/dist/world/people/likeness";
import { OTHER_IDS, resolvePerson, STRANGER_IDS, VOLUNTEER_IDS } from "kernel-helpers/dist/world/people/registry";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import type { HeadModel } from "kernel-helpers/dist/world/types";

describe("the cast", function () {
  this.timeout(60_000);
  let head: HeadModel;
  let space: LikenessSpace;
  before(async () => {
    head = await loadHead();
    space = new LikenessSpace(head);
  });
  const describeAll = (ids: readonly string[]): Likeness[] => ids.map((id) => space.describe(resolvePerson(id)));
  const closest = (people: readonly Likeness[], among: readonly Likeness[]): number =>
    Math.min(...people.flatMap((a) => among.filter((b) => b !== a).map((b) => unlikeness(a, b))));

  it("is what chooseCast chooses (after a change of what is drawn: write its draws into people/cast-draws.ts)", () => {
    const others = OTHER_IDS.slice(0, 10);
    const chosen = chooseCast(head, { others, strangers: [] });
    assert.deepEqual(
      chosen.map(({ id, draw }) => [id, draw]),
      [...VOLUNTEER_IDS, ...others].map((id) => [id, castDraw(id)]),
    );
  });

  it("has no two people alike: faces of the 75 are 4.5 mm apart, those of strangers 3.5 mm from everybody", () => {
    const known = describeAll([...VOLUNTEER_IDS, ...OTHER_IDS]);
    const strangers = describeAll(STRANGER_IDS);
    assert.equal(known.length, 75);
    assert.ok(closest(known, known) > 4.5, `${closest(known, known)} mm`);
    const all = [...known, ...strangers];
    assert.ok(closest(strangers, all) > 3.5, `${closest(strangers, all)} mm`);
  });

  it("measures in millimetres of face: a person is like themselves, and unlike with a beard", () => {
    const [person] = VOLUNTEERS;
    const own = space.describe(person);
    assert.equal(unlikeness(own, space.describe(person)), 0);
    const bearded = { ...person, skin: { ...person.skin, stubble: person.skin.stubble + 0.5 } };
    assert.ok(Math.abs(unlikeness(own, space.describe(bearded)) - 1.5) < 1e-9, "half a beard counts as 1.5 mm");
  });

  it("balances sex, ancestry and age of the others", () => {
    const people = OTHER_IDS.map(resolvePerson);
    const share = (test: (person: (typeof people)[number]) => boolean) => people.filter(test).length / people.length;
    assert.ok(Math.abs(share(({ male }) => male === 1) - 0.5) < 0.02);
    for (const [race, expected] of [
      ["caucasian", 0.4],
      ["african", 0.3],
      ["asian", 0.3],
    ] as const) {
      assert.ok(Math.abs(share((person) => (person.race[race] ?? 0) >= 0.5) - expected) < 0.06, race);
    }
    for (const [from, to] of [
      [20, 30],
      [30, 45],
      [45, 68],
    ]) {
      assert.ok(share(({ age }) => age >= from && age < to) > 0.2, `${from} to ${to} years`);
    }
  });
});
