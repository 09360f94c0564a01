import { atan2 } from "../../base/exact-math";
import { clamp } from "../math/scalar";
import { vertexCurvature } from "../mesh/vertex-curvature";
import { Mask, MASK_COUNT, type HeadModel } from "../types";

/**
 * The chart that skin is painted on: azimuth about a vertical axis through the head across, height down. It belongs to
 * the base head's rest positions, so one chart fits every face.
 */
export const CHART_WIDTH = 1280;
export const CHART_HEIGHT = 1024;
/** Heights of the lower and the upper edge. */
export const CHART_BOTTOM = 4.6;
export const CHART_TOP = 8.7;
/** z of the axis. */
export const AXIS_Z = 0.3;
/** Floats per texel; `Channel` names them. */
export const CHART_CHANNELS = 6;
export const enum Channel {
  /** Linear reflectance. */
  Red = 0,
  Green = 1,
  Blue = 2,
  /** Slope of the fine relief: rise per length to the person's left (greater azimuth) and up. */
  SlopeAcross = 3,
  SlopeUp = 4,
  /** How much the skin shines; 1 is usual. */
  Shine = 5,
}
/** Points this little outside a triangle still count, so that no seams open between triangles. */
const SEAM = -1e-3;

export const chartU = (x: number, z: number): number => (atan2(x, z - AXIS_Z) / (2 * Math.PI) + 0.5) * CHART_WIDTH;
export const chartV = (y: number): number => ((CHART_TOP - y) / (CHART_TOP - CHART_BOTTOM)) * CHART_HEIGHT;

const wrapColumn = (x: number): number => ((x % CHART_WIDTH) + CHART_WIDTH) % CHART_WIDTH;

/** Index of the texel in column `x` (which wraps around) and row `y`. */
export const chartTexel = (x: number, y: number): number => y * CHART_WIDTH + wrapColumn(x);

/** What every texel shows of the base head: the outermost surface. The same for every person. */
export interface ChartSurface {
  /** Rest position, Float32 [height,width,3]; 0 where there is none. */
  rest: Float32Array;
  /** Share of ear, Float32 [height,width] in [0,1]. */
  ears: Float32Array;
  /** Mean curvature, Float32 [height,width], 1 / unit of length: negative in a fold; see vertex-curvature.ts. */
  curvature: Float32Array;
}

let cached: { head: HeadModel; surface: ChartSurface } | undefined;

/** The surface that the chart shows; the last head's is kept. */
export function chartSurface(head: HeadModel): ChartSurface {
  if (cached?.head !== head) cached = { head, surface: drawSurface(head) };
  return cached.surface;
}

/** The rest position that every texel shows, Float32 [height,width,3]; 0 where there is none. */
export const restPositions = (head: HeadModel): Float32Array => chartSurface(head).rest;

function drawSurface(head: HeadModel): ChartSurface {
  const texels = CHART_WIDTH * CHART_HEIGHT;
  const layers: SurfaceLayers = {
    rest: new Float32Array(texels * 3),
    ears: new Float32Array(texels),
    curvature: new Float32Array(texels),
    radius: new Float32Array(texels),
    vertexCurvature: vertexCurvature(head),
    head,
  };
  const { t0, t1 } = head.parts.body;
  for (let t = t0; t < t1; t += 3) {
    drawTriangle(layers, head.triangles[t], head.triangles[t + 1], head.triangles[t + 2]);
  }
  return { rest: layers.rest, ears: layers.ears, curvature: layers.curvature };
}

/** A column near `reference`: triangles that cross the seam behind the head are drawn in one piece. */
function unwrap(u: number, reference: number): number {
  if (u - reference > CHART_WIDTH / 2) return u - CHART_WIDTH;
  if (u - reference < -CHART_WIDTH / 2) return u + CHART_WIDTH;
  return u;
}

interface SurfaceLayers extends ChartSurface {
  /** Squared distance from the axis of what `rest` holds. */
  radius: Float32Array;
  vertexCurvature: Float32Array;
  head: HeadModel;
}

function drawTriangle(layers: SurfaceLayers, i: number, j: number, k: number): void {
  const { rest, ears, curvature, radius, vertexCurvature: bend, head } = layers;
  const { positions: p, masks } = head;
  const [a, b, c] = [i * 3, j * 3, k * 3];
  const ear = (vertex: number): number => masks[vertex * MASK_COUNT + Mask.Ears];
  const u0 = chartU(p[a], p[a + 2]);
  const u1 = unwrap(chartU(p[b], p[b + 2]), u0);
  const u2 = unwrap(chartU(p[c], p[c + 2]), u0);
  const v0 = chartV(p[a + 1]);
  const v1 = chartV(p[b + 1]);
  const v2 = chartV(p[c + 1]);
  const area = (u1 - u0) * (v2 - v0) - (v1 - v0) * (u2 - u0);
  if (area === 0) return;
  const right = Math.ceil(Math.max(u0, u1, u2));
  const bottom = Math.min(CHART_HEIGHT - 1, Math.ceil(Math.max(v0, v1, v2)));
  for (let y = Math.max(0, Math.floor(Math.min(v0, v1, v2))); y <= bottom; y++) {
    for (let x = Math.floor(Math.min(u0, u1, u2)); x <= right; x++) {
      const w1 = ((x + 0.5 - u0) * (v2 - v0) - (y + 0.5 - v0) * (u2 - u0)) / area;
      const w2 = ((u1 - u0) * (y + 0.5 - v0) - (v1 - v0) * (x + 0.5 - u0)) / area;
      const w0 = 1 - w1 - w2;
      if (w0 < SEAM || w1 < SEAM || w2 < SEAM) continue;
      const px = w0 * p[a] + w1 * p[b] + w2 * p[c];
      const py = w0 * p[a + 1] + w1 * p[b + 1] + w2 * p[c + 1];
      const pz = w0 * p[a + 2] + w1 * p[b + 2] + w2 * p[c + 2];
      const r = px * px + (pz - AXIS_Z) * (pz - AXIS_Z);
      const texel = chartTexel(x, y);
      if (r <= radius[texel]) continue;
      radius[texel] = r;
      rest[texel * 3] = px;
      rest[texel * 3 + 1] = py;
      rest[texel * 3 + 2] = pz;
      ears[texel] = w0 * ear(i) + w1 * ear(j) + w2 * ear(k);
      curvature[texel] = w0 * bend[i] + w1 * bend[j] + w2 * bend[k];
    }
  }
}

/** The chart at a rest position, bilinear, written to `out` ([CHART_CHANNELS]). */
export function sampleChart(chart: Float32Array, x: number, y: number, z: number, out: Float64Array): void {
  const u = chartU(x, z) - 0.5;
  const v = clamp(chartV(y) - 0.5, 0, CHART_HEIGHT - 1.01);
  const column = Math.floor(u);
  const row = Math.floor(v);
  const fu = u - column;
  const fv = v - row;
  const a = chartTexel(column, row) * CHART_CHANNELS;
  const b = chartTexel(column + 1, row) * CHART_CHANNELS;
  const below = CHART_WIDTH * CHART_CHANNELS;
  const wa = (1 - fu) * (1 - fv);
  const wb = fu * (1 - fv);
  const wc = (1 - fu) * fv;
  const wd = fu * fv;
  for (let i = 0; i < CHART_CHANNELS; i++) {
    out[i] = chart[a + i] * wa + chart[b + i] * wb + chart[a + below + i] * wc + chart[b + below + i] * wd;
  }
}
