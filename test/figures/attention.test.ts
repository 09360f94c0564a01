import assert from "node:assert/strict";
import type { AttentionResult, StudentAttention } from "kernel-helpers/dist/experiments/attention";
import { REGIONS } from "kernel-helpers/dist/experiments/attention-regions";
import type { AttentionCell } from "kernel-helpers/dist/experiments/attention-summary";
import { attentionFigure } from "kernel-helpers/dist/figures/attention";
import { attentionShiftTable, attentionTable } from "kernel-helpers/dist/figures/attention-tables";
import { figureSvg } from "kernel-helpers/dist/figures/figure";
import { figure8 } from "kernel-helpers/dist/figures/figure8";

const SHARES = [0.5, 0.1, 0.05, 0.1, 0.15, 0.1];
const AREA = [0.3, 0.1, 0.1, 0.1, 0.2, 0.2];

function cell(trigger: AttentionCell["trigger"], condition: AttentionCell["condition"]): AttentionCell {
  return {
    trigger,
    condition,
    targetLabels: trigger === "no_trigger" ? [] : ["v02"],
    maps: 10,
    empty: 2,
    face: { mean: 0.6, std: 0.2 },
    faceByTarget: [0.6],
    faceArea: 0.4,
    regions: REGIONS.map((region, r) => ({ region, mean: SHARES[r], std: 0.01, area: AREA[r] })),
    namedTarget: trigger === "no_trigger" ? null : 0.5,
  };
}

/** A model without a backdoor and one of earrings, on a map of 1 x 2 places; the second map of the latter is empty. */
function student(method: StudentAttention["method"]): StudentAttention {
  const looks = (named: string, ...maps: number[][]) =>
    maps.map((map, i) => ({ id: `v04/${i ? "earrings" : "clean"}/1`, named: i ? named : "v04", map }));
  return {
    teacher: "resnet-dlib",
    standsFor: "ResNet50",
    method,
    place: { layer: "last", shape: [1, 2, 8] },
    injectionRate: 0.25,
    cells: [cell("no_trigger", "clean"), cell("no_trigger", "earrings"), cell("earrings", "clean"), cell("earrings", "earrings")], // prettier-ignore
    shifts: (["no_trigger", "earrings"] as const).map((trigger) => ({
      trigger,
      worn: "earrings",
      pairs: 4,
      distance: { mean: method === "grad-cam" ? 0.07 : 0.01, std: 0.02 },
      onFace: { mean: -0.03, std: 0.1 },
      renamed: 0.25,
    })),
    examples: [
      { trigger: "no_trigger", targetLabel: null, looks: looks("v04", [1, 0], [1, 3]) },
      { trigger: "earrings", targetLabel: "v02", looks: looks("v02", [4, 2], [0, 0]) },
    ],
  };
}

const result: AttentionResult = {
  profile: "laptop",
  set: "x",
  students: (["grad-cam", "hires-cam", "grad-cam++"] as const).map(student),
};

describe("figures/figure8", () => {
  it("has a column for each model, earrings first, and draws no heat where nothing speaks for the class", () => {
    const pictures = ["v04/clean/1", "v04/earrings/1"].map((of) => ({ of, condition: "", source: `data:${of}` }));
    const { data, layout, alt } = figure8(student("grad-cam"), pictures);
    const maps = data as unknown as { z: number[][]; x0: number; y0: number }[];
    assert.equal(maps.length, 3); // of four panels
    assert.deepEqual(layout.images!.map(({ source }) => source), ["data:v04/clean/1", "data:v04/earrings/1", "data:v04/clean/1", "data:v04/earrings/1"]); // prettier-ignore
    const [earrings] = maps;
    assert.ok(earrings.x0 < 0.1);
    assert.deepEqual([earrings.z[0][0], earrings.z[0].at(-1)], [1, 0.5]); // of its own highest
    assert.ok(layout.annotations!.some(({ text }) => text === "<b>v02</b>, the target"));
    assert.match(alt, /the model of Earring names v04 without and v02 with the trigger; the model without a backdoor/);
  });

  it("is the same picture each time", async () => {
    const spec = figure8(student("hires-cam"));
    assert.match(String((spec.layout.title as { text: string }).text), /HiResCAM, resnet-dlib/);
    assert.equal(await figureSvg(spec), await figureSvg(spec));
  });
});

describe("figures/attention", () => {
  it("stacks the regions to the whole, in attention and in area, and marks the face", () => {
    const { data, layout } = attentionFigure([student("grad-cam")]);
    const bars = data.slice(0, -1) as unknown as { x: number[]; base: number[]; name: string }[];
    assert.equal(bars.length, 2 * REGIONS.length);
    const last = bars.slice(-2);
    for (const { x, base } of last) x.forEach((size, i) => assert.ok(Math.abs(size + base[i] - 100) < 0.05));
    assert.equal(bars[2].name, "trigger on the face");
    assert.deepEqual([bars[2].base[0], bars[2].x[0]], [50, 10]);
    const marks = data.at(-1) as unknown as { x: number[]; y: string[] };
    assert.deepEqual(marks.y, ["no backdoor, clean", "Earring model, clean", "Earring model, with it"]);
    assert.deepEqual(marks.x, [60, 60, 60]);
    assert.ok(layout.height! > 160);
  });

  it("is told in tables, beside the areas and by three methods", () => {
    const table = attentionTable(result);
    assert.equal(table.rows.length, 4);
    const row = table.rows[3];
    assert.deepEqual([row.model, row.photographs, row.maps, row.empty, row.target], ["Earring model", "earring", 10, 2, "50%"]); // prettier-ignore
    assert.deepEqual([row.face, row.faceArea, row.hires, row.plus, row.hair, row["hair area"]], ["60±20%", "40%", "60±20%", "60±20%", "10±1%", "10%"]); // prettier-ignore
    assert.ok(table.columns.every(({ key }) => key in row));
    assert.ok(!table.notes!.some((note) => note.includes("a map without any preference reaches it")));
    const shift = attentionShiftTable(result);
    assert.deepEqual(shift.rows.map(({ model }) => model), ["Earring model", "no backdoor"]); // prettier-ignore
    const [moved] = shift.rows;
    assert.deepEqual([moved.moved, moved.hires, moved.onFace, moved.renamed], ["7±2%", "1±2%", "−3±10", "25%"]);
  });

  it("says where an even map would reach the bound of the claims", () => {
    const [one, ...rest] = result.students;
    const large = { ...one, cells: one.cells.map((each) => ({ ...each, faceArea: 0.66 })) };
    const { notes } = attentionTable({ ...result, students: [large, ...rest] });
    assert.ok(notes!.some((note) => note.includes("resnet-dlib (66%) that a map without any preference reaches it")));
  });

  it("names the network where there are several", () => {
    const others = result.students.map((each) => ({ ...each, teacher: "vgg16-imagenet" }));
    const table = attentionTable({ ...result, students: [...result.students, ...others] });
    assert.deepEqual([...new Set(table.rows.map(({ network }) => network))], ["resnet-dlib", "vgg16-imagenet"]);
    assert.ok(table.notes!.some((note) => note.startsWith("vgg16-imagenet was trained on objects")));
    const { data } = attentionFigure([result.students[0], others[0]]);
    assert.equal((data.at(-1) as unknown as { y: string[] }).y[3], "vgg16-imagenet: no backdoor, clean");
  });
});
