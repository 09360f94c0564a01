import * as fs from "node:fs";
import type { DOMWindow } from "jsdom";
import type * as Plotly from "plotly.js";
import sharp from "sharp";
import { Seed } from "../base/seed";
import type { PlotlyFigure } from "./figure";
import { useOnlyOurFonts } from "../base/fonts";

type PlotWindow = DOMWindow & { Plotly: typeof Plotly; Math: { random: () => number }; JSON: typeof JSON };

/** Pixels of a layout are CSS pixels: 72 of the renderer's to the inch. */
const DENSITY = 72;

let plotWindow: PlotWindow | undefined;

/** A page without a browser, with Plotly in it. Made once, in about a second. */
function loadPlotly(): PlotWindow {
  if (plotWindow) return plotWindow;
  // Loaded at the first figure: a notebook without figures, and the command line, start faster.
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { JSDOM } = require("jsdom") as typeof import("jsdom");
  const { giveSizes } = require("./plot-sizes") as typeof import("./plot-sizes");
  /* eslint-enable @typescript-eslint/no-require-imports */
  const options = { runScripts: "outside-only", pretendToBeVisual: true, url: "http://localhost/" } as const;
  const { window } = new JSDOM("<!doctype html><body></body>", options);
  giveSizes(window);
  window.eval(fs.readFileSync(require.resolve("plotly.js-dist"), "utf8"));
  return (plotWindow = window as unknown as PlotWindow);
}

/**
 * A Plotly figure as SVG text. Plotly names clip paths by Math.random: with the same seed each time, the same figure
 * gives the same bytes.
 */
export async function toSvg(figure: PlotlyFigure): Promise<string> {
  const window = loadPlotly();
  const random = new Seed("static-plot").random();
  window.Math.random = () => random.next();
  // Parsed inside the page: Plotly tests for plain objects and arrays of its own realm.
  const { data, layout } = window.JSON.parse(JSON.stringify(figure)) as PlotlyFigure;
  const { width, height } = layout;
  return window.Plotly.toImage({ data, layout, config: { staticPlot: true } }, {
    format: "svg",
    width,
    height,
    imageDataOnly: true,
  } as Plotly.ToImgopts);
}

/** An SVG as PNG on white, with `scale` pixels for each of its own. */
export function svgToPng(svg: string, scale = 1): Promise<Buffer> {
  useOnlyOurFonts();
  return sharp(Buffer.from(svg), { density: DENSITY * scale })
    .flatten({ background: "#ffffff" })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}
