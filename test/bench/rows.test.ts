import * as assert from "node:assert/strict";
import { absentRow, isMet, measuredRow } from "../../bench/rows.mjs";
import { markdownTable } from "../../bench/table.mjs";

const row = { name: "a", unit: "s", target: "<= 5", rounds: [7, 4, 5] };

describe("bench/rows", () => {
  it("takes the median of the ratios, not the ratio of the medians", () => {
    const { median, vs } = measuredRow({ ...row, vs: { ratios: [1, 10, 3], of: "b" } });
    assert.equal(median, 5);
    assert.deepEqual(vs, { ratio: 3, of: "b" });
  });

  it("holds the median to the target, and the ratio where there is one", () => {
    assert.equal(isMet(measuredRow(row)), true);
    assert.equal(isMet(measuredRow({ ...row, target: "< 5" })), false);
    const vs = { ratios: [1.4], of: "b" };
    assert.equal(isMet(measuredRow({ ...row, target: ">= 1.5", vs })), false);
    assert.equal(isMet(measuredRow({ ...row, target: ">= 1.4", vs })), true);
    assert.equal(isMet(measuredRow({ ...row, target: "> 1.4", vs })), false);
  });

  it("knows no verdict without a target or a number, and a missed one for what is no number", () => {
    assert.equal(isMet(measuredRow({ ...row, target: "-" })), undefined);
    assert.equal(isMet(absentRow(row, "not there")), undefined);
    assert.equal(isMet({ target: "<= 5", median: NaN }), false);
    assert.equal(isMet({ target: ">= 5", median: NaN }), false);
  });
});

describe("bench/table", () => {
  const cells = (line: string) => line.split("|").map((cell) => cell.trim()).slice(1, -1); // prettier-ignore
  const lineOf = (...rows: Parameters<typeof markdownTable>[0][number][]) => cells(markdownTable(rows).split("\n")[2]);

  it("has a line for each row, under a heading and a rule, all of one width", () => {
    const lines = markdownTable([measuredRow(row), measuredRow({ ...row, name: "a longer name" })]).split("\n");
    assert.equal(lines.length, 4);
    assert.equal(new Set(lines.map((line) => line.length)).size, 1);
    assert.deepEqual(cells(lines[0]), ["what", "median", "unit", "vs", "to reach", "rounds", "note"]);
  });

  it("says the median, the ratio and whether the target is reached", () => {
    const vs = { ratios: [1.234], of: "PyTorch" };
    const measured = measuredRow({ ...row, target: ">= 1.5", rounds: [100.4], vs, note: "n" });
    assert.deepEqual(lineOf(measured), ["a", "100", "s", "1.23 x PyTorch", ">= 1.5: missed", "100", "n"]);
  });

  it("says what is missing and why, on one line", () => {
    assert.deepEqual(lineOf(absentRow(row, "not pretrained"))[6], "not pretrained");
    const failed = { ...row, rounds: [], failure: "it broke:\n  a | b" };
    assert.deepEqual(lineOf(failed), ["a", "not measured", "s", "-", "<= 5", "", "it broke: a / b"]);
  });
});
