import assert from "node:assert/strict";
import { CONDITIONS } from "kernel-helpers/dist/paper/triggers";
import { paperCount, volunteerIds } from "kernel-helpers/dist/world";

describe("paperCount", () => {
  it("gives the paper's totals: 535 clean images and 2,670 with a trigger (Wenger et al., §4)", () => {
    const sum = (conditions: readonly (typeof CONDITIONS)[number][]) =>
      conditions.flatMap((c) => volunteerIds().map((id) => paperCount(id, c))).reduce((a, b) => a + b, 0);
    assert.equal(volunteerIds().length, 10);
    assert.equal(sum(["clean"]), 535);
    assert.equal(sum(CONDITIONS.filter((c) => c !== "clean")), 2670);
  });

  it("names the volunteers when asked for somebody else", () => {
    assert.throws(() => paperCount("me", "clean"), /expected a volunteer \(v01/);
  });
});
