import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { markdownTable } from "./table.mjs";

/**
 * The rows that a measurement gave.
 * @typedef {object} Measured
 * @property {string} measurement its name
 * @property {import("./rows.mjs").Row[]} rows
 */

const INTRO = `Made by \`npm run bench -- --all --peers --save\`, whole or in parts, on a machine that did nothing else. Numbers are medians of
the rounds. \`vs\` compares within one run: whoever stands there was asked in turn, round after round, on the same weights,
pictures, batch and threads (one each, as in every worker of a run), and the ratio is the median of the rounds' ratios. A
number to reach beside a ratio is one for the ratio.`;

/** @param {string} project */
const filesOf = (project) => ({
  json: path.join(project, "bench/results.json"),
  markdown: path.join(project, "bench/results.md"),
});

const thisMachine = () =>
  `${os.availableParallelism()} cores, ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`;

/**
 * What is kept after a run: the new in place of the old, in the order of `names`. The old stays where it was not measured
 * again, and only if it is from the same machine and is still measured at all.
 * @param {{ machine: string, measured: readonly Measured[] } | undefined} old
 * @param {{ machine: string, measured: readonly Measured[] }} fresh
 * @param {readonly string[]} names
 * @returns {Measured[]}
 */
export function merged(old, fresh, names) {
  const kept = old?.machine === fresh.machine ? old.measured : [];
  const found = (/** @type {readonly Measured[]} */ among, /** @type {string} */ name) =>
    among.find(({ measurement }) => measurement === name);
  return names.map((name) => found(fresh.measured, name) ?? found(kept, name)).filter((each) => each !== undefined);
}

/**
 * Keeps what was measured in bench/results.json and bench/results.md.
 * @param {string} project
 * @param {readonly Measured[]} measured
 * @param {readonly string[]} names of all measurements
 */
export function saveResults(project, measured, names) {
  const { json, markdown } = filesOf(project);
  const machine = thisMachine();
  const old = fs.existsSync(json) ? JSON.parse(fs.readFileSync(json, "utf8")) : undefined;
  const all = merged(old?.measured ? old : undefined, { machine, measured }, names);
  fs.writeFileSync(json, `${JSON.stringify({ machine, measured: all }, null, 1)}\n`);
  const table = markdownTable(all.flatMap(({ rows }) => rows));
  fs.writeFileSync(markdown, `# Measured\n\n${INTRO}\n\nMachine: ${machine}.\n\n${table}\n`);
}
