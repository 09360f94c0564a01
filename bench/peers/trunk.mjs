/**
 * A frozen trunk as this project computes features, or in tfjs-node, asked how long so many passes take.
 *
 * Usage: trunk.mjs project|tfjs JOB.json (bench/trunks.mjs writes the job)
 */
import fs from "node:fs";
import process from "node:process";
import { secondsOf } from "../statistics.mjs";
import { converse } from "./conversation.mjs";
import { loadEngine } from "kernel-helpers/dist/engine/load.js";
import { enginePass, frozenPass } from "kernel-helpers/dist/teachers/frozen-pass.js";
import { frozenEngine } from "kernel-helpers/dist/engine/onnxruntime.js";
import { teacherNamed } from "kernel-helpers/dist/teachers/index.js";

const [library, jobFile] = process.argv.slice(2);
/** @type {import("../trunks.mjs").TrunkJob} */
const job = JSON.parse(fs.readFileSync(jobFile, "utf8"));
const bytes = fs.readFileSync(job.input);
const images = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const [batch] = job.shape;

const engine = loadEngine();
const trunk = await teacherNamed(job.teacher).loadTrunk();
const pass = library === "tfjs" ? enginePass(trunk) : await frozenPass(trunk, job.teacher);
fs.writeFileSync(`${job.output}.${library}`, await pass.run(images, batch)); // the first pass also warms up

const onWhat = pass.engine === "tfjs" ? `tfjs-node ${engine.version_core}` : frozenEngine().replace(" ", "-node ");
const version = library === "tfjs" ? onWhat : `this project on ${onWhat}`;
await converse({ version }, async (passes) => ({
  seconds: await secondsOf(async () => {
    for (let i = 0; i < passes; i++) await pass.run(images, batch);
  }),
}));
