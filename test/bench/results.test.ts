import * as assert from "node:assert/strict";
import { merged } from "../../bench/results.mjs";

const result = (measurement: string, value: number) => ({
  measurement,
  rows: [{ name: measurement, unit: "s", target: "-", rounds: [value], median: value }],
});
const NAMES = ["a", "b", "c"];
const valuesOf = (machines: ReturnType<typeof merged>) =>
  machines.map(({ machine, measured }) => [machine, ...measured.map(({ measurement, rows }) => [measurement, rows[0].median])]); // prettier-ignore

describe("what the bench keeps", () => {
  const here = { machine: "here", measured: [result("b", 1), result("c", 2), result("gone", 3)] };

  it("is the new in place of the old, in the order of the measurements, and nothing that is not measured any more", () => {
    const fresh = { machine: "here", measured: [result("c", 20), result("a", 10)] };
    assert.deepEqual(valuesOf(merged([here], fresh, NAMES)), [["here", ["a", 10], ["b", 1], ["c", 20]]]); // prettier-ignore
  });

  it("is what each machine measured, side by side and never mixed", () => {
    const fresh = { machine: "there", measured: [result("a", 10)] };
    const both = merged([here], fresh, NAMES);
    assert.deepEqual(valuesOf(both), [["here", ["b", 1], ["c", 2]], ["there", ["a", 10]]]); // prettier-ignore
    const again = merged(both, { machine: "here", measured: [result("b", 100)] }, NAMES);
    assert.deepEqual(valuesOf(again), [["here", ["b", 100], ["c", 2]], ["there", ["a", 10]]]); // prettier-ignore
  });

  it("drops a machine of which nothing is measured any more", () => {
    const old = [{ machine: "old", measured: [result("gone", 3)] }];
    assert.deepEqual(valuesOf(merged(old, { machine: "here", measured: [result("a", 1)] }, NAMES)), [["here", ["a", 1]]]); // prettier-ignore
  });

  it("starts from nothing", () => {
    assert.deepEqual(valuesOf(merged([], { machine: "here", measured: [result("b", 5)] }, NAMES)), [["here", ["b", 5]]]); // prettier-ignore
  });
});
