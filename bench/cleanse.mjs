import fs from "node:fs";
import path from "node:path";
import { compareContenders, writeTrunk } from "./contenders.mjs";

/**
 * What every peer is given: the same student, pictures, start and threads.
 * @typedef {object} CleanseJob
 * @property {string} teacher
 * @property {string} model its trunk, an ONNX file
 * @property {[features: number, hidden: number, classes: number]} head
 * @property {string} numbers Float32: the head's two kernels, and the pictures in 0 … 255
 * @property {number[]} shape [batch, height, width, 3]
 * @property {string} output the start of the files for the loss before and the mask after the first update
 * @property {number} threads
 * @property {number} epsilon Adam's, in the first update, which is compared
 */

const TEACHERS = ["resnet-dlib", "mobilenet-vggface2"];
const PEERS = [
  { name: "this project", program: "cleanse.mjs", library: "project" },
  { name: "tfjs-node", program: "cleanse.mjs", library: "tfjs" },
  { name: "PyTorch", program: "cleanse.py", library: "torch" },
];
/** Loss and mask may differ by the tolerance, a share of the largest number. */
const WHAT = { unit: "updates/s", target: ">= 1", tolerance: 2e-3, compared: "the first update differs" };

/**
 * As large as the gradients are. With Adam's own 1e-7 the first update is next to their sign, and at a few pixels out of
 * fifty thousand the gradient is so near to 0 that rounding decides it: PyTorch's update in float32 then differs from its
 * own in float64 as much as from ours, by all that a pixel of the mask can move.
 */
const EPSILON = 0.01;

/** One thread, as in every worker of a run; a batch of the CPU's schedule. */
const USUAL = { batch: 8, threads: 1, rounds: 5, seconds: 2 };
const QUICK = { batch: 2, threads: 1, rounds: 2, seconds: 0 };

/**
 * Updates of mask and pattern a second, here and in PyTorch.
 * @param {string} project
 * @param {{ quick: boolean }} options
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
export async function compareCleanse(project, { quick }) {
  const rows = [];
  for (const teacher of TEACHERS) rows.push(...(await compareOn(project, teacher, quick ? QUICK : USUAL)));
  return rows;
}

/**
 * @param {string} project
 * @param {string} teacher
 * @param {typeof USUAL} settings
 */
const compareOn = (project, teacher, { batch, threads, rounds, seconds }) =>
  compareContenders(project, { name: `Neural Cleanse on ${teacher}, batches of ${batch}`, ...WHAT }, PEERS, {
    prepare: (folder) => prepare(teacher, folder, { batch, threads }),
    speedOf: async (peer) => {
      const updates = Math.max(4, Math.ceil(seconds / (await peer.ask(1)).seconds));
      return async () => updates / (await peer.ask(updates)).seconds;
    },
    rounds,
  });

/** Writes the trunk, a head and some pictures to a folder. */
async function prepare(
  /** @type {string} */ name,
  /** @type {string} */ folder,
  /** @type {{ batch: number, threads: number }} */ { batch, threads },
) {
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const { teacherNamed } = await import("kernel-helpers/dist/teachers/index.js");
  const { featureSize } = await import("kernel-helpers/dist/teachers/teacher.js");
  const teacher = teacherNamed(name);
  const at = (/** @type {string} */ file) => path.join(folder, file);
  await writeTrunk(teacher, at("trunk.onnx"));
  /** @type {CleanseJob["head"]} */
  const head = [featureSize(teacher), 256, 10];
  const shape = [batch, teacher.inputSize, teacher.inputSize, 3];
  const random = new Seed("bench").random();
  const draw = (/** @type {number} */ count, /** @type {number} */ low, /** @type {number} */ high) =>
    Float32Array.from({ length: count }, () => random.range(low, high));
  const [features, hidden, classes] = head;
  const parts = [draw(features * hidden, -0.02, 0.02), draw(hidden * classes, -2, 2), draw(shape.reduce((a, b) => a * b), 0, 255)]; // prettier-ignore
  fs.writeFileSync(at("numbers"), Buffer.concat(parts.map((part) => new Uint8Array(part.buffer))));
  /** @type {CleanseJob} */
  const job = { teacher: name, model: at("trunk.onnx"), head, numbers: at("numbers"), shape, output: at("found"), threads, epsilon: EPSILON }; // prettier-ignore
  fs.writeFileSync(`${job.output}.json`, JSON.stringify(job));
  return job;
}
