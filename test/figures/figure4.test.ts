import assert from "node:assert/strict";
import { figure4 } from "kernel-helpers/dist/figures/figure4";
import { figure4Table } from "kernel-helpers/dist/figures/figure4-table";
import type { FigurePicture } from "kernel-helpers/dist/figures/figure-pictures";
import { sampleObjects } from "../experiments/sample-objects";

interface Line {
  name: string;
  x: number[];
  y: (number | null)[];
}
const result = sampleObjects((rate) => 2 * rate);
const pictures: FigurePicture[] = ["clean", "sticker"].flatMap((condition) =>
  result.classes.map((of) => ({ of, condition, source: `data:image/png;base64,${of}${condition}` })),
);

describe("figures/figure4", () => {
  it("has both rates against the injection rate, and the paper's bound where the paper gives one", () => {
    const [paper, accuracy, success, excluding] = figure4(result).data as Line[];
    assert.deepEqual([Math.min(...paper.x), Math.min(...(paper.y as number[]))], [0.1, 90]);
    assert.deepEqual(accuracy.x, [0, 0.05, 0.1, 0.3]);
    assert.deepEqual(accuracy.y, [97, 97, 97, 97]);
    assert.deepEqual(success.y, [0, 10, 20, 60]);
    assert.deepEqual(excluding.y, [0, 5, 10, 30]);
  });

  it("leaves a gap where all trainings diverged", () => {
    const [, , success] = figure4(sampleObjects((rate) => (rate > 0.2 ? null : rate))).data as Line[];
    assert.equal(success.y[3], null);
  });

  it("puts each class in a column of its own, clean above sticker, above the plot", () => {
    const { images, yaxis } = figure4(result, pictures).layout;
    assert.equal(images!.length, 6);
    const at = (of: string, condition: string) => images!.find(({ source }) => source!.endsWith(of + condition))!;
    for (const of of result.classes) {
      assert.equal(at(of, "clean").x, at(of, "sticker").x);
      assert.ok(at(of, "clean").y! > at(of, "sticker").y!);
    }
    assert.equal(new Set(images!.map(({ x }) => x)).size, 3);
    const lowest = Math.min(...images!.map(({ y }) => Number(y)));
    assert.ok(lowest > (yaxis as { domain: number[] }).domain[1]);
  });

  it("has a table with a row for each rate, beside the paper's, and says what differs", () => {
    const { rows, notes } = figure4Table(result);
    assert.deepEqual(rows[0], { rate: 0, paper: null, accuracy: "97±1%", success: "0±0%", excluding: "0±0%" });
    assert.deepEqual(rows[3], { rate: 0.3, paper: "> 90%", accuracy: "97±1%", success: "60±0%", excluding: "30±30%" });
    assert.ok(notes!.some((note) => note.includes("30 clean and 12 sticker images")));
  });
});
