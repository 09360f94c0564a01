import { cos, pow, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { clamp, mix, smoothstep } from "../math/scalar";
import type { BrowSpec } from "../types";
import {
  CHART_BOTTOM,
  CHART_CHANNELS,
  CHART_HEIGHT,
  chartTexel,
  CHART_TOP,
  chartU,
  chartV,
  CHART_WIDTH,
} from "./skin-chart";

/** Dots along one stroke (one more than this many). */
const STROKE_STEPS = 8;
const HIGHEST_OPACITY = 0.93;
/** z of the skin below a brow at |x|. */
const browDepth = (x: number): number => 1.46 - 0.75 * x * x;

/** Height of the brow's middle line above its inner end, at a share `t` of its length. */
const archAt = (brow: BrowSpec, t: number): number =>
  brow.arch * sin(Math.PI * Math.min(1, t * 0.86 + 0.05)) - brow.drop * smoothstep(0.6, 1, t);

/** Half the brow's thickness at a share `t` of its length: full after a blunt start, thin at the end. */
const thicknessAt = (brow: BrowSpec, t: number): number =>
  brow.thickness * (t < 0.15 ? mix(0.75, 1, t / 0.15) : mix(1, 0.22, smoothstep(0.45, 1, t)));

/** Paints both eyebrows, hair by hair over a soft ground, onto a skin chart (changed in place). */
export function paintBrows(chart: Float32Array, brow: BrowSpec, random: Random): void {
  const opacity = new Float32Array(CHART_WIDTH * CHART_HEIGHT);
  for (const side of [-1, 1]) {
    for (let i = 0; i < Math.round(brow.count); i++) paintStroke(opacity, brow, side, random);
    paintGround(opacity, brow, side);
  }
  for (let texel = 0; texel < opacity.length; texel++) {
    const share = clamp(opacity[texel]) * HIGHEST_OPACITY;
    if (share <= 0) continue;
    for (let c = 0; c < 3; c++) {
      const o = texel * CHART_CHANNELS + c;
      chart[o] = mix(chart[o], brow.color[c], share);
    }
  }
}

/** One hair: it stands up at the inner end of the brow and lies flat at the outer end. */
function paintStroke(opacity: Float32Array, brow: BrowSpec, side: number, random: Random): void {
  const t = pow(random.next(), 0.9);
  const across = (random.next() - 0.5) * 2;
  const isThinned = random.next() * brow.thickness > thicknessAt(brow, t);
  const x = mix(brow.inner, brow.outer, t);
  const y = brow.y + archAt(brow, t) + across * thicknessAt(brow, t) + random.normal(0, 0.004);
  const angle = mix(1.25, -0.18, smoothstep(-0.05, 0.45, t)) - across * 0.35 + random.normal(0, 0.12);
  const length = mix(0.075, 0.055, t) * random.range(0.7, 1.2);
  const strength = brow.density * random.range(0.5, 1);
  if (isThinned) return;
  for (let step = 0; step <= STROKE_STEPS; step++) {
    const along = (step / STROKE_STEPS) * length;
    const px = x + along * cos(angle);
    const py = y + along * sin(angle);
    addDot(opacity, chartU(side * px, browDepth(px)), chartV(py), strength * (1 - (0.6 * step) / STROKE_STEPS));
  }
}

/** The shadow of skin and short hairs between the strokes. */
function paintGround(opacity: Float32Array, brow: BrowSpec, side: number): void {
  const stepY = (CHART_TOP - CHART_BOTTOM) / CHART_HEIGHT / 1.2;
  for (let y = brow.y - 0.12; y < brow.y + 0.22; y += stepY) {
    for (let x = brow.inner - 0.03; x < brow.outer + 0.03; x += 0.003) {
      const t = clamp((x - brow.inner) / (brow.outer - brow.inner));
      const fromMiddle = Math.abs(y - brow.y - archAt(brow, t)) / thicknessAt(brow, t);
      const strength =
        smoothstep(1.25, 0.4, fromMiddle) *
        smoothstep(brow.inner - 0.03, brow.inner + 0.04, x) *
        smoothstep(brow.outer + 0.03, brow.outer - 0.06, x) *
        brow.fill;
      const texel = chartTexel(Math.round(chartU(side * x, browDepth(x))), Math.round(chartV(y)));
      if (opacity[texel] < strength) opacity[texel] = strength;
    }
  }
}

/** Adds a dot of about one texel, spread over the four texels around it. */
function addDot(opacity: Float32Array, u: number, v: number, strength: number): void {
  const x = Math.floor(u - 0.5);
  const y = Math.floor(v - 0.5);
  const fx = u - 0.5 - x;
  const fy = v - 0.5 - y;
  const add = (column: number, row: number, weight: number) => {
    const texel = chartTexel(column, row);
    opacity[texel] = Math.min(1, opacity[texel] + strength * weight * 0.7);
  };
  add(x, y, (1 - fx) * (1 - fy));
  add(x + 1, y, fx * (1 - fy));
  add(x, y + 1, (1 - fx) * fy);
  add(x + 1, y + 1, fx * fy);
}
