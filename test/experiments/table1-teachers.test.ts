import assert from "node:assert/strict";
import { EXPERIMENTS, usualExperiments } from "kernel-helpers/dist/experiments";
import { estimateSeconds } from "kernel-helpers/dist/experiments/experiment";
import { judgedTeachers } from "kernel-helpers/dist/experiments/networks";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import type { Table1Networks } from "kernel-helpers/dist/experiments/table1";
import { fewViews, table1Teachers } from "kernel-helpers/dist/experiments/table1-teachers";
import { table1Table } from "kernel-helpers/dist/figures/table1";
import { TEACHERS } from "kernel-helpers/dist/teachers";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleNetworks, sampleTable, sampleTableOf } from "./sample-table";

const result = sampleNetworks([
  sampleTable(),
  sampleTableOf("mobilenet-vggface2"),
  sampleTableOf("vgg16-imagenet", fewViews("vgg16-imagenet", 32)),
]);

describe("experiments/table1-teachers", () => {
  useTemporaryLocal();

  it("plans Table 1 for every teacher", () => {
    const [, ...teachers] = table1Teachers.work(profileNamed("laptop"));
    assert.deepEqual(teachers.map(({ what }) => what), TEACHERS.map(({ name }) => `models of ${name}`)); // prettier-ignore
    assert.ok(teachers.every(({ total }) => total === 1 + 7 * 3));
  });

  it("takes Table 1's own models where a claim is judged on the teacher, and fewer views elsewhere", () => {
    const seconds = (name: string, teachers: readonly { what: string; cpuSeconds: number }[]) =>
      teachers.find(({ what }) => what === `models of ${name}`)!.cpuSeconds;
    const [all, judged] = [table1Teachers, EXPERIMENTS.find(({ id }) => id === "table1")!].map((experiment) => experiment.work(profileNamed("laptop"))); // prettier-ignore
    for (const name of judgedTeachers()) assert.equal(seconds(name, all), seconds(name, judged), name);
    assert.throws(() => seconds("vgg16-imagenet", judged));
  });

  it("is left out until somebody asks for it", () => {
    const profile = profileNamed("laptop");
    assert.ok(EXPERIMENTS.includes(table1Teachers));
    assert.ok(!usualExperiments(profile).includes(table1Teachers));
    const usual = EXPERIMENTS.find(({ id }) => id === "table1")!;
    assert.ok(estimateSeconds(table1Teachers.work(profile), 2) > estimateSeconds(usual.work(profile), 2));
  });

  it("decides no claim: what is judged stands in Table 1", () => {
    assert.deepEqual(table1Teachers.measures(result), []);
  });
});

const notesOf = (shown: Table1Networks): string => table1Table(shown).notes!.join("\n");

describe("figures/table1 on all networks", () => {
  const table = table1Table(result);

  it("puts each network beside the paper's that it stands in for", () => {
    // Wenger et al., Table 1, dots: DenseNet 90±3 and 96±4, VGG16 98±1 and 100±0
    const dots = table.rows[1];
    assert.equal(dots["mobilenet-vggface2 paperSuccess"], "96±4%");
    assert.equal(dots["vgg16-imagenet paperSuccess"], "100±0%");
    assert.equal(dots["vgg16-imagenet ourSuccess"], "92±2%");
    assert.deepEqual(table.columns.map(({ key }) => key), Object.keys(dots)); // prettier-ignore
    assert.deepEqual(table.groups!.map(({ label, from, to }) => [label, from, to])[2], ["VGG16 / vgg16-imagenet", 11, 15]); // prettier-ignore
  });

  it("says for each on how many views it was trained, and which is a contrast only", () => {
    const notes = notesOf(result);
    assert.match(notes, /^ResNet50 \(stand-in resnet-dlib\): .*; 32 views/m);
    assert.match(notes, /^VGG16 \(stand-in vgg16-imagenet\): .*; 2 views/m);
    assert.match(notes, /vgg16-imagenet learned objects: it is a contrast/);
    assert.match(notes, /Fewer views make small triggers succeed less/);
    assert.doesNotMatch(notesOf(sampleNetworks()), /fewer views|contrast|Nothing stands/i);
  });

  it("says which of the paper's networks has nothing beside it", () => {
    const two = notesOf(sampleNetworks([sampleTable(), sampleTableOf("mobilenet-vggface2")]));
    assert.match(two, /run table1-teachers` makes the table on every network/);
    assert.doesNotMatch(notesOf(result), /run table1-teachers/);
    assert.match(two, /Nothing stands beside the paper's VGG16:/);
  });
});
