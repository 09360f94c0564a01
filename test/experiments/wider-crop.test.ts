import assert from "node:assert/strict";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { widerCrop } from "kernel-helpers/dist/experiments/wider-crop";
import { TEACHERS, teacherNamed } from "kernel-helpers/dist/teachers";
import { widerCropTable } from "kernel-helpers/dist/figures/wider-crop-table";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleTable } from "./sample-table";

describe("experiments/wider-crop", () => {
  useTemporaryLocal();

  it("plans the usual crop and the wider one for two triggers, as far as the profile has them", () => {
    const models = (name: string) => widerCrop.work(profileNamed(name))[1].total;
    assert.equal(models("laptop"), 2 * (1 + 2 * 3));
    assert.equal(models("smoke"), 2 * (1 + 1 * 2)); // without dots
  });

  it("keeps its control apart from the teachers that stand beside the paper's networks", () => {
    assert.equal(teacherNamed("resnet-dlib-wide").weights, teacherNamed("resnet-dlib").weights);
    assert.ok(TEACHERS.every(({ name }) => name !== "resnet-dlib-wide"));
  });

  it("puts both beside each other", () => {
    const wide = { ...sampleTable(), settings: { ...sampleTable().settings, teacher: "resnet-dlib-wide" } };
    wide.cells[2] = { ...wide.cells[1], trigger: "earrings" };
    const { rows, columns } = widerCropTable({ profile: "laptop", usual: sampleTable(), wide });
    assert.deepEqual(rows[2], { trigger: "Earring", usualAccuracy: "82±2%", wideAccuracy: "99±1%", usualSuccess: "30±10%", wideSuccess: "92±2%" }); // prettier-ignore
    assert.deepEqual(columns.map(({ key }) => key), Object.keys(rows[0])); // prettier-ignore
  });
});
