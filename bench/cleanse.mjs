import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { pairedRounds, ratios } from "./paired-rounds.mjs";
import { peerPython } from "./peer-environment.mjs";
import { startPeer, withPeers } from "./peer-process.mjs";
import { measuredRow } from "./rows.mjs";
import { readFloat32, withScratch } from "./scratch.mjs";
import { largestDifference } from "./statistics.mjs";

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
 */

const TEACHERS = ["resnet-dlib", "mobilenet-vggface2"];
const PEERS = [
  { name: "this project", program: "cleanse.mjs", library: "project" },
  { name: "tfjs-node", program: "cleanse.mjs", library: "tfjs" },
  { name: "PyTorch", program: "cleanse.py", library: "torch" },
];
const INDEX_OF_REFERENCE = PEERS.findIndex(({ library }) => library === "torch");
const REFERENCE = PEERS[INDEX_OF_REFERENCE].name;
const TARGET = ">= 1";
/** Loss and mask may differ by this share of the largest number: more, and they do not compute the same. */
const TOLERANCE = 2e-3;

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
  withScratch(project, async (folder) => {
    const job = await prepare(teacher, folder, { batch, threads });
    const python = await peerPython(project);
    const starts = PEERS.map(({ program, library }) => () => {
      const args = [path.join(project, "bench/peers", program), library, `${job.output}.json`];
      return startPeer(program.endsWith(".py") ? python : process.execPath, args, { threads, cwd: project });
    });
    return withPeers(starts, async (peers) => {
      const questions = [];
      for (const peer of peers) {
        const updates = Math.max(4, Math.ceil(seconds / (await peer.ask(1)).seconds));
        questions.push(async () => updates / (await peer.ask(updates)).seconds);
      }
      const speeds = await pairedRounds(questions, rounds);
      return rowsOf(`Neural Cleanse on ${teacher}, batches of ${batch}`, peers.map(({ version }) => version), speeds, differences(job.output)); // prettier-ignore
    });
  });

/**
 * @param {string} what
 * @param {string[]} versions
 * @param {number[][]} speeds
 * @param {number[]} differing
 * @returns {import("./rows.mjs").Row[]}
 */
function rowsOf(what, versions, speeds, differing) {
  return PEERS.map(({ name }, i) => {
    const row = { name: `${what}: ${name}`, unit: "updates/s", rounds: speeds[i] };
    if (i === INDEX_OF_REFERENCE) return measuredRow({ ...row, target: "-", note: versions[i] });
    const vs = { ratios: ratios(speeds[i], speeds[INDEX_OF_REFERENCE]), of: REFERENCE };
    const note = `${versions[i]}; the first update differs by ${differing[i].toExponential(0)}`;
    const failure = differing[i] <= TOLERANCE ? undefined : `it does not compute the same to ${TOLERANCE}`;
    return measuredRow({ ...row, target: i === 0 ? TARGET : "-", vs, note, failure });
  });
}

/** The largest difference of each peer's loss and mask from those of PyTorch, as a share of the largest number. */
function differences(/** @type {string} */ output) {
  const found = PEERS.map(({ library }) => readFloat32(`${output}.${library}`));
  return found.map((each) => largestDifference(each, found[INDEX_OF_REFERENCE]));
}

/** Writes the trunk, a head and some pictures to a folder. */
async function prepare(
  /** @type {string} */ name,
  /** @type {string} */ folder,
  /** @type {{ batch: number, threads: number }} */ { batch, threads },
) {
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const { exportOnnx } = await import("kernel-helpers/dist/teachers/onnx/export.js");
  const { teacherNamed } = await import("kernel-helpers/dist/teachers/index.js");
  const { featureSize } = await import("kernel-helpers/dist/teachers/teacher.js");
  const teacher = teacherNamed(name);
  const at = (/** @type {string} */ file) => path.join(folder, file);
  const trunk = await teacher.loadTrunk();
  fs.writeFileSync(at("trunk.onnx"), exportOnnx(trunk));
  trunk.dispose();
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
  const job = { teacher: name, model: at("trunk.onnx"), head, numbers: at("numbers"), shape, output: at("found"), threads }; // prettier-ignore
  fs.writeFileSync(`${job.output}.json`, JSON.stringify(job));
  return job;
}
