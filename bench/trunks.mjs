import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { compareContenders, writeTrunk } from "./contenders.mjs";
import { absentRow } from "./rows.mjs";

/**
 * What every peer is given: the same weights, pictures, batch and threads.
 * @typedef {object} TrunkJob
 * @property {string} teacher
 * @property {string} model an ONNX file
 * @property {string} input Float32 [...shape] in 0 … 255
 * @property {number[]} shape [batch, height, width, 3]
 * @property {string} output the start of the files that the peers' features go to
 * @property {number} threads
 */

/** Real weights first, then the paper's three, which are there once they are pretrained. */
const TEACHERS = ["resnet-dlib", "mobilenet-vggface2", "vgg16-imagenet", "vgg16", "resnet50", "densenet121"];
const PEERS = [
  { name: "this project", program: "trunk.mjs", library: "project" },
  { name: "tfjs-node", program: "trunk.mjs", library: "tfjs" },
  { name: "PyTorch", program: "trunk.py", library: "torch" },
  { name: "onnxruntime in Python", program: "trunk.py", library: "onnxruntime" },
];
const UNIT_AND_TARGET = { unit: "images/s", target: ">= 1.5" };
/** Features of two peers may differ by the tolerance, a share of the largest one. */
const WHAT = { ...UNIT_AND_TARGET, tolerance: 1e-3, compared: "features differ" };

/** One thread, as in every worker of a run; each peer passes batches for about so many seconds a round. */
const USUAL = { batch: 8, threads: 1, rounds: 5, seconds: 1 };
const QUICK = { batch: 2, threads: 1, rounds: 2, seconds: 0 };

/**
 * Images a second through each teacher's frozen trunk, here and in the peers.
 * @param {string} project
 * @param {{ quick: boolean }} options
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
export async function compareTrunks(project, { quick }) {
  const { isPretrained, PRETRAINED_NAMES } = await import("kernel-helpers/dist/teachers/pretrained-record.js");
  const untrained = PRETRAINED_NAMES.filter((name) => !isPretrained(name)).map(String);
  const rows = [];
  for (const teacher of TEACHERS) {
    if (untrained.includes(teacher)) {
      rows.push(absentRow({ name: `trunk ${teacher}`, ...UNIT_AND_TARGET }, "not pretrained"));
    } else {
      process.stderr.write(`\rtrunk ${teacher} `);
      rows.push(...(await compareOn(project, teacher, quick ? QUICK : USUAL)));
    }
  }
  return rows;
}

/**
 * @param {string} project
 * @param {string} teacher
 * @param {typeof USUAL} settings
 */
const compareOn = (project, teacher, { batch, threads, rounds, seconds }) =>
  compareContenders(project, { name: `trunk ${teacher}`, ...WHAT }, PEERS, {
    prepare: (folder) => prepare(teacher, folder, { batch, threads }),
    speedOf: async (peer) => {
      const passes = Math.max(1, Math.ceil(seconds / (await peer.ask(1)).seconds));
      return async () => (passes * batch) / (await peer.ask(passes)).seconds;
    },
    rounds,
  });

/** Writes the trunk and some pictures to a folder. */
async function prepare(
  /** @type {string} */ name,
  /** @type {string} */ folder,
  /** @type {{ batch: number, threads: number }} */ { batch, threads },
) {
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const { teacherNamed } = await import("kernel-helpers/dist/teachers/index.js");
  const teacher = teacherNamed(name);
  const at = (/** @type {string} */ file) => path.join(folder, file);
  const shape = [batch, teacher.inputSize, teacher.inputSize, 3];
  const random = new Seed("bench").random();
  await writeTrunk(teacher, at("trunk.onnx"));
  fs.writeFileSync(at("input"), Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.range(0, 255))); // prettier-ignore
  /** @type {TrunkJob} */
  const job = { teacher: name, model: at("trunk.onnx"), input: at("input"), shape, output: at("features"), threads };
  fs.writeFileSync(`${job.output}.json`, JSON.stringify(job));
  return job;
}
