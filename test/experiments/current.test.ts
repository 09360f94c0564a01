import assert from "node:assert/strict";
import { committedResult } from "kernel-helpers/dist/experiments/committed";
import { currentResult, knownResult } from "kernel-helpers/dist/experiments/current";
import type { Experiment } from "kernel-helpers/dist/experiments/experiment";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import type { Table1Networks } from "kernel-helpers/dist/experiments/table1";
import { sampleNetworks } from "./sample-table";

const experiment = (id: string, read: () => Table1Networks | undefined): Experiment<Table1Networks> => ({
  id,
  work: () => [],
  run: () => Promise.reject(new Error("nothing is computed to be shown")),
  read,
  measures: () => [],
});

describe("experiments/current", () => {
  const laptop = profileNamed("laptop");

  it("prefers what this machine has computed", () => {
    const own = sampleNetworks();
    assert.equal(currentResult(experiment("table1", () => own), "laptop").origin, "this machine"); // prettier-ignore
    const { result, whose } = knownResult(experiment("table1", () => own), laptop); // prettier-ignore
    assert.equal(result, own);
    assert.match(whose, /^Computed on this machine, profile laptop/);
  });

  it("shows what is committed where nothing is stored, also for a profile of which nothing is committed", () => {
    const none = experiment("table1", () => undefined);
    for (const profile of [laptop, profileNamed("smoke")]) {
      const { result, whose } = knownResult(none, profile);
      assert.deepEqual(result, committedResult<Table1Networks>({ id: "table1" }, "laptop"));
      assert.match(whose, new RegExp(`^Nothing of the ${profile.name} profile .*, profile laptop`));
    }
    assert.equal(currentResult(none, "smoke").origin, "none");
  });

  it("says what to do where there is nothing at all", () => {
    const unknown = experiment("no-such-experiment", () => undefined);
    assert.throws(() => knownResult(unknown, laptop), /no result of no-such-experiment: compute one with/);
  });
});
