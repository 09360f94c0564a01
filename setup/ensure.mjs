import path from "node:path";
import process from "node:process";
import { setupFolder } from "./folders.mjs";
import { performance } from "node:perf_hooks";
import { takeLock } from "./lock.mjs";
import { checkNode, findLacks, thisMachine } from "./prerequisites.mjs";
import { endChildren } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";
import { setupSteps } from "./steps.mjs";

/** Runs need some room beside what set-up fills: rendered images, features, results. */
const WORKING_BYTES = 1e9;

/** @typedef {(line: string) => void} Say */

/** Set-up talks on stderr: stdout belongs to the command that comes after it. @type {Say} */
const sayOnStderr = (line) => void process.stderr.write(`${line}\n`);

/**
 * Does whatever part of set-up is not done yet; nothing at all, and no word, when all is there.
 * @param {string} project
 * @param {{ say?: Say, verbose?: boolean }} [options] verbose: also say what is there already
 */
export async function ensureSetup(project, { say = sayOnStderr, verbose = false } = {}) {
  refuseLacks([checkNode(thisMachine(project))].filter((lack) => lack !== undefined));
  const steps = setupSteps(project);
  const due = steps.filter((step) => !step.isThere());
  if (due.length > 0) {
    refuseLacks(lacksFor(project, due));
    await runLocked(project, steps, say);
  } else if (verbose) {
    for (const { name } of steps) say(`${name}: already there`);
  }
}

/**
 * @param {string} project
 * @param {import("./steps.mjs").Step[]} due
 */
function lacksFor(project, due) {
  const disk = due.reduce((sum, step) => sum + step.diskBytes, WORKING_BYTES);
  return findLacks(thisMachine(project), {
    diskBytes: disk,
    compiler: due.some((step) => step.usesCompiler),
    python: due.some((step) => step.usesPython),
  });
}

/** @param {import("./prerequisites.mjs").Lack[]} lacks */
function refuseLacks(lacks) {
  if (lacks.length === 0) return;
  const lines = lacks.map(({ what, mend }) => `  - ${what}\n    To mend it: ${mend}`);
  throw new SetupError(`this machine lacks something, and nothing was downloaded:\n${lines.join("\n")}`);
}

/**
 * @param {string} project
 * @param {import("./steps.mjs").Step[]} steps
 * @param {Say} say
 */
async function runLocked(project, steps, say) {
  const giveBack = await takeLock(path.join(setupFolder(project), "lock"));
  /** @type {Promise<never> | undefined} */
  let stopping;
  const stop = () => (stopping ??= stopSetup(giveBack, say));
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, stop);
  try {
    await runSteps(steps, say);
  } catch (error) {
    if (stopping) await stopping; // the step failed because its program was ended: that is not news
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
    giveBack();
  }
}

/**
 * @param {() => void} giveBack
 * @param {Say} say
 * @returns {Promise<never>}
 */
async function stopSetup(giveBack, say) {
  await endChildren();
  giveBack();
  say("Set-up was stopped; what is finished stays, and the same command goes on from there.");
  process.exit(130);
}

/**
 * @param {import("./steps.mjs").Step[]} steps
 * @param {Say} say
 */
async function runSteps(steps, say) {
  const start = performance.now();
  for (const [index, step] of steps.entries()) {
    const label = `[${index + 1}/${steps.length}] ${step.name}`;
    if (step.isThere()) {
      say(`${label}: already there`);
      continue;
    }
    say(`${label}: ${step.what}`);
    const stepStart = performance.now();
    await step.run((line) => say(`      ${line}`));
    say(`      done in ${seconds(stepStart)}`);
  }
  say(`Set-up took ${seconds(start)}.`);
}

/** @param {number} start of performance.now() */
const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
