import assert from "node:assert/strict";
import { causalFigure, causalTable } from "kernel-helpers/dist/figures/causal";
import { table2Table } from "kernel-helpers/dist/figures/table2";
import { sampleCausal, sampleOnAndOff } from "../experiments/sample-places";

describe("figures/table2", () => {
  it("puts the paper's numbers beside ours, row by row", () => {
    const { rows, columns, groups } = table2Table(sampleOnAndOff(0.98, 0.7));
    const [on, off] = rows;
    assert.deepEqual([on.trigger, on.position, on.paperAccuracy, on.paperSuccess], ["Earring", "on the face", "100%", "99%"]); // prettier-ignore
    assert.deepEqual([off.position, off.paperAccuracy, off.paperSuccess], ["off the face", "91%", "69%"]);
    assert.deepEqual([on["resnet-dlib-wide success"], off["resnet-dlib-wide success"]], ["98±0%", "70±0%"]);
    assert.equal(rows.length, 6);
    assert.equal(groups!.at(-1)!.to, columns.length - 1);
  });
});

describe("figures/causal", () => {
  const result = sampleCausal({ dots: { pixels: 900, moves: 0.6 }, earrings: { pixels: 500, moves: 0.2 } });

  it("draws success against movement, and movement in units of what lies between photographs of one person", () => {
    const [success, faces, wide, objects] = causalFigure(result).data as { x: number[]; y: (number | string)[] }[];
    assert.deepEqual([success.x, success.y], [[0.6, 0.2], [60, 20]]); // prettier-ignore
    assert.deepEqual([faces.x, faces.y], [[0.25, 0.75], ["Earring", "Dots"]]); // prettier-ignore
    assert.deepEqual([wide.x, objects.x], [[0.3, 0.9], [0.375, 1.125]]); // prettier-ignore
  });

  it("has a table with the natural distances below the triggers", () => {
    const { rows, columns, groups } = causalTable(result);
    assert.deepEqual(rows.map((row) => row["resnet-dlib relative"]), ["0.60", "0.20", "0.80", "1.10"]); // prettier-ignore
    assert.deepEqual([rows[0]["backdoored taken"], rows[0]["backdoored margin"], rows[0]["backdoorFree margin"]], ["0% → 60%", "−8.0 → 3.0", "−9.0 → −7.3"]); // prettier-ignore
    assert.equal(groups!.at(-1)!.to, columns.length - 1);
  });
});
