import { bundle } from "./bundle";
import { FIGURE_SCRIPT, PLOTLY_SCRIPT } from "./live-figure";
import type { SiteFile } from "./page";

let bundled: Uint8Array | undefined;

/** What a page with figures needs: the script that makes them live, and Plotly, which all pages share. */
export const figureScripts = (): SiteFile[] => [
  { path: FIGURE_SCRIPT, bytes: (bundled ??= bundle("browser/figures.ts")) },
  { path: PLOTLY_SCRIPT, copyFrom: require.resolve("plotly.js-cartesian-dist-min") },
];
