import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { cam } from "kernel-helpers/dist/cam/cam";
import { explain, gradientsOf, usualMethod } from "kernel-helpers/dist/cam/explain";
import type { ActivationMap, FeatureMap } from "kernel-helpers/dist/cam/feature-map";
import { gradCam } from "kernel-helpers/dist/cam/grad-cam";
import { gradCamPlusPlus } from "kernel-helpers/dist/cam/grad-cam-plus-plus";
import { hiResCam } from "kernel-helpers/dist/cam/hires-cam";
import { resizeMap } from "kernel-helpers/dist/cam/resize";
import { FILTERS, largestDifference, noise, PICTURE, SIDE, toyStudent } from "./toy-student";

interface PeerCase {
  pooled: boolean;
  classNumber: number;
  activations: number[];
  gradients: number[];
  scores: number[];
  "grad-cam": { map: number[]; scaled: number[] };
  "grad-cam++": { map: number[]; scaled: number[] };
  "hires-cam": { map: number[]; scaled: number[] };
}
interface Golden {
  peer: PeerCase[];
  zhou: { classNumber: number; map: number[]; scaled: number[]; scores: number[] }[];
  resize: { from: [number, number]; to: [number, number]; seed: number; values: number[] }[];
}
/** Written by test/reference/class-activation-maps.py. */
const golden = JSON.parse(
  fs.readFileSync(path.join(projectRoot(), "test/reference/class-activation-maps.json"), "utf8"),
) as Golden;

const MAP = { height: 5, width: 5, channels: FILTERS };
/** Sums of a few dozen float32 products in another order. */
const CLOSE = 2e-5;

const mapOf = (values: readonly number[]): FeatureMap => ({ ...MAP, values: Float32Array.from(values) });
const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values));

const atSize = (map: ActivationMap) => resizeMap(map, { height: SIDE, width: SIDE });

/** From its least to its greatest value, 0 … 1: as both packages show a map. */
function stretched({ values, ...sides }: ActivationMap): ActivationMap {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { ...sides, values: values.map((value) => (high > low ? (value - low) / (high - low) : 0)) };
}

describe("cam beside pytorch-grad-cam and Zhou et al.", () => {
  for (const [i, peer] of golden.peer.entries()) {
    it(`has the peer's maps from the peer's activations and gradients, case ${i}`, () => {
      const [map, gradients] = [mapOf(peer.activations), mapOf(peer.gradients)];
      const plain = gradCam(map, gradients).values;
      assert.ok(largestDifference(plain, peer["grad-cam"].map) < CLOSE * (1 + largest(plain)));
      const own = hiResCam(map, gradients).values;
      assert.ok(largestDifference(own, peer["hires-cam"].map) < CLOSE * (1 + largest(own)));
      // The peer adds 1e-6 to the denominator of Eq. 19, which is at least 2 g^2: g is at least 0.02 here.
      const plus = gradCamPlusPlus(map, gradients).values;
      assert.ok(largestDifference(plus, peer["grad-cam++"].map) < 3e-4 * largest(plus));
    });

    it(`has the peer's gradients, scores and maps from a picture, case ${i}`, async () => {
      const student = await toyStudent(peer.pooled ? "pooled" : "flat");
      const map = student.trunk.mapOf(PICTURE);
      assert.ok(largestDifference(map.values, peer.activations) < CLOSE);
      const { classNumber } = peer;
      const gradients = gradientsOf(student, map, classNumber);
      assert.ok(largestDifference(gradients.values, peer.gradients) < CLOSE * largest(gradients.values));
      for (const method of ["grad-cam", "grad-cam++", "hires-cam"] as const) {
        const explained = explain(student, map, { method, classNumber });
        assert.equal(explained.method, method);
        assert.ok(largestDifference(explained.scores, peer.scores) < CLOSE * largest(peer.scores.map(Math.abs)));
        assert.equal(explained.named, peer.scores.indexOf(largest(peer.scores)));
        assert.ok(largestDifference(stretched(atSize(explained.map)).values, peer[method].scaled) < 1e-3);
      }
      student.dispose();
    });
  }

  it("has one case in which nothing speaks for the class", () => {
    const empty = golden.peer.filter((peer) => largest(peer["grad-cam"].map) === 0);
    assert.equal(empty.length, 1);
  });

  it("has Zhou's maps where the student pools and has one linear layer, and takes that method by itself", async () => {
    const student = await toyStudent("linear");
    assert.equal(usualMethod(student), "cam");
    const map = student.trunk.mapOf(PICTURE);
    for (const zhou of golden.zhou) {
      const { classNumber } = zhou;
      const explained = explain(student, map, { classNumber });
      assert.equal(explained.method, "cam");
      assert.ok(largestDifference(explained.map.values, zhou.map) < CLOSE);
      assert.ok(largestDifference(atSize(stretched(explained.map)).values, zhou.scaled) < CLOSE);
      assert.ok(largestDifference(explained.scores, zhou.scores) < CLOSE);
      // and Grad-CAM and HiResCAM are its positive part, divided by the number of places
      const positive = zhou.map.map((value) => Math.max(value, 0) / 25);
      for (const method of ["grad-cam", "hires-cam"] as const) {
        assert.ok(largestDifference(explain(student, map, { method, classNumber }).map.values, positive) < CLOSE);
      }
      // its mean is the score without the bias
      const mean = explained.map.values.reduce((sum, value) => sum + value, 0) / 25;
      assert.ok(Math.abs(mean + noise(8, 3)[classNumber] - explained.scores[classNumber]) < CLOSE);
    }
    student.dispose();
  });

  it("resizes as OpenCV does", () => {
    for (const { from, to, seed, values } of golden.resize) {
      const map = { height: from[0], width: from[1], values: noise(seed, from[0] * from[1]) };
      const resized = resizeMap(map, { height: to[0], width: to[1] });
      assert.deepEqual([resized.height, resized.width], to);
      assert.ok(largestDifference(resized.values, values) < 1e-5);
    }
  });

  it("computes by hand, with a sign", () => {
    // two places, two channels
    const map: FeatureMap = { values: Float32Array.of(1, 2, 3, 4), height: 1, width: 2, channels: 2 };
    assert.deepEqual([...cam(map, [10, -1]).values], [8, 26]);
    assert.deepEqual([...cam(map, [-10, 1]).values], [-8, -26]);
    const gradients: FeatureMap = { ...map, values: Float32Array.of(1, 0, 3, -2) };
    assert.deepEqual([...gradCam(map, gradients).values], [1 * 2 - 1 * 2, 2 * 3 - 1 * 4]);
    // alpha = 1 / (2 + sum · g): channel 0 has the sum 4, so 1/6 · 1 + 3/14; channel 1 has no positive gradient
    const weight = 1 / 6 + 3 / 14;
    assert.deepEqual([...hiResCam(map, gradients).values], [1, 9 - 8]);
    assert.ok(largestDifference(gradCamPlusPlus(map, gradients).values, [weight, 3 * weight]) < 1e-6);
  });
});
