/**
 * Something that grows, at one size, in a store of its own (PAPER_LOCAL). Prints its seconds.
 *
 * Usage: growth.mjs PART SIZE [quick]
 *   features     passes noise pictures through the trunk, with the laptop profile's views of each; SIZE times a few
 *   fillModel    stores made-up features of as many images as a model of Table 1 trains on, times SIZE
 *   model        trains that model on them
 *   fillClasses  the same of a model of SIZE classes with few images and views of each
 *   classes      trains it
 *   fillPlanned  empty files in place of features
 *   planned      finds out what features SIZE models want, and that all are stored
 *   fillStored   stores SIZE made-up models
 *   stored       a second run of these models: all are read
 *   jobs         hands out SIZE jobs that do next to nothing, with progress
 */
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import sharp from "sharp";
import { secondsOf } from "../statistics.mjs";
import { hashOf } from "kernel-helpers/dist/base/hash.js";
import { HalfArray } from "kernel-helpers/dist/base/half.js";
import { localPath } from "kernel-helpers/dist/base/paths.js";
import { Seed } from "kernel-helpers/dist/base/seed.js";
import { imageSet } from "kernel-helpers/dist/dataset/image-set.js";
import { modelSpec, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1.js";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles.js";
import { ensureFeatures, runModels, wantedFeatures } from "kernel-helpers/dist/experiments/run-models.js";
import { runJobs } from "kernel-helpers/dist/jobs/pool.js";
import { writeHalves } from "kernel-helpers/dist/store/arrays.js";
import { writeRecord } from "kernel-helpers/dist/store/records.js";
import { extractFeatures, featureFile } from "kernel-helpers/dist/teachers/features.js";
import { featureSize } from "kernel-helpers/dist/teachers/teacher.js";
import { teacherNamed } from "kernel-helpers/dist/teachers/index.js";
import { featuresNeeded, modelInputs, withTrained } from "kernel-helpers/dist/training/attack-model.js";
import { FeatureMemory } from "kernel-helpers/dist/training/feature-memory.js";

const [part, asked, quick] = process.argv.slice(2);
const size = Number(asked);
const smaller = quick ? 0.1 : 1;
const TRUNK_IMAGES = 16;

const laptop = profileNamed("laptop");
const random = new Seed("bench").random();
/** @type {import("kernel-helpers/dist/dataset/image-set.js").Landmarks} */
const LANDMARKS = {
  eye_right: [90, 95],
  eye_left: [134, 95],
  nose_tip: [112, 120],
  mouth_right: [95, 145],
  mouth_left: [129, 145],
};

/**
 * Made-up photographs, and how a model is trained on them.
 * @typedef {{ people: number, clean: number, trigger: number, course: { views: number, epochs: number } }} Extent clean,
 *   trigger: of each person
 */

/**
 * As the paper's data set has them for one trigger: 535 clean photographs, of which 428 are trained on, and 143 poison.
 * @type {Extent}
 */
const TABLE1 = { people: 10, clean: 53.5, trigger: 15, course: laptop };
const growing = { ...TABLE1, clean: TABLE1.clean * size * smaller, trigger: TABLE1.trigger * size * smaller };
/** @type {Extent} */
const manyClasses = { people: size, clean: quick ? 5 : 10, trigger: quick ? 2 : 4, course: { views: 2, epochs: 4 } };

const PARTS = {
  features,
  fillModel: () => fill(growing),
  model: () => model(growing),
  fillClasses: () => fill(manyClasses),
  classes: () => model(manyClasses),
  fillPlanned,
  planned,
  fillStored,
  stored,
  jobs,
};
console.log(await PARTS[/** @type {keyof typeof PARTS} */ (part)]());

async function features() {
  const file = localPath("noise.png");
  const noise = Uint8Array.from({ length: 224 * 224 * 3 }, () => random.int(256));
  await sharp(noise, { raw: { width: 224, height: 224, channels: 3 } }).toFile(file);
  const { teacher: teacherName } = TABLE1_DEFAULTS;
  const views = /** @type {const} */ ({ kind: "augmented", count: laptop.views, seed: "bench" });
  const count = Math.max(1, Math.round(TRUNK_IMAGES * size * smaller));
  const requests = Array.from({ length: count }, (_, i) => {
    const id = `noise/clean/${i}`;
    return { image: { id, file, sha256: id, person: "noise", condition: "clean", landmarks: LANDMARKS }, views };
  });
  return secondsOf(() => extractFeatures({ teacherName, requests }));
}

function madeUp(/** @type {Extent} */ { people: count, clean, trigger }) {
  const people = Array.from({ length: count }, (_, i) => `p${String(i).padStart(4, "0")}`);
  const of = (/** @type {string} */ condition, /** @type {number} */ each) =>
    people.flatMap((person) =>
      Array.from({ length: Math.max(1, Math.round(each)) }, (_, i) => {
        const id = `${person}/${condition}/${i}`;
        return { id, file: path.join("none", id), sha256: hashOf(id), person, condition, landmarks: LANDMARKS };
      }),
    );
  return imageSet("made up", [...of("clean", clean), ...of("dots", trigger)]);
}

/**
 * @param {import("kernel-helpers/dist/dataset/image-set.js").ImageSet} set
 * @param {Extent} extent
 * @param {{ targetLabel?: string, injectionRate?: number }} [attack]
 */
function specOf({ people }, { course }, attack = {}) {
  const { targetLabel = people[0], injectionRate = TABLE1_DEFAULTS.injectionRate } = attack;
  return modelSpec(course, TABLE1_DEFAULTS, { trigger: "dots", targetLabel, injectionRate });
}

function fill(/** @type {Extent} */ extent) {
  const set = madeUp(extent);
  const spec = specOf(set, extent);
  const teacher = teacherNamed(spec.teacher);
  const view = featureSize(teacher);
  const most = 4 * Math.max(extent.course.views, 2) * view;
  const pool = HalfArray.from(Float32Array.from({ length: most }, () => Math.max(0, random.next() - 0.5)));
  return secondsOf(() => {
    for (const request of featuresNeeded(set, spec)) {
      const count = view * (request.views.kind === "original" ? 1 : extent.course.views);
      const from = random.int(pool.length - count);
      writeHalves(featureFile(teacher, request), new HalfArray(pool.bits(from, count)));
    }
  });
}

function model(/** @type {Extent} */ extent) {
  const set = madeUp(extent);
  return secondsOf(() => withTrained(set, specOf(set, extent), new FeatureMemory(), () => Promise.resolve()));
}

/** So many models on Table 1's images: every target label at ever more injection rates. */
function manyModels() {
  const set = madeUp(TABLE1);
  const rates = Math.max(1, Math.round((size * smaller) / set.people.length));
  const specs = Array.from({ length: rates }, (_, i) => 0.05 + (0.19 * (i + 1)) / rates).flatMap((injectionRate) =>
    set.people.map((targetLabel) => specOf(set, TABLE1, { targetLabel, injectionRate })),
  );
  return { set, specs };
}

/** The lowest rate has all images as they are, the highest all views. */
function fillPlanned() {
  const { set, specs } = manyModels();
  for (const { teacher, requests } of wantedFeatures(set, [specs[0], specs[specs.length - 1]])) {
    for (const request of requests) {
      const file = featureFile(teacherNamed(teacher), request);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, "");
    }
  }
  return 0;
}

function planned() {
  const { set, specs } = manyModels();
  return secondsOf(() => ensureFeatures(wantedFeatures(set, specs)));
}

/** Predictions as those of a model of Table 1. */
function fillStored() {
  const { set, specs } = manyModels();
  const predicted = (/** @type {string} */ condition, /** @type {number} */ count) =>
    set.images
      .filter((image) => image.condition === condition)
      .slice(0, count)
      .map(({ id }, i) => [id, i % set.people.length]);
  const losses = Array.from({ length: laptop.epochs }, (_, i) => ({ all: 1 / (i + 1), clean: 1 / (i + 2), poison: 1 }));
  for (const spec of specs) {
    writeRecord(modelInputs(set, spec), {
      ...{ cleanCount: 428, poisonCount: 100, losses, divergedInEpoch: null },
      ...{ clean: predicted("clean", 107), triggered: predicted("dots", 60) },
    });
  }
  return 0;
}

function stored() {
  const { set, specs } = manyModels();
  return secondsOf(async () => {
    const { trained } = await runModels(set, specs, { workers: 1 });
    if (trained > 0) throw new Error(`${trained} models were not stored`);
  });
}

function jobs() {
  const all = Array.from({ length: Math.round(size * smaller) }, (_, i) => {
    return { module: "base/hash", run: "hashOf", argument: { i }, label: "jobs" };
  });
  let told = 0;
  return secondsOf(() => runJobs(all, { workers: 1, onProgress: () => told++ }));
}
