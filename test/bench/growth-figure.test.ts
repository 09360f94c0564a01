import * as assert from "node:assert/strict";
import { growthFigure, seriesIn } from "../../bench/growth-figure.mjs";
import { measuredRow } from "../../bench/rows.mjs";

const measured = (part: string, sizes: number[], seconds: (size: number) => number) => ({
  measurement: "growth",
  rows: sizes.flatMap((size) => [
    measuredRow({ name: `${part} ${size}`, unit: "s", target: "-", rounds: [seconds(size)], growth: { part, size } }),
    measuredRow({ name: `${part} ${size}: memory`, unit: "GiB", target: "-", rounds: [1 + size / 100], growth: { part, size } }), // prettier-ignore
  ]),
});
const other = { measurement: "other", rows: [measuredRow({ name: "other", unit: "s", target: "-", rounds: [9] })] };

describe("the picture of growth", () => {
  it("has sizes as multiples of the smallest, and nothing that was measured at one size alone or not for growth", () => {
    const found = seriesIn([measured("classes", [10, 100, 1000], (size) => size / 5), measured("jobs", [100], () => 1), other]); // prettier-ignore
    assert.deepEqual(found, [{ part: "classes", times: [1, 10, 100], seconds: [2, 20, 200], gib: [1.1, 2, 11] }]);
  });

  it("draws time as multiples of the smallest size's beside a line that is linear, and memory; machine by machine", async () => {
    const series = seriesIn([measured("model", [1, 2, 4], (size) => 3 * size ** 2)]);
    const { data, layout, alt } = await growthFigure([{ machine: "here", series }, { machine: "there", series }]); // prettier-ignore
    assert.equal(data.length, 2 * 3);
    const [linear, time, memory] = data as { x: number[]; y: number[] }[];
    assert.deepEqual([linear.x, linear.y], [[1, 4], [1, 4]]); // prettier-ignore
    assert.deepEqual([time.x, time.y], [[1, 2, 4], [1, 4, 16]]); // prettier-ignore
    assert.deepEqual(memory.y, [1.01, 1.02, 1.04]);
    assert.deepEqual(layout.annotations!.map(({ text }) => text), ["here", "there"]); // prettier-ignore
    assert.match(alt, /here: a model, by images: 4 times the size takes 16 times as long and 1.04 GiB\./);
  });
});
