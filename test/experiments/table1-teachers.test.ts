import assert from "node:assert/strict";
import { EXPERIMENTS, usualExperiments } from "kernel-helpers/dist/experiments";
import { estimateSeconds } from "kernel-helpers/dist/experiments/experiment";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { FEW_VIEWS, table1Teachers, type Table1Teachers } from "kernel-helpers/dist/experiments/table1-teachers";
import { table1Experiment } from "kernel-helpers/dist/experiments/table1-experiment";
import type { Table1 } from "kernel-helpers/dist/experiments/table1";
import { table1TeachersTable } from "kernel-helpers/dist/figures/table1-teachers";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { TEACHERS, teacherNamed } from "kernel-helpers/dist/teachers";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleTable } from "./sample-table";

function tableOf(teacher: string): Table1 {
  const table = sampleTable();
  const { standsFor } = teacherNamed(teacher);
  return { ...table, settings: { ...table.settings, teacher }, cells: table.cells.map((cell) => ({ ...cell, teacher, standsFor })) }; // prettier-ignore
}

const result: Table1Teachers = {
  profile: "laptop",
  tables: [
    { views: 32, table: tableOf("resnet-dlib") },
    { views: FEW_VIEWS, table: tableOf("mobilenet-vggface2") },
    { views: FEW_VIEWS, table: tableOf("vgg16-imagenet") },
  ],
};

describe("experiments/table1-teachers", () => {
  useTemporaryLocal();

  it("plans Table 1 for every teacher, on Table 1's own models for its own teacher", () => {
    const [, ...teachers] = table1Teachers.work(profileNamed("laptop"));
    assert.deepEqual(teachers.map(({ what }) => what), TEACHERS.map(({ name }) => `models of ${name}`)); // prettier-ignore
    assert.ok(teachers.every(({ total }) => total === 1 + 7 * 3));
  });

  it("is left out until somebody asks for it", () => {
    const profile = profileNamed("laptop");
    assert.ok(EXPERIMENTS.includes(table1Teachers));
    assert.ok(!usualExperiments(profile).includes(table1Teachers));
    const longest = EXPERIMENTS.map((experiment) => estimateSeconds(experiment.work(profile), 2));
    assert.equal(Math.max(...longest), estimateSeconds(table1Teachers.work(profile), 2));
  });

  it("speaks in the claims for the networks that know faces, each once, and leaves Table 1 its own", () => {
    const entries = [...table1Experiment().measures(sampleTable()), ...table1Teachers.measures(result)];
    const measures = measuresOf(entries); // refuses two numbers of the same name
    assert.deepEqual(measures.values("arch", { experiment: "attack", trigger: "dots" }), ["ResNet50", "DenseNet"]);
    assert.deepEqual(table1Teachers.measures({ ...result, tables: [result.tables[0], result.tables[2]] }), []);
  });
});

describe("figures/table1-teachers", () => {
  const table = table1TeachersTable(result);

  it("puts each network beside the paper's that it stands in for", () => {
    // Wenger et al., Table 1, dots: DenseNet 90±3 and 96±4, VGG16 98±1 and 100±0
    const dots = table.rows[1];
    assert.equal(dots["mobilenet-vggface2 paperSuccess"], "96±4%");
    assert.equal(dots["vgg16-imagenet paperSuccess"], "100±0%");
    assert.equal(dots["vgg16-imagenet ourSuccess"], "92±2%");
    assert.deepEqual(table.columns.map(({ key }) => key), Object.keys(dots)); // prettier-ignore
    assert.deepEqual(table.groups!.map(({ label, from, to }) => [label, from, to])[2], ["vgg16-imagenet (VGG16)", 9, 12]); // prettier-ignore
  });

  it("says for each on how many views it was trained, and which is a contrast only", () => {
    const notes = table.notes!.join("\n");
    assert.match(notes, /^resnet-dlib: .*; 32 views/m);
    assert.match(notes, /^mobilenet-vggface2: .*; 8 views/m);
    assert.match(notes, /learned objects is a contrast/);
  });
});
