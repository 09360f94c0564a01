import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { explain } from "kernel-helpers/dist/cam/explain";
import { twoLayerHead } from "kernel-helpers/dist/cam/student-head";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { packHead, unpackHead } from "kernel-helpers/dist/site/recogniser/head-file";
import { softmax, studentAnswer } from "kernel-helpers/dist/site/recogniser/student-answer";
import { noise } from "../../cam/toy-student";

const [CHANNELS, HIDDEN, CLASSES] = [12, 9, 4];
const MAP = { values: noise(1, 20 * CHANNELS), height: 5, width: 4, channels: CHANNELS };
const HEAD = {
  mean: noise(2, CHANNELS),
  scale: noise(3, CHANNELS).map((value) => 2 + value),
  kernel1: noise(4, CHANNELS * HIDDEN),
  bias1: noise(5, HIDDEN),
  kernel2: noise(6, HIDDEN * CLASSES),
  bias2: noise(7, CLASSES),
};
/** float32 sums of a dozen numbers of about 1 differ in the seventh digit. */
const TOLERANCE = 1e-5;

describe("a student's answer in plain numbers", () => {
  it("is the engine's, with Grad-CAM from the gradient that the engine derives", () => {
    const trunk = { isGlobalMean: true, featuresOf: (map: tf.Tensor4D) => map.mean<tf.Tensor2D>([1, 2]) };
    const head = twoLayerHead(HEAD);
    const before = loadEngine().memory().numTensors;
    const theirs = explain({ trunk, head }, MAP, { method: "grad-cam" });
    const ours = studentAnswer(MAP, HEAD);
    assert.equal(loadEngine().memory().numTensors, before);
    head.dispose();
    assert.equal(ours.named, theirs.named);
    softmax(Array.from(theirs.scores)).forEach((value, c) => near(ours.probabilities[c], value));
    assert.ok(
      ours.map.values.some((value) => value > 0.01),
      "an empty map would show nothing",
    );
    assert.ok(
      ours.map.values.some((value) => value === 0),
      "a map without zeros would not show the positive part",
    );
    theirs.map.values.forEach((value, i) => near(ours.map.values[i], value));
  });

  it("has probabilities that sum to 1, also of scores beyond what exp can hold", () => {
    assert.deepEqual(softmax([1000, 1000, -1000]), [0.5, 0.5, 0]);
    near(studentAnswer(MAP, HEAD).probabilities.reduce((a, b) => a + b), 1); // prettier-ignore
  });

  it("leaves the map and the head as they were", () => {
    const [map, head] = [structuredClone(MAP), structuredClone(HEAD)];
    studentAnswer(MAP, HEAD);
    assert.deepEqual([MAP, HEAD], [map, head]);
  });
});

describe("a head's file", () => {
  it("gives the head back: exactly, or with its first kernel in half precision", () => {
    assert.deepEqual(unpackHead(packHead(HEAD, { kernel1: "float32" })), HEAD);
    const read = unpackHead(packHead(HEAD, { kernel1: "float16" }));
    HEAD.kernel1.forEach((value, i) => assert.ok(Math.abs(read.kernel1[i] - value) <= Math.abs(value) / 2048));
    assert.deepEqual({ ...read, kernel1: null }, { ...HEAD, kernel1: null });
  });
});

const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < TOLERANCE, `${a} and ${b}`);
