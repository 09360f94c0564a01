import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { runMeasured } from "./process-tree.mjs";
import { measuredRow } from "./rows.mjs";

/** What the figures and tables of sections 1 to 5 are made from. */
const IMAGE_SETS = ["volunteers", "others", "pairs", "objects"];
/** Notebooks by their names; 00 belongs to no section and 01 to 05 to these. */
const TO_SECTION_5 = /^0[0-5]-/;
const DISTORTIONS_AND_ATTENTION = /^0(5b|6)-/;
const DEFENSES = /^08-/;

/**
 * Everything of sections 1 to 6 and 8, laptop profile, in an empty clone of what is committed: part after part, each in
 * processes of its own, each with its time and peak memory.
 * @param {string} project
 * @param {{ quick: boolean }} options quick: the smoke profile
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
export async function measureWholeRuns(project, { quick }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-clone-"));
  try {
    execFileSync("git", ["clone", "--quiet", project, folder]);
    return rowsOf(await runParts(folder, quick ? "smoke" : "laptop"));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** @typedef {{ seconds: number, peakBytes: number }} Part */

async function runParts(/** @type {string} */ folder, /** @type {string} */ profile) {
  // A store that the reader has moved would be full already.
  const env = { PAPER_LOCAL: path.join(folder, "store") };
  const setup = (/** @type {string[]} */ ...args) => {
    process.stderr.write(`\rwhole run: ${args.join(" ")} `);
    return runMeasured(folder, ["setup/cli.mjs", ...args], env);
  };
  const paper = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
    setup("paper", command, ...args, "--profile", profile);
  // The smoke profile uses a small part of the sets, and renders it where it needs it.
  const render = (/** @type {string[]} */ ...sets) =>
    paper("world", ...(profile === "smoke" ? [] : ["--set", ...sets]));

  const made = async (/** @type {RegExp} */ which) => [
    await paper("run", ...artifacts((await paper("list", "--json")).output, which)),
    await paper("notebooks", ...notebooks(folder, which)),
  ];

  const [first, ...others] = IMAGE_SETS;
  return {
    setup: [await setup("setup")],
    volunteers: [await render(first)],
    table1: [await paper("run", "table1")],
    figure3: [await paper("run", "figure3")],
    images: [await render(...others)],
    rest: await made(TO_SECTION_5),
    section6: await made(DISTORTIONS_AND_ATTENTION),
    section8: await made(DEFENSES),
  };
}

/** The figures and tables of these notebooks that a run without names makes. */
function artifacts(/** @type {string} */ list, /** @type {RegExp} */ which) {
  /** @type {{ artifacts: { id: string, notebook: string, onDemand: boolean }[] }} */
  const { artifacts } = JSON.parse(list);
  return artifacts.filter(({ notebook, onDemand }) => !onDemand && which.test(notebook)).map(({ id }) => id);
}

const notebooks = (/** @type {string} */ folder, /** @type {RegExp} */ which) =>
  fs
    .readdirSync(path.join(folder, "notebooks"))
    .filter((name) => which.test(name) && name.endsWith(".ipynb"))
    .map((name) => path.basename(name, ".ipynb"));

/** @returns {import("./rows.mjs").Row[]} */
function rowsOf(/** @type {Awaited<ReturnType<typeof runParts>>} */ parts) {
  const { setup, volunteers, table1, figure3, rest, section6, section8 } = parts;
  const toTable1 = [...setup, ...volunteers, ...table1];
  return [
    time("from clone to Table 1, laptop profile", toTable1, "< 20"),
    memory("peak memory on that way, all processes together", toTable1, "< 4"),
    time("the whole of Table 1 and Figure 3, from images", [...table1, ...figure3], "-"),
    time("sections 1 to 5, laptop profile, beyond rendering", [...table1, ...figure3, ...rest], "<= 20"),
    time("image artifacts and section 6, laptop profile, after that", section6, "<= 15"),
    time("section 8, laptop profile, after that", section8, "<= 45"),
    memory("peak memory of it, all processes together", Object.values(parts).flat(), "< 6"),
  ];
}

const time = (/** @type {string} */ name, /** @type {Part[]} */ parts, /** @type {string} */ target) =>
  measuredRow({ name, unit: "min", target, rounds: [parts.reduce((sum, { seconds }) => sum + seconds, 0) / 60] });

const memory = (/** @type {string} */ name, /** @type {Part[]} */ parts, /** @type {string} */ target) =>
  measuredRow({ name, unit: "GiB", target, rounds: [Math.max(...parts.map(({ peakBytes }) => peakBytes)) / 2 ** 30] });
