import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MEASUREMENTS, resultFiles } from "./measurements.mjs";
import { median } from "./statistics.mjs";
import { markdownTable } from "./table.mjs";

const PROJECT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const HELP = `Usage: npm run bench -- [--all] [--only TEXT] [--save] [--list]
  --all        the slow ones too (a second run of everything, and all of it in a new clone)
  --only TEXT  those whose name contains TEXT
  --save       keep the table in bench/results.md and bench/results.json
  --list       say what would be measured`;

const { values } = parseArgs({
  options: {
    all: { type: "boolean" },
    only: { type: "string" },
    save: { type: "boolean" },
    list: { type: "boolean" },
    help: { type: "boolean" },
  },
});

/**
 * @param {import("./measurements.mjs").Measurement} measurement
 * @returns {Promise<import("./table.mjs").Row>}
 */
async function measureRounds({ name, unit, target, rounds, measure }) {
  const values = [];
  try {
    for (let round = 0; round < rounds; round++) {
      process.stderr.write(`\r${name}: round ${round + 1} of ${rounds} `);
      values.push(await measure(PROJECT));
    }
    return { name, unit, target, rounds: values, median: median(values) };
  } catch (error) {
    return { name, unit, target, rounds: values, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    process.stderr.write("\n");
  }
}

/** @param {import("./table.mjs").Row[]} rows */
function save(rows) {
  const machine = `${os.availableParallelism()} cores, ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
  const { json, markdown } = resultFiles(PROJECT);
  fs.writeFileSync(json, JSON.stringify({ machine, rows }, null, 1) + "\n");
  const intro = "Made by `npm run bench -- --all --save`; the median of the rounds.";
  fs.writeFileSync(markdown, `# Measured\n\n${intro} Machine: ${machine}.\n\n${markdownTable(rows)}\n`);
}

const isWanted = (/** @type {import("./measurements.mjs").Measurement} */ { name, slow }) =>
  values.only === undefined ? values.all || !slow : name.includes(values.only);
const chosen = MEASUREMENTS.filter(isWanted);

if (values.help) {
  console.log(HELP);
} else if (chosen.length === 0) {
  console.error(`no measurement has "${values.only}" in its name; --list --all shows them`);
  process.exitCode = 2;
} else if (values.list) {
  for (const { name, slow } of chosen) console.log(`${name}${slow ? " (slow)" : ""}`);
} else {
  const rows = [];
  for (const measurement of chosen) rows.push(await measureRounds(measurement));
  console.log(markdownTable(rows));
  if (values.save) save(rows);
  if (rows.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
}
