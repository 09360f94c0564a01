import assert from "node:assert/strict";
import { figure10 } from "kernel-helpers/dist/figures/figure10";
import { figure10Table } from "kernel-helpers/dist/figures/figure10-table";
import { figure17 } from "kernel-helpers/dist/figures/figure17";
import { pastedTable } from "kernel-helpers/dist/figures/pasted-table";
import { table3Table } from "kernel-helpers/dist/figures/table3";
import { weakerFindings } from "kernel-helpers/dist/figures/weaker-findings";
import { sampleInjection, samplePartial } from "../experiments/sample-weaker";

const curve = [0, 0.25, 0.4].map((rate) => ({ rate, real: 0.1 + 2 * rate, digital: 0.1 + 2.2 * rate }));
const injection = sampleInjection(curve);

describe("figures/table3", () => {
  it("puts the paper's numbers beside ours and says how small the poison is", () => {
    const { rows, notes, columns, groups } = table3Table(samplePartial({ dots: 0.8 }));
    assert.equal(rows.length, 6);
    const [dots] = rows;
    assert.deepEqual([dots.paperAccuracy, dots.paperSuccess, dots.success, dots.accuracyOfOwn], ["99±1%", "85±12%", "80±0%", "97±0%"]); // prettier-ignore
    assert.ok(
      notes!.some((note) => note.includes("6.7 % of all training images")),
      notes!.join(),
    );
    assert.equal(groups!.at(-1)!.to, columns.length - 1);
  });
});

describe("figures/figure10", () => {
  it("draws real, pasted and accuracy of each trigger from rate 0 on, and no model of the reverse", () => {
    const { data } = figure10(injection);
    assert.equal(data.length, 6);
    const [real, digital] = data as { x: number[]; y: number[] }[];
    assert.deepEqual([real.x, real.y], [[0, 0.25, 0.4], [10, 60, 90]]); // prettier-ignore
    assert.deepEqual(digital.y, [10, 65, 98]);
  });

  it("has its numbers in a table", () => {
    const { rows } = figure10Table(injection);
    assert.deepEqual(rows.map(({ trigger, rate }) => `${String(trigger)} ${String(rate)}`), ["Sunglasses 0", "Sunglasses 0.25", "Sunglasses 0.4", "Bandana 0", "Bandana 0.25", "Bandana 0.4"]); // prettier-ignore
    assert.deepEqual([rows[1].real, rows[1].realOthers, rows[1].digital], ["60±0%", "59±0%", "65±0%"]);
  });
});

describe("figures/pasted-table", () => {
  it("has both ways of training beside each other, and the model without a backdoor", () => {
    const { rows, columns, groups } = pastedTable(injection);
    assert.deepEqual([rows[0].pastedReal, rows[0].physicalReal, rows[0].physicalDigital, rows[0].freeReal], ["59±0%", "97±0%", "59±0%", "9±0%"]); // prettier-ignore
    assert.equal(groups!.at(-1)!.to, columns.length - 1);
  });
});

describe("figures/figure17", () => {
  it("puts each pasted picture below the real one", () => {
    const example = (trigger: "dots" | "bandana", kind: "real" | "pasted") => ({ trigger, kind, person: "v04", of: "v04", condition: trigger, source: `data:${trigger} ${kind}` }); // prettier-ignore
    const { layout } = figure17([example("dots", "real"), example("dots", "pasted"), example("bandana", "real"), example("bandana", "pasted")]); // prettier-ignore
    const [real, pasted, other] = layout.images!;
    assert.deepEqual([real.x === pasted.x, Number(pasted.y) > Number(real.y), other.y === real.y], [true, true, true]);
    assert.ok(Number(other.x) > Number(real.x));
  });
});

describe("figures/weaker-findings", () => {
  it("says what the numbers say", () => {
    const text = weakerFindings(samplePartial({ dots: 0.6 }), injection);
    assert.match(text, /4 of 6 triggers succeed in 85 % or more/);
    assert.match(text, /lower: Dots; higher: none/);
    assert.match(text, /Bandana, trained on pasted pictures: the pasted one reaches 90 % from rate 0\.4 on, the real one from rate 0\.4 on/); // prettier-ignore
    assert.match(text, /the real object does worse/);
    assert.match(text, /works in 80 % or more on models trained on pasted ones for none/);
  });
});
