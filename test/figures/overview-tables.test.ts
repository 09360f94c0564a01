import assert from "node:assert/strict";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { ARTIFACTS } from "kernel-helpers/dist/figures/registry";
import { planTable, teachersTable, trainingTable } from "kernel-helpers/dist/figures/overview-tables";
import { notebookNames } from "kernel-helpers/dist/notebook/execute";
import { TEACHERS } from "kernel-helpers/dist/teachers";

describe("figures/overview-tables", () => {
  it("lists every teacher beside the network that it stands for", () => {
    const { rows, notes } = teachersTable();
    assert.deepEqual(rows.map(({ paper, ours }) => [paper, ours]), TEACHERS.map(({ standsFor, name }) => [standsFor, name])); // prettier-ignore
    for (const [i, { weights, description }] of TEACHERS.entries()) {
      assert.ok(weights.sha256.startsWith(String(rows[i].hash).slice(0, 12)));
      assert.ok(notes!.some((note) => note.includes(description) && note.includes(weights.origin)));
    }
  });

  it("states the paper's set-up as Section 3.2 and 4 have it", () => {
    const { rows } = trainingTable(profileNamed("laptop"));
    const paper = Object.fromEntries(rows.map(({ what, paper }) => [String(what), paper] as const));
    assert.equal(paper["learning rate taken"], "VGG16 0.00001, ResNet50 0.0001, DenseNet 0.01");
    assert.equal(paper["views of a training image"], "flip, rotation to 30°, shift to 10 %");
    assert.equal(paper["injection rate of Table 1"], "0.25");
    assert.equal(paper["target labels"], "10");
    assert.equal(rows.find(({ what }) => what === "target labels")!.ours, "3 of 10, profile laptop");
  });

  it("names a notebook that exists for every figure and table that is regenerated, and all others of the paper", () => {
    const { rows, notes } = planTable();
    assert.deepEqual(rows.slice(0, 3).map(({ artifact }) => artifact), ["Figure 1", "Figure 2", "Figure 3"]); // prettier-ignore
    assert.ok(rows.some(({ artifact }) => artifact === "Table 4 (STRIP)"));
    for (const { title, notebook } of ARTIFACTS) {
      assert.ok(notebookNames().includes(notebook), `${title}: ${notebook}`);
      const own = rows.filter(({ artifact }) => artifact === title || String(artifact).startsWith(`${title} (`));
      const isNamed = own.length > 0 ? own.every((row) => row.notebook === notebook) : notes!.some((note) => note.includes(title)); // prettier-ignore
      assert.ok(isNamed, title);
    }
  });
});
