import assert from "node:assert/strict";
import type { InjectionRates } from "kernel-helpers/dist/experiments/injection-rates";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { artifactFigure, shownIn } from "kernel-helpers/dist/figures/artifact-figures";
import { otherArtifactsFigure, othersIn } from "kernel-helpers/dist/figures/artifact-others";
import { artifactTable } from "kernel-helpers/dist/figures/artifact-tables";
import { figure1 } from "kernel-helpers/dist/figures/figure1";
import { figure3 } from "kernel-helpers/dist/figures/figure3";
import { figureSvg } from "kernel-helpers/dist/figures/figure";
import { warnedFigure, warningsOf } from "kernel-helpers/dist/figures/own-warnings";
import { toCsv, toMarkdown, toText } from "kernel-helpers/dist/figures/table";
import { toHtml, toLatex } from "kernel-helpers/dist/figures/table-markup";
import { agreementSentence, table1Notes, table1Table } from "kernel-helpers/dist/figures/table1";
import type { Trigger } from "kernel-helpers/dist/paper/triggers";
import { sampleArtifacts } from "../experiments/sample-artifacts";
import { sampleNetworks, sampleTable } from "../experiments/sample-table";

const own = { name: "class-3b", warnings: ["Few people: with 4, a guess is right often.", "Few photographs."] };
const cap = "red_cap" as Trigger;
const table = sampleTable();
const cells = table.cells.map((cell) => (cell.trigger === "dots" ? { ...cell, trigger: cap } : cell));
const mine = { ...sampleNetworks([{ ...table, cells }]), own };

describe("figures/own-warnings", () => {
  it("stand above a table in every form, before its first number, and not in the raw numbers", () => {
    const shown = table1Table(mine);
    assert.deepEqual(shown.warnings, ["Your own photographs: class-3b.", ...own.warnings]);
    for (const text of [toMarkdown(shown), toText(shown), toHtml(shown), toLatex(shown)]) {
      for (const warning of shown.warnings) assert.ok(text.indexOf(warning) > 0, warning);
      assert.ok(text.indexOf("Few people") < text.indexOf("red cap"));
    }
    assert.ok(!toCsv(shown).includes("Few people"));
    assert.match(table1Notes(mine).join(" "), /Ours: photographs of your own;/);
    assert.match(agreementSentence(mine), /^Photographs of your own/);
  });

  it("stand under a figure's title, for which it grows, and nowhere on figures of rendered people", async () => {
    const [bare, warned] = [figure1({ ...mine, own: undefined }), figure1(mine)];
    const titleOf = ({ layout }: typeof bare) => (layout.title as { text: string }).text;
    assert.ok(titleOf(warned).startsWith(titleOf(bare)));
    for (const warning of warningsOf(mine))
      assert.ok(titleOf(warned).includes(warning) && warned.alt.includes(warning));
    const grown = warned.layout.height! - bare.layout.height!;
    assert.ok(grown >= 3 * 20.8, `${grown} pixels for three lines`);
    assert.equal(warned.layout.margin!.t! - bare.layout.margin!.t!, grown);
    assert.deepEqual(warned.data, bare.data);
    assert.equal(warnedFigure(bare, {}), bare);
    assert.ok((await figureSvg(warned)).includes("Few people"));
  });

  it("leave a legend where it was from the foot", () => {
    const layout = { height: 400, margin: { t: 80 }, legend: { yref: "container", y: 0.9 }, title: { text: "t" } } as const; // prettier-ignore
    const { height, legend } = warnedFigure({ data: [], layout, alt: "" }, mine).layout;
    assert.ok(Math.abs(legend!.y! * height! - 0.9 * 400) < 1e-9);
  });
});

describe("figures of triggers that the paper does not have", () => {
  it("have no number of the paper's for them, and ours by their own name", () => {
    const rows = table1Table(mine).rows;
    assert.equal(rows[1].trigger, "red cap");
    assert.deepEqual([rows[1]["resnet-dlib paperSuccess"], rows[1]["resnet-dlib ourSuccess"]], [null, "92±2%"]);
    assert.equal(rows[2]["resnet-dlib paperSuccess"], "58±4%");
    const [vgg16] = figure1(mine).data as { x: string[]; y: (number | null)[] }[];
    assert.deepEqual(
      [vgg16.x, vgg16.y],
      [
        ["red cap", "Earring"],
        [null, 69],
      ],
    );
  });

  it("are drawn alone in Figure 3", () => {
    const { settings, cells: all } = table;
    const rates = all.slice(1).map((cell) => ({ ...cell, trigger: cell.trigger === "dots" ? cap : cell.trigger }));
    const result: InjectionRates = { profile: "laptop", settings, set: table.set, cells: rates };
    const names = (figure3(result).data as { name: string }[]).map(({ name }) => name);
    assert.equal(
      names.filter((name) => name.includes("paper")).length,
      2,
      "earrings have both rates, the cap has none",
    );
    assert.equal(names.filter((name) => name.includes("ours")).length, 4);
    assert.equal(TABLE1_DEFAULTS.injectionRate, 0.25);
  });

  it("stand in Figures 5 to 7 where the paper's two are missing", () => {
    const result = sampleArtifacts((share) => [0.9 - 0.1 * share, 0.8], [cap, "dots", "mask" as Trigger]);
    assert.deepEqual([shownIn(result), othersIn(result)], [[cap, "dots"], ["mask"]]);
    assert.ok(artifactTable(result, "gaussian_blur").rows.some(({ trigger }) => trigger === "red cap"));
    for (const figure of [artifactFigure(result, "gaussian_blur"), otherArtifactsFigure(result)]) {
      assert.ok(figure.data.length > 0);
      assert.doesNotMatch(JSON.stringify(figure), /NaN|undefined/);
    }
    const few = sampleArtifacts(() => [0.9, 0.8], ["sunglasses"]);
    assert.deepEqual([shownIn(few), othersIn(few)], [["sunglasses"], []]);
    assert.deepEqual(otherArtifactsFigure(few).data, []);
  });
});
