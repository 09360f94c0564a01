import assert from "node:assert/strict";
import fc from "fast-check";
import { cam } from "kernel-helpers/dist/cam/cam";
import { explain, gradientsOf, usualMethod } from "kernel-helpers/dist/cam/explain";
import type { FeatureMap } from "kernel-helpers/dist/cam/feature-map";
import { gradCam } from "kernel-helpers/dist/cam/grad-cam";
import { gradCamPlusPlus } from "kernel-helpers/dist/cam/grad-cam-plus-plus";
import { hiResCam } from "kernel-helpers/dist/cam/hires-cam";
import { partTrunk } from "kernel-helpers/dist/cam/parted-trunk";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { largestDifference, noise, PICTURE, toyStudent, toyTeacher } from "./toy-student";

const random = (seed: number): FeatureMap => ({ values: noise(seed, 4 * 3 * 2), height: 4, width: 3, channels: 2 });

describe("cam/explain", () => {
  it("derives scores as finite differences do", async () => {
    for (const kind of ["flat", "pooled", "linear"] as const) {
      const student = await toyStudent(kind);
      const map = student.trunk.mapOf(PICTURE);
      for (const classNumber of [0, 2]) {
        const { values } = gradientsOf(student, map, classNumber);
        for (const i of [0, 7, 31, 64, 124]) {
          const scoreAt = (by: number) => {
            const moved = map.values.slice();
            moved[i] += by;
            return explain(student, { ...map, values: moved }).scores[classNumber];
          };
          const step = 2 ** -7; // far smaller than the distance to the next kink of a ReLU; float32 keeps 1e-5 of it
          const slope = (scoreAt(step) - scoreAt(-step)) / (2 * step);
          assert.ok(
            Math.abs(slope - values[i]) < 0.02 + 1e-3 * Math.abs(slope),
            `${kind} ${i}: ${slope}, ${values[i]}`,
          );
        }
      }
      student.dispose();
    }
  });

  it("leaves its arguments alone", () => {
    const map = random(1);
    const gradients = random(2);
    const [mapBefore, gradientsBefore] = [map.values.slice(), gradients.values.slice()];
    const weights = [1, -2];
    for (const method of [gradCam, gradCamPlusPlus, hiResCam]) method(map, gradients);
    cam(map, weights);
    assert.deepEqual([map.values, gradients.values, weights], [mapBefore, gradientsBefore, [1, -2]]);
  });

  it("explains without touching the picture or the map, and frees everything", async () => {
    const { memory } = loadEngine();
    const before = memory().numTensors;
    const student = await toyStudent("pooled");
    const open = memory().numTensors;
    const picture = PICTURE.slice();
    const map = student.trunk.mapOf(picture);
    const values = map.values.slice();
    for (const method of ["grad-cam", "grad-cam++", "hires-cam"] as const) explain(student, map, { method });
    assert.deepEqual([picture, map.values], [PICTURE, values]);
    assert.equal(memory().numTensors, open);
    student.dispose();
    assert.equal(memory().numTensors, before);
  });

  it("does not depend on the scale of the score, and Grad-CAM not on what speaks against the class elsewhere", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.double({ min: 0.1, max: 50, noNaN: true }), (seed, factor) => {
        const map = random(seed);
        const gradients = random(seed + 1000);
        const larger = { ...gradients, values: gradients.values.map((g) => g * factor) };
        const [once, scaled] = [gradCam(map, gradients).values, gradCam(map, larger).values];
        assert.ok(largestDifference(once.map((value) => value * factor), scaled) < 1e-4 * factor); // prettier-ignore
        assert.ok(once.every((value) => value >= 0));
        assert.ok(gradCamPlusPlus(map, gradients).values.every((value) => value >= 0));
      }),
    );
  });

  it("uses Zhou's method only where the student is made for it, and says so otherwise", async () => {
    const student = await toyStudent("pooled");
    const map = student.trunk.mapOf(PICTURE);
    assert.equal(usualMethod(student), "grad-cam");
    assert.equal(explain(student, map).method, "grad-cam");
    assert.throws(() => explain(student, map, { method: "cam" }), /one linear layer.*use "grad-cam"$/);
    student.dispose();
  });

  it("names what is wrong in one sentence", async () => {
    const student = await toyStudent("flat");
    const map = student.trunk.mapOf(PICTURE);
    assert.throws(() => explain(student, map, { classNumber: 3 }), /the classes 0 … 2, and none of number 3$/);
    assert.throws(() => student.trunk.mapOf(new Float32Array(75)), /expected a picture of 12 x 12 x 3 numbers, found 75 numbers/); // prettier-ignore
    assert.throws(() => explain(student, { ...map, height: 4 }), /4 x 5 places and 5 channels has 100 numbers, found 125/); // prettier-ignore
    assert.throws(() => cam(map, [1, 2]), /5 channels and there are 2 weights/);
    assert.throws(() => gradCam(map, random(1)), /the map is 5 x 5 x 5 and its gradients are 4 x 3 x 2/);
    student.dispose();
    const before = loadEngine().memory().numTensors;
    await assert.rejects(partTrunk(toyTeacher(true), "conv9"), /^UserError: toy has no layer "conv9"; its layers with a map are first, last, mean$/); // prettier-ignore
    assert.equal(loadEngine().memory().numTensors, before);
  });

  it("draws at another layer that is asked for", async () => {
    const trunk = await partTrunk(toyTeacher(true), "first");
    const map = trunk.mapOf(PICTURE);
    assert.ok(map.values.some((value) => value < 0)); // before the ReLU
    assert.equal(trunk.isGlobalMean, false);
    trunk.dispose();
  });
});
