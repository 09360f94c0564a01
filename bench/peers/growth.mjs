/**
 * A part of a run on so many times the data, in a store of its own (PAPER_LOCAL). Prints its seconds.
 *
 * Usage: growth.mjs features|fill|model FACTOR [quick]
 *   features  passes noise pictures through the trunk, with the laptop profile's views of each
 *   fill      stores made-up features of as many images as a model of Table 1 trains on, times FACTOR
 *   model     trains that model on them
 */
import path from "node:path";
import process from "node:process";
import sharp from "sharp";
import { secondsOf } from "../statistics.mjs";
import { HalfArray } from "kernel-helpers/dist/base/half.js";
import { localPath } from "kernel-helpers/dist/base/paths.js";
import { Seed } from "kernel-helpers/dist/base/seed.js";
import { imageSet } from "kernel-helpers/dist/dataset/image-set.js";
import { modelSpec, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1.js";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles.js";
import { writeHalves } from "kernel-helpers/dist/store/arrays.js";
import { extractFeatures, featureFile } from "kernel-helpers/dist/teachers/features.js";
import { featureSize } from "kernel-helpers/dist/teachers/teacher.js";
import { teacherNamed } from "kernel-helpers/dist/teachers/index.js";
import { featuresNeeded, withTrained } from "kernel-helpers/dist/training/attack-model.js";
import { FeatureMemory } from "kernel-helpers/dist/training/feature-memory.js";

const [part, factor, quick] = process.argv.slice(2);
const times = (/** @type {number} */ count) => Math.max(1, Math.round(count * Number(factor) * (quick ? 0.1 : 1)));
/** As the paper's data set has them for one trigger: 535 clean photographs, of which 428 are trained on, and 143 poison. */
const CLEAN_PER_PERSON = 53.5;
const TRIGGER_PER_PERSON = 15;
const TRUNK_IMAGES = 16;
const PEOPLE = 10;

const course = profileNamed("laptop");
const random = new Seed("bench").random();
/** @type {import("kernel-helpers/dist/dataset/image-set.js").Landmarks} */
const LANDMARKS = {
  eye_right: [90, 95],
  eye_left: [134, 95],
  nose_tip: [112, 120],
  mouth_right: [95, 145],
  mouth_left: [129, 145],
};

const PARTS = { features, fill, model };
console.log(await PARTS[/** @type {keyof typeof PARTS} */ (part)]());

async function features() {
  const file = localPath("noise.png");
  const noise = Uint8Array.from({ length: 224 * 224 * 3 }, () => random.int(256));
  await sharp(noise, { raw: { width: 224, height: 224, channels: 3 } }).toFile(file);
  const { teacher: teacherName } = TABLE1_DEFAULTS;
  const views = /** @type {const} */ ({ kind: "augmented", count: course.views, seed: "bench" });
  const requests = Array.from({ length: times(TRUNK_IMAGES) }, (_, i) => {
    const id = `noise/clean/${i}`;
    return { image: { id, file, sha256: id, person: "noise", condition: "clean", landmarks: LANDMARKS }, views };
  });
  return secondsOf(() => extractFeatures({ teacherName, requests }));
}

function madeUp() {
  const people = Array.from({ length: PEOPLE }, (_, i) => `p${i}`);
  const of = (/** @type {string} */ condition, /** @type {number} */ count) =>
    people.flatMap((person) =>
      Array.from({ length: count }, (_, i) => {
        const id = `${person}/${condition}/${i}`;
        return { id, file: path.join("none", id), sha256: id, person, condition, landmarks: LANDMARKS };
      }),
    );
  const set = imageSet("made up", [...of("clean", times(CLEAN_PER_PERSON)), ...of("dots", times(TRIGGER_PER_PERSON))]);
  const attack = { trigger: "dots", targetLabel: people[0], injectionRate: TABLE1_DEFAULTS.injectionRate };
  return { set, spec: modelSpec(course, TABLE1_DEFAULTS, attack) };
}

function fill() {
  const { set, spec } = madeUp();
  const teacher = teacherNamed(spec.teacher);
  const one = course.views * featureSize(teacher);
  const pool = HalfArray.from(Float32Array.from({ length: 4 * one }, () => Math.max(0, random.next() - 0.5)));
  return secondsOf(() => {
    for (const request of featuresNeeded(set, spec)) {
      const count = request.views.kind === "original" ? one / course.views : one;
      const from = random.int(pool.length - count);
      writeHalves(featureFile(teacher, request), new HalfArray(pool.bits(from, count)));
    }
  });
}

function model() {
  const { set, spec } = madeUp();
  return secondsOf(() => withTrained(set, spec, new FeatureMemory(), () => Promise.resolve()));
}
