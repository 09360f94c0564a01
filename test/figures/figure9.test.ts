import assert from "node:assert/strict";
import { figure9 } from "kernel-helpers/dist/figures/figure9";
import { figure9Area, figure9AreaTable } from "kernel-helpers/dist/figures/figure9-area";
import { figure9Table } from "kernel-helpers/dist/figures/figure9-table";
import { heatColour } from "kernel-helpers/dist/figures/heat-scale";
import { sampleLocations } from "../experiments/sample-places";

interface Drawn {
  mode: string;
  text?: string[];
  fillcolor?: string;
  xaxis?: string;
  x: number[];
  y: number[];
}
const result = sampleLocations(({ distance }) => (distance > 1.1 ? null : 1 - distance / 2));

describe("figures/figure9", () => {
  it("has a cell with its value for every place in every panel, coloured by it", () => {
    const data = figure9(result).data as Drawn[];
    const values = data.filter(({ mode }) => mode === "text");
    assert.deepEqual(values.map(({ text }) => text!.length), [28, 28, 3, 3]); // prettier-ignore
    const cells = data.filter(({ mode, xaxis }) => mode === "lines" && xaxis === "x");
    assert.equal(cells.length, 28);
    assert.equal(values[0].text![0], "100");
    assert.equal(cells[0].fillcolor, heatColour(1));
    assert.equal(cells[1].fillcolor, heatColour(0.85));
  });

  it("marks what the crop cuts away, and leaves out what diverged", () => {
    const { text } = (figure9(result).data as Drawn[]).find(({ mode }) => mode === "text")!;
    assert.equal(text!.filter((value) => value === "–").length, 2); // both at 1.2
    assert.equal(text!.filter((value) => value === "–†").length, 1); // 1.5 below: cut away too
  });

  it("draws a face on every panel, mirrored about the middle", () => {
    const { shapes } = figure9(result).layout;
    assert.equal(new Set(shapes!.map(({ xref }) => xref)).size, 4);
    const paths = shapes!.filter(({ xref }) => xref === "x").map(({ path }) => path!);
    const numbers = (path: string) => path.match(/-?[\d.]+,/g)!.map((x) => Math.abs(parseFloat(x)));
    paths.slice(0, paths.length / 2).forEach((path, i) => assert.deepEqual(numbers(path), numbers(paths[i + paths.length / 2]))); // prettier-ignore
  });

  it("has a table with a row for each place and what is the paper's beside it", () => {
    const { rows, notes, columns } = figure9Table(result);
    assert.equal(rows.length, 28);
    assert.equal(rows[0]["pasted success"], "100±0%");
    assert.equal(rows[5]["few-objects success"], null);
    assert.deepEqual(new Set(Object.keys(rows[0])), new Set(columns.map(({ key }) => key)));
    assert.ok(notes!.some((note) => note.includes("99%") && note.includes("69%")));
  });

  it("tells place from size: points by distance and by area, and strata", () => {
    const { data, alt } = figure9Area(result);
    assert.equal(data.length, 4);
    assert.match(alt, /distance explains 1.00 of the variance between places, area 0.\d\d, both 1.00/);
    const { rows } = figure9AreaTable(sampleLocations(({ distance }) => (distance < 0.5 ? 1 : 0)));
    assert.deepEqual(rows.map((row) => (row["pasted 0"] as string).split(" ")[0]), ["100%", "0%", "0%", "0%"]); // prettier-ignore
  });
});
