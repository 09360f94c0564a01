import fs from "node:fs";
import path from "node:path";

/** Beside results.md; a .png of the same name lies beside it. */
export const GROWTH_PICTURE = "growth.svg";

/** What grows, as the legend has it, by the part that is measured. */
const LABELS = {
  features: "features, by images",
  model: "a model, by images",
  classes: "a model, by classes",
  planned: "planning, by models",
  stored: "reading, by stored models",
  jobs: "handing out, by jobs",
};
const PARTS = /** @type {(keyof typeof LABELS)[]} */ (Object.keys(LABELS));

/**
 * What one machine measured of one thing that grows; sizes rise.
 * @typedef {object} Grown
 * @property {keyof typeof LABELS} part
 * @property {number[]} times how many times the smallest size
 * @property {number[]} seconds
 * @property {number[]} gib peak memory
 */

/**
 * Draws the growth that machines have measured into bench/; says whether there was any.
 * @param {string} project
 * @param {readonly import("./results.mjs").OfMachine[]} machines
 */
export async function drawGrowth(project, machines) {
  const grown = machines.map(({ machine, measured }) => ({ machine, series: seriesIn(measured) }));
  const shown = grown.filter(({ series }) => series.length > 0);
  if (shown.length === 0) return false;
  const { figurePng, figureSvg } = await import("kernel-helpers/dist/figures/figure.js");
  const figure = await growthFigure(shown);
  const file = path.join(project, "bench", GROWTH_PICTURE);
  fs.writeFileSync(file, `${await figureSvg(figure)}\n`);
  fs.writeFileSync(file.replace(/svg$/, "png"), await figurePng(figure, 2));
  return true;
}

/**
 * @param {readonly import("./results.mjs").Measured[]} measured
 * @returns {Grown[]}
 */
export function seriesIn(measured) {
  const rows = measured.flatMap((each) => each.rows);
  return PARTS.flatMap((part) => {
    const own = rows.filter(({ growth }) => growth?.part === part);
    const of = (/** @type {string} */ unit) => own.filter((row) => row.unit === unit && row.median !== undefined);
    const sizes = of("s").map(({ growth }) => growth?.size ?? NaN);
    const values = (/** @type {string} */ unit) => of(unit).map(({ median }) => median ?? NaN);
    const times = sizes.map((size) => size / sizes[0]);
    return sizes.length > 1 ? [{ part, times, seconds: values("s"), gib: values("GiB") }] : [];
  });
}

/**
 * For each machine, side by side: time by size, both as multiples of the smallest size's, where a line as steep as the
 * dashed one is linear; and peak memory.
 * @param {readonly { machine: string, series: readonly Grown[] }[]} machines
 * @returns {Promise<import("kernel-helpers/dist/figures/figure.js").FigureSpec>}
 */
export async function growthFigure(machines) {
  const { panelGrid } = await import("kernel-helpers/dist/figures/panels.js");
  const { PALETTE } = await import("kernel-helpers/dist/figures/theme.js");
  const colours = Object.values(PALETTE);
  const panels = panelGrid(2 * machines.length, { columns: 2, gap: 0.1, rowGap: 0.25 / machines.length });
  /** @type {import("kernel-helpers/dist/figures/figure.js").Trace[]} */
  const data = [];
  /** @type {Record<string, unknown>} */
  const axes = {};
  /** @type {object[]} */
  const annotations = [];
  for (const [i, { machine, series }] of machines.entries()) {
    const [time, memory] = panels.slice(2 * i, 2 * i + 2);
    const most = Math.max(...series.flatMap(({ times }) => times));
    const shown = { showlegend: i === 0 };
    data.push({ ...line(time, [1, most], [1, most]), ...shown, name: "linear", mode: "lines", line: { color: "#777777", dash: "dash", width: 1.5 } }); // prettier-ignore
    for (const { part, times, seconds, gib } of series) {
      const color = colours[PARTS.indexOf(part)];
      const look = { name: LABELS[part], legendgroup: part, mode: /** @type {const} */ ("lines+markers"), line: { color, width: 2 }, marker: { color, size: 6 } }; // prettier-ignore
      data.push(
        {
          ...line(
            time,
            times,
            seconds.map((each) => rounded(each / seconds[0])),
          ),
          ...look,
          ...shown,
        },
        { ...line(memory, times, gib.map(rounded)), ...look, showlegend: false },
      );
    }
    const across = { type: "log", title: { text: "times the smallest size" }, tickvals: [1, 2, 5, 10, 100] };
    for (const { axis, domain } of [time, memory]) axes[`xaxis${axis}`] = { ...across, domain, anchor: `y${axis}` };
    axes[`yaxis${time.axis}`] = { type: "log", title: { text: "times the smallest size's time" }, domain: time.height, anchor: `x${time.axis}`, tickvals: [1, 2, 5, 10, 100] }; // prettier-ignore
    axes[`yaxis${memory.axis}`] = { title: { text: "peak memory (GiB)" }, rangemode: "tozero", domain: memory.height, anchor: `x${memory.axis}` }; // prettier-ignore
    annotations.push({ text: machine, x: 0, xanchor: "left", xref: "paper", y: time.height[1], yanchor: "bottom", yref: "paper", showarrow: false, font: { size: 13 } }); // prettier-ignore
  }
  const height = 130 + 360 * machines.length;
  return {
    data,
    layout: {
      ...{ title: { text: "How time and memory grow" }, width: 1000, height, margin: { t: 130 } },
      ...{ legend: { y: 1 + 34 / (height - 186) }, annotations, ...axes },
    },
    alt: machines.map(({ machine, series }) => `${machine}: ${series.map(describe).join("; ")}.`).join(" "),
  };
}

/**
 * @param {import("kernel-helpers/dist/figures/panels.js").Panel} panel
 * @param {number[]} x
 * @param {number[]} y
 */
const line = ({ axis }, x, y) => ({
  type: /** @type {const} */ ("scatter"),
  x,
  y,
  xaxis: `x${axis}`,
  yaxis: `y${axis}`,
});

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(3));

const describe = (/** @type {Grown} */ { part, times, seconds, gib }) =>
  `${LABELS[part]}: ${rounded(times[times.length - 1])} times the size takes ${rounded(seconds[seconds.length - 1] / seconds[0])} times as long and ${rounded(gib[gib.length - 1])} GiB`;
