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
 * Who computes the same: how it is called, the program in bench/peers that runs it, and the library that this takes. The
 * first of a list is this project, held to the target.
 * @typedef {{ name: string, program: string, library: string }} Contender
 */

/** Whom all others are compared with. */
const REFERENCE = "torch";
const indexOfReference = (/** @type {readonly Contender[]} */ contenders) =>
  contenders.findIndex(({ library }) => library === REFERENCE);

/**
 * What is compared, in which unit and against which target; `compared`: "features differ".
 * @typedef {{ name: string, unit: string, target: string, tolerance: number, compared: string }} Compared
 */

/**
 * Gives all contenders one job and asks them in turn, round after round.
 * @param {string} project
 * @param {Compared} what
 * @param {readonly Contender[]} contenders
 * @param {object} how
 * @param {(folder: string) => Promise<{ output: string, threads: number }>} how.prepare writes the job to a folder, as
 *   `output`.json
 * @param {(peer: import("./peer-process.mjs").Peer) => Promise<() => Promise<number>>} how.speedOf a question for one round
 * @param {number} how.rounds
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
export const compareContenders = (project, what, contenders, { prepare, speedOf, rounds }) =>
  withScratch(project, async (folder) => {
    const { output, threads } = await prepare(folder);
    const python = await peerPython(project);
    const starts = contenders.map(({ program, library }) => () => {
      const args = [path.join(project, "bench/peers", program), library, `${output}.json`];
      return startPeer(program.endsWith(".py") ? python : process.execPath, args, { threads, cwd: project });
    });
    return withPeers(starts, async (peers) => {
      const questions = [];
      for (const peer of peers) questions.push(await speedOf(peer));
      const speeds = await pairedRounds(questions, rounds);
      return rowsOf(what, contenders, { versions: peers.map(({ version }) => version), speeds, output });
    });
  });

/**
 * Writes a teacher's trunk, for other libraries to read.
 * @param {import("kernel-helpers/dist/teachers/teacher.js").Teacher} teacher
 * @param {string} file an ONNX file
 */
export async function writeTrunk(teacher, file) {
  const { exportOnnx } = await import("kernel-helpers/dist/teachers/onnx/export.js");
  const trunk = await teacher.loadTrunk();
  fs.writeFileSync(file, exportOnnx(trunk));
  trunk.dispose();
}

/**
 * The contenders' speeds beside that of PyTorch. One whose numbers, in `output`.library, differ from its by more than
 * `tolerance` of the largest does not compute the same, and is shown as a failure.
 * @param {Compared} what
 * @param {readonly Contender[]} contenders
 * @param {{ versions: string[], speeds: number[][], output: string }} measured
 * @returns {import("./rows.mjs").Row[]}
 */
function rowsOf({ name, unit, target, tolerance, compared }, contenders, { versions, speeds, output }) {
  const numbers = contenders.map(({ library }) => readFloat32(`${output}.${library}`));
  const reference = indexOfReference(contenders);
  return contenders.map((contender, i) => {
    const row = { name: `${name}: ${contender.name}`, unit, rounds: speeds[i] };
    if (i === reference) return measuredRow({ ...row, target: "-", note: versions[i] });
    const differing = largestDifference(numbers[i], numbers[reference]);
    const vs = { ratios: ratios(speeds[i], speeds[reference]), of: contenders[reference].name };
    const note = `${versions[i]}; ${compared} by ${differing.toExponential(0)}`;
    const failure = differing <= tolerance ? undefined : `it does not compute the same to ${tolerance}`;
    return measuredRow({ ...row, target: i === 0 ? target : "-", vs, note, failure });
  });
}
