import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MEASUREMENTS } from "./measurements.mjs";
import { saveResults } from "./results.mjs";
import { measuredRow } from "./rows.mjs";
import { markdownTable } from "./table.mjs";

const PROJECT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const HELP = `Usage: npm run bench -- [--peers] [--all] [--only TEXT] [--save] [--quick] [--list]
  --peers      also what compares with PyTorch and onnxruntime; the first time it fetches them (0.65 GB) into .venv-bench
  --all        also the slow ones (sections 1 to 6 and 8 in a new clone), and the others whole: two hours and more
  --only TEXT  those whose name contains TEXT, whatever they are
  --save       keep what was measured in bench/results.md and bench/results.json, beside what is there of this machine and
               of others
  --quick      one round and tiny sizes: whether all works, not how fast it is; nothing is saved
  --list       say what would be measured`;

const { values } = parseArgs({
  options: {
    peers: { type: "boolean" },
    all: { type: "boolean", default: false },
    only: { type: "string" },
    save: { type: "boolean" },
    quick: { type: "boolean", default: false },
    list: { type: "boolean" },
    help: { type: "boolean" },
  },
});

/** @typedef {import("./measurements.mjs").Measurement} Measurement */

/**
 * @param {Measurement} measurement
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
async function measure(measurement) {
  const { name } = measurement;
  try {
    process.stderr.write(`${name} `);
    if ("measureRows" in measurement) return await measurement.measureRows(PROJECT, values);
    const { unit, target, rounds } = measurement;
    const given = [];
    for (let round = 0; round < (values.quick ? 1 : rounds); round++) given.push(await measurement.measure(PROJECT));
    return [measuredRow({ name, unit, target, rounds: given })];
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    const { unit, target } = { unit: "", target: "-", ...measurement };
    return [{ name, unit, target, rounds: [], failure }];
  } finally {
    process.stderr.write("\n");
  }
}

const isWanted = (/** @type {Measurement} */ { name, slow, peers }) =>
  values.only === undefined ? (values.all || !slow) && (values.peers || !peers) : name.includes(values.only);
const chosen = MEASUREMENTS.filter(isWanted);

if (values.help) {
  console.log(HELP);
} else if (chosen.length === 0) {
  console.error(`no measurement has "${values.only}" in its name; --list --all --peers shows them`);
  process.exitCode = 2;
} else if (values.list) {
  for (const { name, slow, peers } of chosen) console.log(`${name}${slow ? " (slow)" : ""}${peers ? " (peers)" : ""}`);
} else {
  const measured = [];
  for (const measurement of chosen) {
    measured.push({ measurement: measurement.name, rows: await measure(measurement) });
    if (values.save && !values.quick) await saveResults(PROJECT, measured, MEASUREMENTS.map(({ name }) => name)); // prettier-ignore
  }
  const rows = measured.flatMap(({ rows }) => rows);
  console.log(markdownTable(rows));
  if (rows.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
}
