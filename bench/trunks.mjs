import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { pairedRounds, ratios } from "./paired-rounds.mjs";
import { peerPython } from "./peer-environment.mjs";
import { startPeer, withPeers } from "./peer-process.mjs";
import { absentRow, measuredRow } from "./rows.mjs";
import { readFloat32, withScratch } from "./scratch.mjs";
import { largestDifference } from "./statistics.mjs";

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
/** How the peers are called, and which program runs them. The first is this project, held to the target. */
const PEERS = [
  { name: "this project", program: "trunk.mjs", library: "project" },
  { name: "tfjs-node", program: "trunk.mjs", library: "tfjs" },
  { name: "PyTorch", program: "trunk.py", library: "torch" },
  { name: "onnxruntime in Python", program: "trunk.py", library: "onnxruntime" },
];
const INDEX_OF_REFERENCE = PEERS.findIndex(({ library }) => library === "torch");
const REFERENCE = PEERS[INDEX_OF_REFERENCE].name;
const TARGET = ">= 1.5";
/** Features of two peers may differ by this share of the largest one: more, and they do not compute the same. */
const TOLERANCE = 1e-3;

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
      const row = { name: `trunk ${teacher}`, unit: "images/s", target: TARGET };
      rows.push(absentRow(row, "not pretrained"));
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
  withScratch(project, async (folder) => {
    const job = await prepare(teacher, folder, { batch, threads });
    const python = await peerPython(project);
    const starts = PEERS.map(({ program, library }) => () => {
      const args = [path.join(project, "bench/peers", program), library, `${job.output}.json`];
      return startPeer(program.endsWith(".py") ? python : process.execPath, args, { threads, cwd: project });
    });
    return withPeers(starts, async (peers) => {
      const questions = [];
      for (const peer of peers) questions.push(await speedOf(peer, batch, seconds));
      const speeds = await pairedRounds(questions, rounds);
      return rowsOf(teacher, peers.map(({ version }) => version), speeds, differences(job.output)); // prettier-ignore
    });
  });

/**
 * A question for one round: images a second.
 * @param {import("./peer-process.mjs").Peer} peer
 */
async function speedOf(peer, /** @type {number} */ batch, /** @type {number} */ seconds) {
  const passes = Math.max(1, Math.ceil(seconds / (await peer.ask(1)).seconds));
  return async () => (passes * batch) / (await peer.ask(passes)).seconds;
}

/**
 * @param {string} teacher
 * @param {string[]} versions
 * @param {number[][]} speeds
 * @param {number[]} differing
 * @returns {import("./rows.mjs").Row[]}
 */
function rowsOf(teacher, versions, speeds, differing) {
  const reference = speeds[INDEX_OF_REFERENCE];
  return PEERS.map(({ name }, i) => {
    const row = { name: `trunk ${teacher}: ${name}`, unit: "images/s", rounds: speeds[i] };
    if (i === INDEX_OF_REFERENCE) return measuredRow({ ...row, target: "-", note: versions[i] });
    const vs = { ratios: ratios(speeds[i], reference), of: REFERENCE };
    const note = `${versions[i]}; features differ by ${differing[i].toExponential(0)}`;
    const failure = differing[i] <= TOLERANCE ? undefined : `it does not compute the same to ${TOLERANCE}`;
    return measuredRow({ ...row, target: i === 0 ? TARGET : "-", vs, note, failure });
  });
}

/** The largest difference of each peer's features from those of PyTorch, as a share of the largest feature. */
function differences(/** @type {string} */ output) {
  const features = PEERS.map(({ library }) => readFloat32(`${output}.${library}`));
  return features.map((each) => largestDifference(each, features[INDEX_OF_REFERENCE]));
}

/** Writes the trunk and some pictures to a folder. */
async function prepare(
  /** @type {string} */ name,
  /** @type {string} */ folder,
  /** @type {{ batch: number, threads: number }} */ { batch, threads },
) {
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const { exportOnnx } = await import("kernel-helpers/dist/teachers/onnx/export.js");
  const { teacherNamed } = await import("kernel-helpers/dist/teachers/index.js");
  const teacher = teacherNamed(name);
  const at = (/** @type {string} */ file) => path.join(folder, file);
  const trunk = await teacher.loadTrunk();
  const shape = [batch, teacher.inputSize, teacher.inputSize, 3];
  const random = new Seed("bench").random();
  fs.writeFileSync(at("trunk.onnx"), exportOnnx(trunk));
  trunk.dispose();
  fs.writeFileSync(at("input"), Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.range(0, 255))); // prettier-ignore
  /** @type {TrunkJob} */
  const job = { teacher: name, model: at("trunk.onnx"), input: at("input"), shape, output: at("features"), threads };
  fs.writeFileSync(`${job.output}.json`, JSON.stringify(job));
  return job;
}
