import { runMeasured } from "./process-tree.mjs";
import { measuredRow } from "./rows.mjs";
import { withScratch } from "./scratch.mjs";

/**
 * Something that grows, measured in a process of its own for each size, in a store that is removed afterwards.
 * @typedef {object} Series
 * @property {string} part what bench/peers/growth.mjs runs, and `fill`, if there is one, before it, which does not count
 * @property {string} [fill]
 * @property {readonly number[]} sizes the last one only with --all: it takes minutes, and gigabytes of disk
 * @property {(size: string) => string} name
 * @property {string} [mostGib] what the memory of the last size is held to
 */

/** @type {readonly Series[]} */
const SERIES = [
  { part: "features", sizes: [1, 2, 4, 10], name: (size) => `features, ${size} x the data`, mostGib: "< 6" },
  {
    part: "model",
    fill: "fillModel",
    sizes: [1, 2, 4, 10],
    name: (size) => `model, ${size} x the data`,
    mostGib: "< 6",
  },
  { part: "classes", fill: "fillClasses", sizes: [10, 100, 1000], name: (size) => `model of ${size} classes` },
  { part: "planned", fill: "fillPlanned", sizes: [100, 1000, 10_000], name: (size) => `${size} models planned` },
  { part: "stored", fill: "fillStored", sizes: [100, 1000, 10_000], name: (size) => `${size} stored models read` },
  { part: "jobs", sizes: [100, 1000, 10_000], name: (size) => `${size} jobs handed out` },
];
/** What "linear" may mean: so many times the cost of the smallest size, for each times of it. */
const SLACK = 1.15;

/**
 * Time and memory as things grow: the images of a model to ten times, its classes to a thousand, models to ten thousand,
 * with made-up features and models where real ones would only take longer.
 * @param {string} project
 * @param {{ quick: boolean, all: boolean }} options
 * @returns {Promise<import("./rows.mjs").Row[]>}
 */
export async function measureGrowth(project, { quick, all }) {
  const rows = [];
  for (const { part, fill, sizes, name, mostGib } of SERIES) {
    const [smallest] = sizes;
    let single = NaN;
    for (const size of all ? sizes : sizes.slice(0, -1)) {
      const { seconds, peakBytes } = await measureOne(project, { part, fill, size, quick });
      if (size === smallest) single = seconds;
      const times = size / smallest;
      const title = `growth: ${name(size.toLocaleString("en-US"))}`;
      const target = size === smallest ? "-" : `<= ${(times * SLACK).toPrecision(3)}`;
      const vs = { ratios: [seconds / single], of: name(smallest.toLocaleString("en-US")) };
      const memory = { name: `${title}: peak memory`, unit: "GiB", rounds: [peakBytes / 2 ** 30] };
      rows.push(
        measuredRow({ name: title, unit: "s", target, rounds: [seconds], vs, growth: { part, size } }),
        measuredRow({ ...memory, target: size === sizes.at(-1) ? (mostGib ?? "-") : "-", growth: { part, size } }),
      );
    }
  }
  return rows;
}

/**
 * @param {string} project
 * @param {{ part: string, fill?: string, size: number, quick: boolean }} what
 */
const measureOne = (project, { part, fill, size, quick }) =>
  withScratch(project, async (folder) => {
    const env = { PAPER_LOCAL: folder, TF_NUM_INTRAOP_THREADS: "1" };
    const run = (/** @type {string} */ name) =>
      runMeasured(project, ["bench/peers/growth.mjs", name, String(size), ...(quick ? ["quick"] : [])], env);
    if (fill) await run(fill);
    const { output, peakBytes } = await run(part);
    return { seconds: Number(output), peakBytes };
  });
