import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { OTHER_IDS, PEOPLE, resolvePerson, STRANGER_IDS, VOLUNTEER_IDS } from "kernel-helpers/dist/world";
import { Registry, type Source } from "kernel-helpers/dist/world/user/registry";

const source = (things: Record<string, number>): Source<number> => ({
  names: () => Object.keys(things),
  find: (name) => things[name],
});

describe("world/user/registry", () => {
  it("finds things in the order of its sources and names them all once", () => {
    const numbers = new Registry("number", source({ one: 1, two: 2 }));
    numbers.add(source({ two: 22, three: 3 }));
    assert.deepEqual(numbers.names(), ["one", "two", "three"]);
    assert.deepEqual([numbers.resolve("two"), numbers.resolve("three")], [2, 3]);
    assert.deepEqual([numbers.has("three"), numbers.has("four")], [true, false]);
  });

  it("lists what there is when asked for something else", () => {
    const unknown = (e: unknown) => e instanceof UserError && e.message.includes('unknown number "four": expected one of one, two'); // prettier-ignore
    assert.throws(() => new Registry("number", source({ one: 1, two: 2 })).resolve("four"), unknown);
  });

  it("knows ten volunteers, 65 others and 240 strangers, each by one name", () => {
    assert.deepEqual([VOLUNTEER_IDS.length, OTHER_IDS.length, STRANGER_IDS.length], [10, 65, 240]);
    const ids = [...VOLUNTEER_IDS, ...OTHER_IDS, ...STRANGER_IDS];
    assert.equal(new Set(ids).size, 315);
    assert.deepEqual(PEOPLE.names().slice(0, ids.length), ids);
    assert.deepEqual([OTHER_IDS[0], OTHER_IDS[64], STRANGER_IDS[0], STRANGER_IDS[239]], ["o01", "o65", "s001", "s240"]);
    assert.deepEqual(["v10", "o65", "s240"].map((name) => resolvePerson(name).id), ["v10", "o65", "s240"]); // prettier-ignore
    assert.throws(
      () => resolvePerson("v11"),
      /unknown person "v11": expected one of v01 … v10, o01 … o65, s001 … s240/,
    );
  });
});
