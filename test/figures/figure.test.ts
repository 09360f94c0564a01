import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import sharp from "sharp";
import { figureSvg, saveFigure, type FigureSpec } from "kernel-helpers/dist/figures/figure";
import { multiply, parseTransform, transformBox } from "kernel-helpers/dist/figures/geometry";
import { PALETTE } from "kernel-helpers/dist/figures/theme";

const bars: FigureSpec = {
  data: [{ type: "bar", x: ["Dots", "Earring"], y: [90, 15] }],
  layout: { title: { text: "Attack success rate" }, yaxis: { title: { text: "A long axis title (%)" } } },
  alt: "Dots 90 %, earring <15 % & more.",
};
const map: FigureSpec = { data: [{ type: "heatmap", z: [[0, 1]] }], layout: { width: 300, height: 200 }, alt: "x" };

describe("figures/figure", () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-figures-"))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("draws the same bytes twice, whatever was drawn between", async () => {
    const first = await figureSvg(bars);
    await figureSvg(map);
    assert.equal(await figureSvg(bars), first);
    assert.match(first, /<title>Dots 90 %, earring &lt;15 % &amp; more\.<\/title>/);
    assert.match(first, /font-family: Inter/);
  });

  it("draws what the data say, in the theme's colours", async () => {
    const svg = await figureSvg(bars);
    assert.equal(svg.match(/class="point"/g)?.length, 2);
    const [red, green, blue] = PALETTE.blue.match(/[0-9a-f]{2}/g)!.map((pair) => parseInt(pair, 16));
    assert.ok(svg.includes(`rgb(${red}, ${green}, ${blue})`));
  });

  it("saves SVG, a PNG of two pixels for one, and JSON; again, the same bytes", async () => {
    const files = await saveFigure("map", map, folder);
    const bytes = Object.values(files).map((file: string) => fs.readFileSync(file));
    const { width, height } = await sharp(files.png).metadata();
    assert.deepEqual([width, height], [600, 400]);
    assert.deepEqual(JSON.parse(fs.readFileSync(files.json, "utf8")), map);
    await saveFigure("map", map, folder);
    assert.deepEqual(
      Object.values(files).map((file: string) => fs.readFileSync(file)),
      bytes,
    );
  });

  it("leaves what is drawn alone, and draws again what is gone, changed or another figure", async () => {
    const times = async (spec: FigureSpec) => {
      const files = await saveFigure("kept", spec, folder);
      return Object.values(files).map((file: string) => fs.statSync(file).mtimeMs);
    };
    const pngAfter = async (change: () => void) => {
      change();
      await saveFigure("kept", map, folder);
      return fs.readFileSync(png);
    };
    const png = path.join(folder, "kept.png");
    const first = await times(map);
    const bytes = fs.readFileSync(png);
    assert.deepEqual(await times(map), first);
    assert.deepEqual(await pngAfter(() => fs.rmSync(png)), bytes);
    assert.deepEqual(await pngAfter(() => fs.truncateSync(png, 10)), bytes);
    assert.deepEqual(await pngAfter(() => fs.rmSync(path.join(folder, ".drawn"), { recursive: true })), bytes);
    await saveFigure("kept", { ...map, data: [{ type: "heatmap", z: [[1, 0]] }] }, folder);
    assert.notDeepEqual(fs.readFileSync(png), bytes);
  });

  it("draws text in the picture: a figure with a title differs from one without", async () => {
    const { png } = await saveFigure("titled", { ...map, layout: { ...map.layout, title: { text: "Heat" } } }, folder);
    const untitled = await sharp(path.join(folder, "map.png")).raw().toBuffer();
    assert.ok(!(await sharp(png).raw().toBuffer()).equals(untitled));
  });

  it("knows SVG transforms", () => {
    const quarter = parseTransform("translate(10,20) rotate(90)");
    const box = transformBox(quarter, { left: 0, top: 0, right: 4, bottom: 2 });
    const rounded = Object.fromEntries(Object.entries(box).map(([side, value]) => [side, Math.round(value as number)]));
    assert.deepEqual(rounded, { left: 8, top: 20, right: 10, bottom: 24 });
    assert.deepEqual(multiply(parseTransform("scale(2)"), parseTransform("translate(1 3)")), [2, 0, 0, 2, 2, 6]);
  });
});
