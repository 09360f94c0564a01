import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { ensureSetup } from "./ensure.mjs";
import { PROJECT } from "./folders.mjs";
import { handOver } from "./run.mjs";
import { messageOf, SetupError } from "./setup-error.mjs";
import { runTests } from "./test.mjs";
import { ensureWorkflow } from "./workflow-environment.mjs";

const PAPER = path.join(PROJECT, "kernel-helpers/dist/cli/main.js");
const BENCH = path.join(PROJECT, "bench/run.mjs");

const USAGE = `Usage: node setup/cli.mjs COMMAND
  paper [ARGS…]  set up what is missing, then run the command paper (no ARGS: everything; --help says more)
  test           set up what is missing, then type-check, lint and all tests
  setup          set up what is missing, and nothing else; with --workflow also Snakemake, for "paper workflow"
  bench [ARGS…]  set up what is missing, then measure (--help says more)`;

/**
 * What package.json's scripts call. Uses nothing from node_modules, because it makes that.
 * @param {readonly string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function main([command, ...args]) {
  switch (command) {
    case "paper":
      await ensureForPaper(args);
      return handOver(process.execPath, [PAPER, ...(args.length > 0 ? args : ["all"])], { cwd: process.cwd() });
    case "test":
      await ensureSetup(PROJECT);
      return runTests(PROJECT);
    case "setup":
      await ensureSetup(PROJECT, { verbose: true });
      if (args.includes("--workflow")) await ensureWorkflow(PROJECT);
      return 0;
    case "bench":
      await ensureSetup(PROJECT);
      return handOver(process.execPath, [BENCH, ...args], { cwd: PROJECT });
    default:
      console.error(USAGE);
      return command === undefined || command === "--help" ? 0 : 2;
  }
}

/**
 * `paper doctor` is for machines on which something is wrong: it looks at what there is, also where set-up failed.
 * @param {readonly string[]} args
 */
async function ensureForPaper(args) {
  try {
    await ensureSetup(PROJECT);
  } catch (error) {
    if (args[0] !== "doctor" || !fs.existsSync(PAPER)) throw error;
    console.error(`Set-up is not complete: ${messageOf(error)}`);
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof SetupError ? `Set-up: ${error.message}` : error);
    process.exitCode = 1;
    if (process.argv[2] === "test") console.log("0 passed, 1 failed");
  },
);
