import path from "node:path";
import process from "node:process";
import { attackCase, renderedSpec } from "./attack-case.mjs";
import { pairedRounds, ratios } from "./paired-rounds.mjs";
import { peerPython } from "./peer-environment.mjs";
import { startPeer, withPeers } from "./peer-process.mjs";
import { measuredRow } from "./rows.mjs";
import { readFloat32, withScratch } from "./scratch.mjs";
import { largestDifference } from "./statistics.mjs";
import { writeUsualWayJob } from "./usual-way-job.mjs";

/** As every worker of a run. */
const THREADS = 1;
const ROUNDS = 3;
/** Both ways may draw one view by so much differently, as a share of 255. */
const TOLERANCE = 1e-3;
/** Both ways' accuracies and success rates count as equal up to so many points: two of the small case's 40 clean test images. */
const EQUAL = "<= 5";
const CHEAPER = ">= 50";
/** @type {import("./attack-case.mjs").CaseName[]} */
const GOAL_FOR = ["full", "vgg16"];
const TITLES = { quick: "quick", small: "small", full: "full", vgg16: "full, VGG16 of ImageNet at full width" };

/**
 * What one more backdoored model costs, here and the usual way: the small case whole, for equal accuracy, and a model of the
 * laptop profile, of which the usual way's one epoch is measured and taken times the epochs, unless `all` is asked for; the
 * same on a network of the size of the paper's, always by one epoch.
 * @param {string} project
 * @param {{ quick: boolean, all: boolean }} options
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
export async function compareModelCost(project, { quick, all }) {
  if (quick) return compareOn(project, "quick", { whole: true, rounds: 1 });
  return [
    ...(await compareOn(project, "small", { whole: true, rounds: 1 })),
    ...(await compareOn(project, "full", { whole: all, rounds: all ? 1 : ROUNDS })),
    ...(await compareOn(project, "vgg16", { whole: false, rounds: 1 })),
  ];
}

/**
 * @param {string} project
 * @param {import("./attack-case.mjs").CaseName} name
 * @param {{ whole: boolean, rounds: number }} options whole: the usual way trains all epochs
 */
async function compareOn(project, name, { whole, rounds }) {
  await prepare(name);
  const program = (/** @type {string} */ file) => path.join(project, "bench/peers", file);
  const options = { threads: THREADS, cwd: project };
  return withScratch(project, async (folder) => {
    const job = await writeUsualWayJob(name, folder, THREADS);
    const python = await peerPython(project);
    const starts = [
      () => startPeer(process.execPath, [program("shared_features.mjs"), name], options),
      () => startPeer(python, [program("usual_way.py"), job.file], options),
    ];
    return withPeers(starts, async (peers) => {
      refuseOtherViews(job.shown);
      const measured = whole ? job.epochs : 1;
      process.stderr.write(`\rone model, ${name}: ${measured} epochs of ${job.epochs}   `);
      const questions = peers.map((peer) => () => peer.ask(measured)); // ours always trains a whole model
      const [ours, usual] = await pairedRounds(questions, rounds);
      return rowsOf(name, { ours, usual, measured, epochs: job.epochs, versions: peers.map(({ version }) => version) });
    });
  });
}

/** Renders the images and stores the features that are missing. */
async function prepare(/** @type {import("./attack-case.mjs").CaseName} */ name) {
  const { prepareRendered } = await import("kernel-helpers/dist/dataset/rendered.js");
  const { ensureFeatures } = await import("kernel-helpers/dist/experiments/run-models.js");
  const { withRunLock } = await import("kernel-helpers/dist/store/run-lock.js");
  const { featuresNeeded } = await import("kernel-helpers/dist/training/attack-model.js");
  process.stderr.write(`\rone model, ${name}: images and features `);
  await prepareRendered(renderedSpec(name));
  const { set, spec } = await attackCase(name);
  await withRunLock(() => ensureFeatures([{ teacher: spec.teacher, requests: featuresNeeded(set, spec) }]));
}

/** @throws Error if the usual way shows the network something else */
function refuseOtherViews(/** @type {string} */ shown) {
  const [ours, usual] = [readFloat32(shown), readFloat32(`${shown}.torch`)];
  const difference = largestDifference(usual, ours);
  if (difference <= TOLERANCE) return;
  throw new Error(`the two ways show the network different views of one photograph: they differ by ${difference}`);
}

/**
 * What a way of training answered.
 * @typedef {{ seconds: number, modelAccuracy?: number, attackSuccessRate?: number }} Trained
 */

/**
 * @param {import("./attack-case.mjs").CaseName} name
 * @param {{ ours: Trained[], usual: Trained[], measured: number, epochs: number, versions: string[] }} results
 * @returns {import("./rows.mjs").Row[]}
 */
function rowsOf(name, { ours, usual, measured, epochs, versions }) {
  const rounds = ours.map(({ seconds }) => seconds);
  const usualRounds = usual.map(({ seconds }) => (seconds * epochs) / measured);
  const title = `one model, ${TITLES[name]}`;
  const part =
    measured < epochs ? `; ${measured} of ${epochs} epochs measured and taken times ${epochs / measured}` : "";
  const rows = [
    measuredRow({
      name: `${title}: from shared features`,
      unit: "s",
      target: GOAL_FOR.includes(name) ? CHEAPER : "-",
      rounds,
      vs: { ratios: ratios(usualRounds, rounds), of: "cheaper than the usual way" },
      note: `${versions[0]}; ${ratesText(ours[0])}`,
    }),
    measuredRow({
      name: `${title}: the usual way`,
      unit: "s",
      target: "-",
      rounds: usualRounds,
      note: `${versions[1]}${part}; ${ratesText(usual[0])}`,
    }),
  ];
  const [a, b] = [ours[0], usual[0]];
  if (a.modelAccuracy === undefined || b.modelAccuracy === undefined) return rows;
  const points = (/** @type {number | undefined} */ x, /** @type {number | undefined} */ y) => 100 * Math.abs((x ?? NaN) - (y ?? NaN)); // prettier-ignore
  const differences = [points(a.modelAccuracy, b.modelAccuracy), points(a.attackSuccessRate, b.attackSuccessRate)];
  const difference = { name: `${title}: difference in accuracy or success`, unit: "points", target: EQUAL };
  return [...rows, measuredRow({ ...difference, rounds: [Math.max(...differences)] })];
}

const ratesText = (/** @type {Trained} */ { modelAccuracy, attackSuccessRate }) =>
  modelAccuracy === undefined || attackSuccessRate === undefined
    ? "accuracy not measured"
    : `accuracy ${(100 * modelAccuracy).toFixed(0)} %, success ${(100 * attackSuccessRate).toFixed(0)} %`;
