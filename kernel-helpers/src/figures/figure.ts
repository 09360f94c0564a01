import * as path from "node:path";
import type { Data, Layout } from "plotly.js";
import { writeAtomic } from "../base/files";
import { canonicalJson } from "../base/hash";
import { drawUnlessDrawn } from "./drawn";
import { svgToPng, toSvg } from "./static-plot";
import { THEME } from "./theme";

export type Trace = Data;
export type FigureLayout = Partial<Layout>;

export interface FigureSpec {
  data: Trace[];
  layout: FigureLayout;
  /** What the figure shows, in one sentence: for readers who do not see it, and where no picture can be shown. */
  alt: string;
}

/** Plotly's own JSON for a figure, with our look. */
export interface PlotlyFigure {
  data: Trace[];
  layout: FigureLayout & { width: number; height: number };
}

export interface FigureFiles {
  svg: string;
  png: string;
  json: string;
}

const WIDTH = 700;
const HEIGHT = 420;

/** The figure with its size and the project's theme written in. */
export function themed({ data, layout }: FigureSpec): PlotlyFigure {
  const { width = WIDTH, height = HEIGHT } = layout;
  return { data, layout: { ...layout, width, height, template: { layout: THEME } } };
}

/** The figure as SVG: the same bytes for the same figure. */
export const figureSvg = async (spec: FigureSpec): Promise<string> => titled(await toSvg(themed(spec)), spec);

const titled = (svg: string, { alt }: FigureSpec): string =>
  svg.replace(/^<svg ([^>]*)>/, (_, attributes) => `<svg ${attributes} role="img"><title>${xml(alt)}</title>`);

/** The figure as PNG; `scale` pixels for each pixel of its layout. */
export const figurePng = async (spec: FigureSpec, scale = 1): Promise<Buffer> =>
  svgToPng(await toSvg(themed(spec)), scale);

/**
 * Writes `name`.svg, .png (two pixels for one) and .json (the data and layout) into `folder`, unless they are there
 * already; returns their paths.
 */
export async function saveFigure(name: string, spec: FigureSpec, folder: string): Promise<FigureFiles> {
  const file = (extension: string) => path.join(folder, `${name}.${extension}`);
  const files = { svg: file("svg"), png: file("png"), json: file("json") };
  const json = JSON.stringify(JSON.parse(canonicalJson(spec)), null, 1) + "\n";
  await drawUnlessDrawn(name, json, { folder, files: [files.svg, files.png, files.json] }, async () => {
    const svg = await toSvg(themed(spec));
    writeAtomic(files.svg, titled(svg, spec) + "\n");
    writeAtomic(files.png, await svgToPng(svg, 2));
    writeAtomic(files.json, json);
  });
  return files;
}

const xml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
