import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { selectFrom, setNamed, SET_NAMES, volunteersFor, type SetSpec } from "kernel-helpers/dist/dataset/set-specs";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";

const countOf = (spec: SetSpec, person: string, isCounted: (condition: string) => boolean = () => true): number =>
  spec
    .conditionsOf(person)
    .filter(({ condition }) => isCounted(condition))
    .reduce((sum, { count }) => sum + count, 0);
const total = (spec: SetSpec, isCounted?: (condition: string) => boolean): number =>
  spec.people.reduce((sum, person) => sum + countOf(spec, person, isCounted), 0);
const isClean = (condition: string) => condition === "clean";

describe("dataset/set-specs", () => {
  it("has the paper's volunteers: 535 clean and 2,670 trigger images, at least 40 and 144 a person", () => {
    for (const spec of [setNamed("volunteers"), volunteersFor(profileNamed("paper"))]) {
      assert.deepEqual([total(spec, isClean), total(spec, (condition) => !isClean(condition))], [535, 2670]);
      for (const person of spec.people) {
        assert.ok(countOf(spec, person, isClean) >= 40);
        assert.ok(countOf(spec, person, (condition) => !isClean(condition)) >= 144);
      }
    }
  });

  it("has 65 others and 240 strangers in sets of their own: nobody is in two of the three", () => {
    const people = ["volunteers", "others", "strangers"].flatMap((name) => setNamed(name).people);
    assert.equal(people.length, 315);
    assert.equal(new Set(people).size, 315);
    assert.equal(total(setNamed("others")), 65 * 30);
    assert.equal(total(setNamed("strangers")), 240 * 20);
  });

  it("takes pairs in shots that a volunteer's conditions share", () => {
    const conditions = setNamed("pairs").conditionsOf("v04");
    assert.equal(conditions.length, 8);
    assert.deepEqual([...new Set(conditions.map(({ shots }) => shots))], ["pairs/v04"]);
  });

  it("gives less of a set, and refuses strangers and numbers that are none", () => {
    const few = selectFrom(setNamed("others"), { people: ["o07"], count: 3 });
    assert.deepEqual([few.people, few.conditionsOf("o07")], [["o07"], [{ condition: "clean", count: 3 }]]);
    const refused = (selection: object, message: RegExp) =>
      assert.throws(() => selectFrom(setNamed("others"), selection), (e) => e instanceof UserError && message.test(e.message)); // prettier-ignore
    refused({ people: ["v01"] }, /the set others has nobody called "v01": its people are o01 … o65/);
    for (const count of [0, -1, 1.5, NaN]) refused({ count }, /whole number of images of at least 1, found/);
    assert.throws(
      () => setNamed("nobody"),
      new RegExp(`unknown set "nobody": expected one of ${SET_NAMES.join(", ")}`),
    );
  });
});
