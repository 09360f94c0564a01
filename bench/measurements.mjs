import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { compareCleanse } from "./cleanse.mjs";
import { measureGrowth } from "./growth.mjs";
import { compareModelCost } from "./model-cost.mjs";
import { runMeasured } from "./process-tree.mjs";
import { secondsOf } from "./statistics.mjs";
import { compareTrunks } from "./trunks.mjs";
import { measureWholeRuns } from "./whole-runs.mjs";

/**
 * Something that is measured. A new one is one more entry of MEASUREMENTS.
 * @typedef {{ name: string, slow?: boolean, peers?: boolean } & (OneNumber | SeveralRows)} Measurement slow: runs only with
 *   --all or by name: minutes, or it needs the results of a whole run; peers: only with --peers or by name
 */

/**
 * @typedef {object} OneNumber
 * @property {string} unit
 * @property {string} target what was set as the number to reach, or "-"
 * @property {number} rounds the median of so many is reported
 * @property {(project: string) => Promise<number>} measure one round
 */

/**
 * @typedef {object} SeveralRows numbers that belong together, with rounds of their own
 * @property {(project: string, options: { quick: boolean, all: boolean }) => Promise<import("./rows.mjs").Row[]>} measureRows
 */

/** @type {Measurement[]} */
export const MEASUREMENTS = [
  {
    name: "set-up when nothing is to be done",
    unit: "s",
    target: "< 5",
    rounds: 5,
    measure: (project) => secondsOf(() => runMeasured(project, ["setup/cli.mjs", "setup"])),
  },
  {
    name: "engine: matmul",
    unit: "GFLOPS",
    target: "-",
    rounds: 3,
    measure: async () => (await measureEngine()).matmul,
  },
  {
    name: "engine: convolution",
    unit: "GFLOPS",
    target: "-",
    rounds: 3,
    measure: async () => (await measureEngine()).convolution,
  },
  {
    name: "kernel start, to the first cell's answer",
    unit: "s",
    target: "< 6",
    rounds: 3,
    measure: measureKernelStart,
  },
  {
    name: "rendering, one process",
    unit: "images/s",
    target: "-",
    rounds: 1,
    measure: measureRendering,
  },
  ...["resnet-dlib", "mobilenet-vggface2", "vgg16-imagenet", "vgg16-imagenet-160"].map((teacher) => ({
    name: `trunk: ${teacher}, one thread`,
    unit: "images/s",
    target: "-",
    rounds: 3,
    measure: () => measureTrunk(teacher),
  })),
  ...["gaussian_blur", "progressive_jpeg", "gaussian_noise"].map((artifact) => ({
    name: `artifact: ${artifact}, highest severity, 224x224, one process`,
    unit: "images/s",
    target: "> 50",
    rounds: 3,
    measure: () => measureArtifact(artifact),
  })),
  {
    name: "class activation maps: mobilenet-vggface2, one process",
    unit: "images/s",
    target: ">= 5",
    rounds: 3,
    measure: measureMaps,
  },
  {
    name: "head: trained on features of the full data set",
    unit: "s",
    target: "<= 5",
    rounds: 3,
    measure: measureHead,
  },
  {
    name: "models from shared features, one process",
    unit: "models/min",
    target: "-",
    rounds: 3,
    measure: async () => 60 / (await measureHead()),
  },
  {
    name: "defenses: Spectral Signatures and Activation Clustering over a model",
    unit: "s",
    target: "<= 1",
    rounds: 3,
    measure: measureDataDefenses,
  },
  {
    name: "defenses: STRIP on stored blends, one process",
    unit: "decisions/min",
    target: ">= 2000",
    rounds: 3,
    measure: measureStrip,
  },
  {
    name: "npm run paper, second run",
    unit: "s",
    target: "< 10",
    rounds: 3,
    slow: true,
    measure: async (project) => (await runMeasured(project, ["setup/cli.mjs", "paper"])).seconds,
  },
  { name: "growth", measureRows: measureGrowth },
  { name: "trunk: beside peers", peers: true, measureRows: compareTrunks },
  { name: "Neural Cleanse: beside PyTorch", peers: true, measureRows: compareCleanse },
  { name: "one model: beside the usual way", peers: true, measureRows: compareModelCost },
  { name: "whole runs in a clone", slow: true, measureRows: measureWholeRuns },
];

async function measureEngine() {
  const { measureEngine } = await import("kernel-helpers/dist/engine/measure.js");
  return measureEngine();
}

async function measureKernelStart() {
  const { KernelClient } = await import("kernel-helpers/dist/notebook/kernel-client.js");
  const start = performance.now();
  const kernel = await KernelClient.start();
  try {
    await kernel.execute("1 + 1", () => undefined);
    return (performance.now() - start) / 1000;
  } finally {
    await kernel.shutdown();
  }
}

/** One person's clean photographs as the full data set has them, with the person built first. */
async function measureRendering() {
  const { paperCount, renderPerson } = await import("kernel-helpers/dist/world/index.js");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-bench-"));
  try {
    const count = paperCount("v05", "clean");
    /** @type {{ condition: "clean", count: number }[]} */
    const conditions = [{ condition: "clean", count }];
    return count / (await secondsOf(() => renderPerson({ person: "v05", conditions, folder })));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Images in one pass of the trunk. */
const BATCH = 16;

/** As a worker passes them: with one thread. */
async function measureTrunk(/** @type {string} */ name) {
  const { frozenPass } = await import("kernel-helpers/dist/teachers/frozen-pass.js");
  const { teacherNamed } = await import("kernel-helpers/dist/teachers/index.js");
  const teacher = teacherNamed(name);
  const pass = await frozenPass(await teacher.loadTrunk(), name);
  const images = new Float32Array(BATCH * teacher.inputSize ** 2 * 3).fill(128);
  await pass.run(images, BATCH); // warm-up
  const seconds = await secondsOf(() => pass.run(images, BATCH));
  await pass.dispose();
  return BATCH / seconds;
}

/** Images of one face, one after the other; the first ones warm up. */
const DISTORTED = 60;

async function measureArtifact(/** @type {string} */ artifact) {
  const { distort, severityRange } = await import("kernel-helpers/dist/artifacts/index.js");
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const random = new Seed("bench").random();
  const side = 224;
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => 90 + ((i / 700) % 100) + 40 * random.next());
  /** @type {any} */
  const distortion = { artifact, severity: severityRange(/** @type {any} */ (artifact)).highest, seed: "bench" };
  const pass = () => distort({ data, width: side, height: side }, distortion, "bench");
  for (let i = 0; i < 10; i++) await pass();
  const seconds = await secondsOf(async () => {
    for (let i = 0; i < DISTORTED; i++) await pass();
  });
  return DISTORTED / seconds;
}

/** Photographs in a row, each through the whole trunk, and then the map of the class that is named, by Grad-CAM. */
const MAPS = 8;

async function measureMaps() {
  const { explain } = await import("kernel-helpers/dist/cam/explain.js");
  const { partTrunk } = await import("kernel-helpers/dist/cam/parted-trunk.js");
  const { twoLayerHead } = await import("kernel-helpers/dist/cam/student-head.js");
  const { featureSize } = await import("kernel-helpers/dist/teachers/teacher.js");
  const { teacherNamed } = await import("kernel-helpers/dist/teachers/index.js");
  const teacher = teacherNamed("mobilenet-vggface2");
  const trunk = await partTrunk(teacher);
  const [size, hidden, classes] = [featureSize(teacher), 256, 10];
  const numbers = (/** @type {number} */ length) => Float32Array.from({ length }, (_, i) => Math.sin(i) / 100);
  const head = twoLayerHead({
    ...{ mean: numbers(size), scale: numbers(size).fill(1) },
    ...{ kernel1: numbers(size * hidden), bias1: numbers(hidden) },
    ...{ kernel2: numbers(hidden * classes), bias2: numbers(classes) },
  });
  const picture = Float32Array.from({ length: teacher.inputSize ** 2 * 3 }, (_, i) => (i * 7) % 256);
  const pass = () => explain({ trunk, head }, trunk.mapOf(picture), { method: "grad-cam" });
  try {
    pass(); // warm-up
    const seconds = await secondsOf(() => {
      for (let i = 0; i < MAPS; i++) pass();
    });
    return MAPS / seconds;
  } finally {
    head.dispose();
    trunk.dispose();
  }
}

/** A head as Table 1 trains it: 428 clean and 143 poison images, the profile's views of 4x4x256 features each, ten people. */
async function measureHead() {
  const { HalfArray } = await import("kernel-helpers/dist/base/half.js");
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const { TABLE1_DEFAULTS } = await import("kernel-helpers/dist/experiments/table1.js");
  const { profileNamed } = await import("kernel-helpers/dist/experiments/profiles.js");
  const { trainHead } = await import("kernel-helpers/dist/training/head.js");
  const { views, epochs } = profileNamed("laptop");
  const featureSize = 4 * 4 * 256;
  const random = new Seed("bench").random();
  const examples = Array.from({ length: 571 }, (_, i) => ({
    features: HalfArray.from(
      Float32Array.from({ length: views * featureSize }, () => Math.max(0, random.next() - 0.5)),
    ),
    label: i % 10,
  }));
  const data = { examples, clean: examples.slice(0, 428), classes: 10, featureSize };
  const spec = { ...TABLE1_DEFAULTS.head, epochs };
  return secondsOf(() => trainHead(data, spec, new Seed("bench")));
}

/** 428 clean and 143 poison images of ten people, 256 neurons each: scores, and the clusters of all classes by ICA. */
async function measureDataDefenses() {
  const { activationClustering } = await import("kernel-helpers/dist/defenses/activation-clustering.js");
  const { spectralSignatures } = await import("kernel-helpers/dist/defenses/spectral-signatures.js");
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const random = new Seed("bench").random();
  const labels = Array.from({ length: 571 }, (_, i) => (i < 428 ? i % 10 : 0));
  const activations = labels.map((label, i) =>
    Float32Array.from({ length: 256 }, (_, k) => Math.max(0, random.normal(k % 10 === label || i >= 428 ? 1 : 0))),
  );
  return secondsOf(() => {
    spectralSignatures(activations, labels, { removalShare: 0.375 });
    activationClustering(activations, labels, { seed: "bench" });
  });
}

/** Inputs under 40 overlays, from features as they are stored: the student's layers, entropies, and the threshold. */
async function measureStrip() {
  const { HalfArray } = await import("kernel-helpers/dist/base/half.js");
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const { strip } = await import("kernel-helpers/dist/defenses/strip.js");
  const { studentLayers } = await import("kernel-helpers/dist/experiments/student-layers.js");
  const [inputs, overlays, features, hidden, classes] = [120, 40, 4 * 4 * 256, 256, 10];
  const random = new Seed("bench").random();
  const draw = (/** @type {number} */ count) => Float32Array.from({ length: count }, () => random.next() - 0.5);
  const layers = studentLayers({
    mean: draw(features),
    scale: draw(features),
    kernel1: draw(features * hidden),
    bias1: draw(hidden),
    kernel2: draw(hidden * classes),
    bias2: draw(classes),
  });
  const stored = Array.from({ length: inputs }, () => HalfArray.from(draw(overlays * features)));
  const judge = () => {
    const predicted = stored.map((blends) => layers.of([blends]).probabilities);
    strip(predicted.slice(inputs / 2), predicted.slice(0, inputs / 2));
  };
  judge(); // warm-up
  const seconds = await secondsOf(judge);
  layers.dispose();
  return (60 * inputs) / seconds;
}
