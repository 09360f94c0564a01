/**
 * Neural Cleanse as this project runs it, asked how long so many updates of mask and pattern take.
 *
 * Usage: cleanse.mjs project|tfjs JOB.json (bench/cleanse.mjs writes the job)
 */
import fs from "node:fs";
import process from "node:process";
import { readFloat32 } from "../scratch.mjs";
import { secondsOf } from "../statistics.mjs";
import { converse } from "./conversation.mjs";
import { Seed } from "kernel-helpers/dist/base/seed.js";
import { engineStudent, trainedStudent } from "kernel-helpers/dist/defenses/neural-cleanse/trained-student.js";
import { reverseTrigger } from "kernel-helpers/dist/defenses/neural-cleanse/reverse-trigger.js";
import { teacherNamed } from "kernel-helpers/dist/teachers/index.js";

const [library, jobFile] = process.argv.slice(2);
/** @type {import("../cleanse.mjs").CleanseJob} */
const job = JSON.parse(fs.readFileSync(jobFile, "utf8"));
const [features, hidden, classes] = job.head;
const numbers = readFloat32(job.numbers);
let taken = 0;
const next = (/** @type {number} */ count) => numbers.slice(taken, (taken += count));
const weights = {
  mean: new Float32Array(features),
  scale: new Float32Array(features).fill(1),
  kernel1: next(features * hidden),
  bias1: new Float32Array(hidden),
  kernel2: next(hidden * classes),
  bias2: new Float32Array(classes),
};
const [batch, ...shape] = job.shape;
const size = shape.reduce((a, b) => a * b);
const images = Array.from({ length: batch }, () => next(size));
const start = { mask: new Float32Array(size / 3).fill(0.5), pattern: new Float32Array(size).fill(200) };
const trunk = await teacherNamed(job.teacher).loadTrunk();
const student = library === "tfjs" ? engineStudent(trunk, weights) : await trainedStudent(trunk, weights);

/** One step of so many updates, each on all images. */
const cleanse = (/** @type {number} */ updates, /** @type {{ epsilon?: number }} */ changes = {}) =>
  reverseTrigger(
    student,
    { images, label: 1 },
    { spec: { steps: 1, batchesPerStep: updates, batchSize: batch, ...changes }, seed: new Seed("bench"), start },
  );
const first = await cleanse(1, { epsilon: job.epsilon }); // also warms up
fs.writeFileSync(`${job.output}.${library}`, Float32Array.of(first.history[0].crossEntropy, ...first.mask));

await converse({ version: library === "tfjs" ? "in tfjs-node" : "this project" }, async (updates) => ({
  seconds: await secondsOf(() => cleanse(updates)),
}));
