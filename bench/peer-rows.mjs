import path from "node:path";
import process from "node:process";
import { ratios } from "./paired-rounds.mjs";
import { peerPython } from "./peer-environment.mjs";
import { startPeer } from "./peer-process.mjs";
import { measuredRow } from "./rows.mjs";
import { readFloat32 } from "./scratch.mjs";
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
 * Starts each contender on a job, whose numbers lie in `output`.json.
 * @param {string} project
 * @param {readonly Contender[]} contenders
 * @param {{ output: string, threads: number }} job
 */
export async function startsOf(project, contenders, { output, threads }) {
  const python = await peerPython(project);
  return contenders.map(({ program, library }) => () => {
    const args = [path.join(project, "bench/peers", program), library, `${output}.json`];
    return startPeer(program.endsWith(".py") ? python : process.execPath, args, { threads, cwd: project });
  });
}

/**
 * The contenders' speeds beside that of PyTorch. One whose numbers, in `output`.library, differ from its by more than
 * `tolerance` of the largest does not compute the same, and is shown as a failure.
 * @param {{ name: string, unit: string, target: string, tolerance: number, compared: string }} what compared: "features differ"
 * @param {readonly Contender[]} contenders
 * @param {{ versions: string[], speeds: number[][], output: string }} measured
 * @returns {import("./rows.mjs").Row[]}
 */
export function peerRows({ name, unit, target, tolerance, compared }, contenders, { versions, speeds, output }) {
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
