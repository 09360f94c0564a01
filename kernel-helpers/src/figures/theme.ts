import type { FigureLayout } from "./figure";

/** The font of all figures; the names after it are for readers of the SVG who do not have it. */
export const FONT_FAMILY = "Inter, Helvetica Neue, Arial, sans-serif";

/** Okabe and Ito's colours, told apart with every common colour blindness (jfly.uni-koeln.de/color, 2008). */
export const PALETTE = {
  blue: "#0072b2",
  orange: "#e69f00",
  green: "#009e73",
  vermillion: "#d55e00",
  purple: "#cc79a7",
  sky: "#56b4e9",
  black: "#000000",
  yellow: "#f0e442",
} as const;

/** Ours, in every figure; the paper's values are grey. */
export const OUR_COLOUR = PALETTE.blue;

const INK = "#222222";
const GRID = "#e3e3e3";
const axis = {
  automargin: true,
  gridcolor: GRID,
  linecolor: INK,
  showline: true,
  ticks: "outside",
  tickcolor: INK,
  zeroline: false,
  title: { standoff: 10, font: { size: 14 } },
} as const;

/** The look that every figure starts from; a figure's own layout wins. Sizes are pixels at reading size. */
export const THEME: FigureLayout = {
  font: { family: FONT_FAMILY, size: 14, color: INK },
  title: {
    x: 0,
    xref: "paper",
    xanchor: "left",
    y: 1,
    yref: "container",
    yanchor: "top",
    pad: { t: 16 },
    font: { size: 16 },
  },
  colorway: Object.values(PALETTE),
  paper_bgcolor: "#ffffff",
  plot_bgcolor: "#ffffff",
  margin: { l: 64, r: 24, t: 72, b: 56 },
  legend: { orientation: "h", x: 0, y: 1.02, xanchor: "left", yanchor: "bottom" },
  hoverlabel: { font: { family: FONT_FAMILY } },
  xaxis: axis,
  yaxis: axis,
};
