import assert from "node:assert/strict";
import { figureSvg } from "kernel-helpers/dist/figures/figure";
import { figure1 } from "kernel-helpers/dist/figures/figure1";
import type { FigurePicture } from "kernel-helpers/dist/figures/figure-pictures";
import { sampleNetworks, sampleTable, sampleTableOf } from "../experiments/sample-table";

/** A white pixel. */
const PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="; // prettier-ignore
const pictureOf = (of: string): FigurePicture => ({ of, condition: of, source: PIXEL });

describe("figures/figure1", () => {
  const table = sampleNetworks();
  const triggers = sampleTable()
    .cells.map(({ trigger }) => trigger)
    .filter((trigger) => trigger !== "no_trigger");

  it("has the bars of the paper's three networks and ours for every trigger, and no pictures unless they are given", () => {
    const { data, layout } = figure1(table);
    assert.equal(data.length, 4);
    for (const trace of data) assert.equal((trace as { x: string[] }).x.length, triggers.length);
    assert.equal(layout.images, undefined);
  });

  it("has bars for each network of ours, in the colour of its place in the paper's order", () => {
    const { data, alt } = figure1(sampleNetworks([sampleTableOf("mobilenet-vggface2"), sampleTable()]));
    const ours = (data as { name: string; marker: { color: string } }[]).slice(3);
    assert.deepEqual(ours.map(({ name }) => name), ["ours, mobilenet-vggface2", "ours, resnet-dlib"]); // prettier-ignore
    assert.equal(new Set((data as { marker: { color: string } }[]).map(({ marker }) => marker.color)).size, 5);
    assert.match(alt, /mobilenet-vggface2, beside the paper's DenseNet: Dots 92 %, Earring 30 %\. Our resnet-dlib/);
  });

  it("puts each trigger's picture under its bars, in whatever order they come, and into the SVG", async () => {
    const spec = figure1(table, [...triggers].reverse().map(pictureOf));
    assert.deepEqual(spec.layout.images!.map(({ x }) => x), [...triggers.keys()]); // prettier-ignore
    const [bottom] = (spec.layout.yaxis as { domain: number[] }).domain;
    for (const { y, sizey } of spec.layout.images!)
      assert.ok(Number(y) + sizey! < bottom, "a picture lies over the bars");
    const svg = await figureSvg(spec);
    assert.equal(svg.split(PIXEL).length - 1, triggers.length);
  });

  it("shows only triggers of the table", () => {
    assert.deepEqual(figure1(table, [pictureOf("hat")]).layout.images, []);
  });
});
