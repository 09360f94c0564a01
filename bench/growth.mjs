import { runMeasured } from "./process-tree.mjs";
import { measuredRow } from "./rows.mjs";
import { withScratch } from "./scratch.mjs";

const FACTORS = [1, 2, 4];
/** Takes minutes, and gigabytes of disk. */
const TEN_TIMES = 10;
/** What "linear" may mean: so many times the cost of the single data, for each times of data. */
const SLACK = 1.15;
/** Memory at ten times the data. */
const MOST_GIB = "< 6";

/**
 * Time and memory of features and of one model, in one process, on 1, 2, 4 (and 10) times the data.
 * @param {string} project
 * @param {{ quick: boolean, all: boolean }} options
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
export async function measureGrowth(project, { quick, all }) {
  const rows = [];
  /** @type {Record<string, number>} */
  const single = {};
  for (const factor of all ? [...FACTORS, TEN_TIMES] : FACTORS) {
    for (const { part, seconds, peakBytes } of await measureFactor(project, factor, quick)) {
      single[part] ??= seconds;
      const name = `growth: ${part}, ${factor} x the data`;
      const vs = { ratios: [seconds / single[part]], of: "1 x the data" };
      const target = factor === 1 ? "-" : `<= ${(factor * SLACK).toPrecision(3)}`;
      rows.push(
        measuredRow({ name, unit: "s", target, rounds: [seconds], vs }),
        measuredRow({
          name: `${name}: peak memory`,
          unit: "GiB",
          target: factor === TEN_TIMES ? MOST_GIB : "-",
          rounds: [peakBytes / 2 ** 30],
        }),
      );
    }
  }
  return rows;
}

/** Seconds and peak memory of both parts, in a store that is removed afterwards. */
const measureFactor = (/** @type {string} */ project, /** @type {number} */ factor, /** @type {boolean} */ quick) =>
  withScratch(project, async (folder) => {
    const env = { PAPER_LOCAL: folder, TF_NUM_INTRAOP_THREADS: "1" };
    const run = async (/** @type {string} */ part) => {
      const args = ["bench/peers/growth.mjs", part, String(factor), ...(quick ? ["quick"] : [])];
      const { output, peakBytes } = await runMeasured(project, args, env);
      return { part, seconds: Number(output), peakBytes };
    };
    const features = await run("features");
    await run("fill");
    return [features, await run("model")];
  });
