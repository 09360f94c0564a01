import { clamp } from "../math/scalar";
import type { Person } from "../types";
import {
  AXIS_Z,
  Channel,
  CHART_BOTTOM,
  CHART_CHANNELS,
  CHART_HEIGHT,
  chartTexel,
  CHART_TOP,
  CHART_WIDTH,
} from "./skin-chart";
import type { SkinNoise } from "./skin-colour";
import type { SkinFields } from "./skin-fields";

/** Height differences in units of 100 mm: of the skin's grain (at 20 years, and added by age), and of wrinkles. */
const GRAIN = { young: 0.0022, aged: 0.0016 };
const BUMPS = 0.0035;
const WRINKLE = 0.0075;
/** Upright lines of the lips. */
const LIP_LINES = 0.003;
/** Rows over which a lip line goes on. */
const LIP_LINE_ROWS = 8;
/** No slope is steeper. */
const STEEPEST = 1.2;

const TEXEL_HEIGHT = (CHART_TOP - CHART_BOTTOM) / CHART_HEIGHT;

/** Writes the slopes of pores, unevenness, lip lines and wrinkles to a skin chart (changed in place). */
export function paintRelief(
  chart: Float32Array,
  rest: Float32Array,
  { age }: Person,
  fields: SkinFields,
  noise: SkinNoise,
  grooves: Float32Array,
): void {
  const grain = GRAIN.young + GRAIN.aged * clamp((age - 20) / 50);
  const height = new Float32Array(CHART_WIDTH * CHART_HEIGHT);
  for (let row = 0, texel = 0; row < CHART_HEIGHT; row++) {
    for (let column = 0; column < CHART_WIDTH; column++, texel++) {
      if (rest[texel * 3 + 1] === 0) continue;
      const pores = fields.pores[texel] / 255;
      height[texel] =
        pores * (grain * noise.grain.at(column, row) + BUMPS * noise.fine.at(column, row)) - WRINKLE * grooves[texel];
      const lips = fields.lips[texel];
      if (lips > 0) {
        height[texel] += (lips / 255) * LIP_LINES * noise.grain.at(column, Math.floor(row / LIP_LINE_ROWS));
      }
    }
  }
  writeSlopes(chart, rest, height);
}

function writeSlopes(chart: Float32Array, rest: Float32Array, height: Float32Array): void {
  for (let row = 1; row < CHART_HEIGHT - 1; row++) {
    for (let column = 0; column < CHART_WIDTH; column++) {
      const texel = row * CHART_WIDTH + column;
      if (rest[texel * 3 + 1] === 0) continue;
      const x = rest[texel * 3];
      const z = rest[texel * 3 + 2] - AXIS_Z;
      const width = (2 * Math.PI * Math.sqrt(x * x + z * z)) / CHART_WIDTH;
      const across = (height[chartTexel(column + 1, row)] - height[chartTexel(column - 1, row)]) / (2 * width);
      const up = (height[texel - CHART_WIDTH] - height[texel + CHART_WIDTH]) / (2 * TEXEL_HEIGHT);
      const o = texel * CHART_CHANNELS;
      chart[o + Channel.SlopeAcross] = clamp(across, -STEEPEST, STEEPEST);
      chart[o + Channel.SlopeUp] = clamp(up, -STEEPEST, STEEPEST);
    }
  }
}
