import { srgbFromLinear } from "../math/color";
import { clamp } from "../math/scalar";

/** Below this linear value light is kept as it is. */
const SHOULDER = 0.38;
/** The linear value that becomes white. */
const WHITE = 5;
const WHITE_RANGE = (WHITE - SHOULDER) / (1 - SHOULDER);

/** sRGB values of linear 0, 1/1024, …, WHITE, through the shoulder. */
const STEPS_PER_UNIT = 1024;
const CURVE = Float32Array.from({ length: WHITE * STEPS_PER_UNIT + 2 }, (_, i) =>
  srgbFromLinear(clamp(shoulder(i / STEPS_PER_UNIT))),
);

/** Straight in shadows and mid-tones, then ever flatter until white (Reinhard et al. 2002, Eq. 4, from the shoulder on). */
function shoulder(v: number): number {
  if (v <= SHOULDER) return v;
  const t = (v - SHOULDER) / (1 - SHOULDER);
  return SHOULDER + (1 - SHOULDER) * ((t * (1 + t / (WHITE_RANGE * WHITE_RANGE))) / (1 + t));
}

/**
 * Exposed linear light as an sRGB value in [0, 1].
 * @param contrast slope of an S-curve at mid-grey that keeps black and white, 1 … 1.5
 */
export function displayValue(linear: number, contrast: number): number {
  const at = linear * STEPS_PER_UNIT;
  if (!(at > 0)) return 0;
  if (at >= WHITE * STEPS_PER_UNIT) return 1;
  const i = Math.trunc(at);
  const v = CURVE[i] + (CURVE[i + 1] - CURVE[i]) * (at - i);
  return v + 2 * (contrast - 1) * v * (1 - v) * (2 * v - 1);
}
