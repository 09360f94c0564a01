import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { drawGrowth, GROWTH_PICTURE } from "./growth-figure.mjs";
import { markdownTable } from "./table.mjs";

/**
 * The rows that a measurement gave.
 * @typedef {object} Measured
 * @property {string} measurement its name
 * @property {import("./rows.mjs").Row[]} rows
 */

/**
 * What one machine measured.
 * @typedef {{ machine: string, measured: readonly Measured[] }} OfMachine
 */

const INTRO = `Made by \`npm run bench -- --all --peers --save\`, whole or in parts, on machines that did nothing else; every machine has a
table of its own, and numbers of two machines are not to be compared. Numbers are medians of the rounds. \`vs\` compares
within one run: whoever stands there was asked in turn, round after round, on the same weights, pictures, batch and threads
(one each, as in every worker of a run), and the ratio is the median of the rounds' ratios. A number to reach beside a ratio
is one for the ratio.`;

/** @param {string} project */
const filesOf = (project) => ({
  json: path.join(project, "bench/results.json"),
  markdown: path.join(project, "bench/results.md"),
});

const thisMachine = () =>
  `${os.availableParallelism()} cores, ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`;

/**
 * What is kept after a run: of the machine that measured, the new in place of the old, in the order of `names`; other
 * machines' results stay beside it. What is not measured any more goes, and a machine that then has nothing.
 * @param {readonly OfMachine[]} old
 * @param {OfMachine} fresh
 * @param {readonly string[]} names
 * @returns {OfMachine[]}
 */
export function merged(old, fresh, names) {
  const isKnown = old.some(({ machine }) => machine === fresh.machine);
  const machines = isKnown ? old : [...old, { machine: fresh.machine, measured: [] }];
  return machines
    .map(({ machine, measured }) => {
      const latest = machine === fresh.machine ? [...fresh.measured, ...measured] : measured;
      const found = names.map((name) => latest.find(({ measurement }) => measurement === name));
      return { machine, measured: found.filter((each) => each !== undefined) };
    })
    .filter(({ measured }) => measured.length > 0);
}

/**
 * Keeps what was measured in bench/results.json and bench/results.md, and draws how things grow.
 * @param {string} project
 * @param {readonly Measured[]} measured
 * @param {readonly string[]} names of all measurements
 */
export async function saveResults(project, measured, names) {
  const { json, markdown } = filesOf(project);
  const machines = merged(readMachines(json), { machine: thisMachine(), measured }, names);
  fs.writeFileSync(json, `${JSON.stringify({ machines }, null, 1)}\n`);
  const isDrawn = await drawGrowth(project, machines);
  fs.writeFileSync(markdown, pageOf(machines, isDrawn));
}

/** @returns {OfMachine[]} */
function readMachines(/** @type {string} */ file) {
  /** @type {Partial<OfMachine> & { machines?: OfMachine[] }} */
  const { machines, machine, measured } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  // A file of one machine, as it was before there could be several.
  return machines ?? (machine && measured ? [{ machine, measured }] : []);
}

/**
 * @param {readonly OfMachine[]} machines
 * @param {boolean} isDrawn whether there is a picture of the growth
 */
const pageOf = (machines, isDrawn) =>
  [
    "# Measured",
    INTRO,
    ...(isDrawn ? [`![Time and memory by the size of what is computed](${GROWTH_PICTURE})`] : []),
    ...machines.flatMap(({ machine, measured }) => [`## ${machine}`, markdownTable(measured.flatMap(({ rows }) => rows))]),
  ].join("\n\n") + "\n";
