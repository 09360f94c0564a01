import assert from "node:assert/strict";
import { defenseFindings } from "kernel-helpers/dist/figures/defense-findings";
import { defenseReadings } from "kernel-helpers/dist/figures/defense-readings";
import { defenseShares, defenseSharesTable } from "kernel-helpers/dist/figures/defense-shares";
import { defenseTextTable } from "kernel-helpers/dist/figures/defense-text-table";
import { table4Table } from "kernel-helpers/dist/figures/table4";
import { table6Table } from "kernel-helpers/dist/figures/table6";
import { sampleDefenses } from "../experiments/sample-defenses";

describe("figures of the defenses", () => {
  const result = sampleDefenses();

  it("Table 4 has the paper beside ours, with chance and ceiling", () => {
    const { rows } = table4Table(result);
    assert.equal(rows.length, 8);
    const [dots] = rows;
    assert.equal(dots["neural_cleanse paper"], "60%");
    assert.equal(dots["spectral_signatures paper"], "44±10%");
    assert.equal(dots["spectral_signatures ours"], "43±10%"); // 35, 60 and 60 of 120
    assert.equal(dots["spectral_signatures chance"], "38%");
    assert.equal(dots["spectral_signatures ceiling"], "50%");
    assert.equal(dots["strip ours"], "30±0%");
    assert.equal(rows.at(-1)!["strip paper"], null, "the paper has no digital control");
  });

  it("the text's numbers have their range, and what is missing is left out", () => {
    const { rows } = defenseTextTable({ ...result, cleanse: [] });
    assert.deepEqual([rows[0].fpr, rows[0].fnr, rows[0].drop], ["58 … 74%", "35 … 76%", "< 2"]);
    assert.equal(rows[1].anomaly, null);
    assert.equal(rows[1].drop, "1±0");
    assert.equal(rows[1].fnr, "50±17%"); // 35, 60 and 85 of 120 are found
    assert.equal(defenseTextTable(result).rows[1].anomaly, "1.50");
  });

  it("has every reading, a row each", () => {
    const { rows } = defenseReadings(result);
    assert.equal(rows.length, 2 * 3 + 2 * 5 + 2);
    assert.equal(rows[6]["physical found"], "50±17%");
  });

  it("draws chance and ceiling behind every defense, and says what it shows", () => {
    const { data, alt } = defenseShares(result);
    assert.equal(data.length, 4 * 2 + 3 * 2);
    assert.match(alt, /Digital patch: at 60% of the class/);
    const { rows } = defenseSharesTable(result);
    assert.equal(rows.length, 4);
    // Neural Cleanse was tried on the digital patch where it is a minority
    assert.deepEqual(rows.map(({ cleanse }) => cleanse !== null), [true, false, false, false]); // prettier-ignore
    assert.equal(rows[0]["cleanse target"], "0%");
    assert.match(defenseFindings(result), /Where poison is 35% of its class, .* target it flags: Digital patch 0%\./);
  });

  it("Table 6 gives the paper's range and our readings", () => {
    const { rows, columns } = table6Table(result);
    assert.equal(rows[0].paper, "0.33 … 0.86");
    assert.equal(rows[0]["0"], "0.60±0.00");
    assert.equal(columns.length, 2 + 10);
  });
});
