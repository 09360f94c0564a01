import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { findClaim } from "kernel-helpers/dist/claims/evaluate";
import { claimsReport, countVerdicts, decidingNumbers, showEvidence } from "kernel-helpers/dist/claims/report";
import { fullClaimsTable } from "kernel-helpers/dist/claims/claims-table";
import { toCsv, toMarkdown } from "kernel-helpers/dist/figures/table";
import { claimDetails, claimsText, countText } from "kernel-helpers/dist/claims/text";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { printedMeasures } from "kernel-helpers/dist/paper/printed-measures";

const rows = claimsReport(printedMeasures());
const nothing = claimsReport(measuresOf([]));

describe("claimsReport", () => {
  it("has a row for each claim, the paper's own numbers beside ours", () => {
    assert.equal(rows.length, 60);
    const c03 = nothing[2];
    assert.deepEqual([c03.claim.id, c03.paper.verdict, c03.ours.verdict], ["C03", "fails", "not measured"]);
    assert.equal(
      decidingNumbers(c03.paper),
      "ASR(DenseNet, white tape) = 81 (not > 90); ASR(DenseNet, sunglasses) = 94 (> 90); 4 more",
    );
  });

  it("counts the verdicts", () => {
    assert.deepEqual(countVerdicts(rows), { holds: 34, fails: 3, "not measured": 23 });
    assert.equal(countText(rows), "holds 34, fails 3, not measured 23 of 60 claims; 4 judged in part");
    assert.equal(countText(nothing.slice(0, 1)), "holds 0, fails 0, not measured 1 of 1 claim");
  });

  it("shows enough digits to see on which side of the bound a number lies", () => {
    const evidence = { label: "ASR(VGG16, dots)", value: 89.9634, bound: "> 90", holds: false, margin: -0.0366 };
    assert.equal(showEvidence(evidence), "ASR(VGG16, dots) = 89.96 (not > 90)");
    assert.match(showEvidence({ ...evidence, value: NaN }), /= undefined/);
  });
});

describe("claims as tables", () => {
  it("have a value or a gap in every column of every row", () => {
    for (const report of [rows, nothing]) {
      const table = fullClaimsTable(report);
      const keys = table.columns.map(({ key }) => key).sort();
      for (const row of table.rows) assert.deepEqual(Object.keys(row).sort(), keys);
    }
  });

  it("escape what Markdown and CSV would misread", () => {
    const c09 = [rows[8]]; // its numbers contain |…| and commas
    const [, , head, rule, line] = toMarkdown(fullClaimsTable(c09)).split("\n");
    const columns = (text: string) => text.split(/(?<!\\)\|/).length;
    assert.deepEqual([columns(rule), columns(line)], [columns(head), columns(head)]);
    assert.match(toCsv(fullClaimsTable(c09)), /"\|ASR\(VGG16, no trigger\) − chance\| = 0/);
    assert.equal(toCsv(fullClaimsTable(rows)).split("\r\n").length, 62); // head, 60 rows, the end of the last line
  });
});

describe("claims as text", () => {
  it("keep to the width", () => {
    for (const width of [80, 120]) {
      const text = [claimsText(rows, width), ...rows.map((row) => claimDetails(row, width))].join("\n");
      const tooLong = text.split("\n").filter((line) => line.length > width);
      assert.deepEqual(tooLong, []);
    }
  });

  it("show predicate, numbers and what is missing in full", () => {
    const text = claimDetails(nothing[7], 100);
    assert.match(text, /^C08 {2}Sunglasses clearly beat earrings on VGG16\./);
    assert.match(text, /predicate {3}ASR\(VGG16,sunglasses,\.25\) - ASR\(VGG16,earrings,\.25\) >= 10/);
    assert.match(
      text,
      /ours {8}not measured\nmissing {5}attack success rate on VGG16 at injection rate 0\.25 \(sunglasses, earrings\)/,
    );
  });
});

describe("findClaim", () => {
  it("takes an id in any case and suggests one for a wrong one", () => {
    assert.equal(findClaim("c07").id, "C07");
    const complaint = (error: unknown) => error instanceof UserError && error.message.includes('no claim "C61"');
    assert.throws(() => findClaim("C61"), complaint);
  });
});
