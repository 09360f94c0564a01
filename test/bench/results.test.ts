import * as assert from "node:assert/strict";
import { merged } from "../../bench/results.mjs";

const result = (measurement: string, value: number) => ({
  measurement,
  rows: [{ name: measurement, unit: "s", target: "-", rounds: [value], median: value }],
});
const NAMES = ["a", "b", "c"];
const valuesOf = (measured: ReturnType<typeof merged>) => measured.map(({ measurement, rows }) => [measurement, rows[0].median]); // prettier-ignore

describe("what the bench keeps", () => {
  const old = { machine: "here", measured: [result("b", 1), result("c", 2), result("gone", 3)] };

  it("is the new in place of the old, in the order of the measurements, and nothing that is not measured any more", () => {
    const fresh = { machine: "here", measured: [result("c", 20), result("a", 10)] };
    assert.deepEqual(valuesOf(merged(old, fresh, NAMES)), [["a", 10], ["b", 1], ["c", 20]]); // prettier-ignore
  });

  it("never mixes machines", () => {
    const fresh = { machine: "there", measured: [result("a", 10)] };
    assert.deepEqual(valuesOf(merged(old, fresh, NAMES)), [["a", 10]]);
  });

  it("starts from nothing", () => {
    assert.deepEqual(valuesOf(merged(undefined, { machine: "here", measured: [result("b", 5)] }, NAMES)), [["b", 5]]);
  });
});
