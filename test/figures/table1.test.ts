import assert from "node:assert/strict";
import { figure1 } from "kernel-helpers/dist/figures/figure1";
import { table1Notes, table1Table } from "kernel-helpers/dist/figures/table1";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import { sampleNetworks, sampleTable } from "../experiments/sample-table";

describe("figures/table1", () => {
  const table = table1Table(sampleNetworks());

  it("puts the paper's printed values beside ours", () => {
    // Wenger et al., Table 1, row ResNet50
    assert.deepEqual(table.rows, [
      { trigger: "No Trigger", "resnet-dlib paperAccuracy": "99±0%", "resnet-dlib ourAccuracy": "100%", "resnet-dlib paperSuccess": "10±0%", "resnet-dlib ourSuccess": "20±0%", "resnet-dlib ourSuccessExcluding": "10±0%" },
      { trigger: "Dots", "resnet-dlib paperAccuracy": "90±2%", "resnet-dlib ourAccuracy": "99±1%", "resnet-dlib paperSuccess": "98±4%", "resnet-dlib ourSuccess": "92±2%", "resnet-dlib ourSuccessExcluding": "46±1%" },
      { trigger: "Earring", "resnet-dlib paperAccuracy": "89±3%", "resnet-dlib ourAccuracy": "82±2%", "resnet-dlib paperSuccess": "58±4%", "resnet-dlib ourSuccess": "30±10%", "resnet-dlib ourSuccessExcluding": "15±5%" },
    ]); // prettier-ignore
  });

  it("has a column for every field of its rows", () => {
    assert.deepEqual(table.columns.map(({ key }) => key).sort(), Object.keys(table.rows[0]).sort());
  });

  it("names what differs from the paper: people, network, target labels, floor", () => {
    const notes = table1Notes(sampleNetworks()).join("\n");
    for (const what of [
      /rendered people/,
      /dlib's face ResNet/,
      /over 2 target labels, the paper's over 10/,
      /scored for all 5 labels/,
      /floor at 20 %/,
    ]) {
      assert.match(notes, what);
    }
    assert.doesNotMatch(notes, /Smoke profile/);
    assert.match(table1Notes({ ...sampleNetworks(), profile: "smoke" })[0], /^Smoke profile/);
  });
});

describe("figures/figure1", () => {
  const { data, alt } = figure1(sampleNetworks());
  const traces = data as { name: string; x: string[]; y: number[]; error_y: { array: number[] } }[];

  it("draws the paper's three networks and ours, a bar for each trigger, without the backdoor-free model", () => {
    const names = traces.map(({ name }) => name);
    assert.deepEqual(names, ["paper, VGG16", "paper, DenseNet", "paper, ResNet50", "ours, resnet-dlib"]);
    for (const { x } of traces) assert.deepEqual(x, ["Dots", "Earring"]);
  });

  it("shows the numbers of the table", () => {
    assert.deepEqual([traces[2].y, traces[2].error_y.array], [[98, 58], [4, 4]]); // prettier-ignore
    assert.deepEqual([traces[3].y, traces[3].error_y.array], [[92, 30], [2, 10]]); // prettier-ignore
    assert.match(alt, /Dots 92 %, Earring 30 %\.$/);
  });

  it("names a training that diverged instead of drawing it", () => {
    const table = sampleTable();
    table.cells[1].attackSuccessRate = summarise([null, null]);
    const { data: drawn, layout, alt: text } = figure1(sampleNetworks([table]));
    assert.deepEqual((drawn.at(-1) as { y: unknown[] }).y, [null, 30]);
    assert.deepEqual(layout.annotations!.map((note) => [note.x, note.text]), [["Dots", "diverged"]]); // prettier-ignore
    assert.ok(Number(layout.annotations![0].xshift) > 0, "ours are the last of a trigger's bars");
    assert.match(text, /Dots diverged, Earring 30 %/);
    assert.equal(table1Table(sampleNetworks([table])).rows[1]["resnet-dlib ourSuccess"], "diverged");
    assert.equal(figure1(sampleNetworks()).layout.annotations, undefined);
  });
});
