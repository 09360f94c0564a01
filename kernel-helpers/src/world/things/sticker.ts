import { atan2, cos, sin } from "../../base/exact-math";
import type { Rgb } from "../math/color";
import { mix, smoothstep } from "../math/scalar";
import { mm, type Vec3 } from "../math/vector";

/** A round sticker of 40 mm. */
export const STICKER_RADIUS = mm(20);
/** It lies on what is this near to its plane, and not on what faces away (cosine). */
const DEPTH = mm(11);
const LEAST_COSINE = 0.25;

/** A sticker laid on a surface: a point p of it is at ((p - centre) · right, · up). */
export interface Sticker {
  centre: Vec3;
  normal: Vec3;
  right: Vec3;
  up: Vec3;
}

/** Colours of the print, and of its white border. */
const BORDER: Rgb = [0.78, 0.78, 0.76];
const RIM: Rgb = [0.62, 0.3, 0.008];
const YELLOW: Rgb = [0.93, 0.62, 0.02];
const PALE: Rgb = [0.95, 0.72, 0.08];
const INK: Rgb = [0.022, 0.012, 0.007];

/** All in radii of the sticker. */
const BORDER_WIDTH = 0.06;
const RIM_WIDTH = 0.045;
const EYE = { x: 0.32, y: 0.27, halfWidth: 0.115, halfHeight: 0.2 };
const MOUTH = { y: 0.06, radius: 0.58, halfWidth: 0.065, halfAngle: 1.12 };

/**
 * How much of the sticker covers a point (0 or 1), and its colour, written to `out`.
 * @param edge half a pixel in radii of the sticker: how soft its lines are
 */
export function sampleSticker(
  { centre, normal, right, up }: Sticker,
  p: { x: number; y: number; z: number; nx: number; ny: number; nz: number },
  edge: number,
  out: Float64Array,
): boolean {
  const dx = p.x - centre[0];
  const dy = p.y - centre[1];
  const dz = p.z - centre[2];
  const square = dx * dx + dy * dy + dz * dz;
  if (square > STICKER_RADIUS * STICKER_RADIUS) return false;
  if (Math.abs(dx * normal[0] + dy * normal[1] + dz * normal[2]) > DEPTH) return false;
  if (p.nx * normal[0] + p.ny * normal[1] + p.nz * normal[2] < LEAST_COSINE) return false;
  const u = dx * right[0] + dy * right[1] + dz * right[2];
  const v = dx * up[0] + dy * up[1] + dz * up[2];
  // paper bends but does not stretch: distances are taken along the chord, not along its shadow on the plane
  const flat = Math.sqrt(u * u + v * v) || 1;
  const r = Math.sqrt(square) / STICKER_RADIUS;
  smile((u / flat) * r, (v / flat) * r, r, edge, out);
  return true;
}

/** The print at x, y in [-1, 1]. */
function smile(x: number, y: number, r: number, edge: number, out: Float64Array): void {
  const soft = Math.max(0.01, edge);
  const face = 1 - BORDER_WIDTH;
  const rim = face - RIM_WIDTH;
  const pale = smoothstep(0.75, 0, Math.sqrt(x * x + (y - 0.35) * (y - 0.35)));
  const inFace = smoothstep(face + soft, face - soft, r);
  const inRim = smoothstep(rim - soft, rim + soft, r);
  const ink = Math.max(eye(x, y, soft), mouth(x, y, soft));
  for (let c = 0; c < 3; c++) {
    const yellow = mix(mix(YELLOW[c], PALE[c], pale), RIM[c], inRim);
    out[c] = mix(BORDER[c], mix(yellow, INK[c], ink), inFace);
  }
}

function eye(x: number, y: number, soft: number): number {
  const a = (Math.abs(x) - EYE.x) / EYE.halfWidth;
  const b = (y - EYE.y) / EYE.halfHeight;
  const slack = soft / EYE.halfWidth;
  return smoothstep(1 + slack, 1 - slack, Math.sqrt(a * a + b * b));
}

/** An arc with round ends. */
function mouth(x: number, y: number, soft: number): number {
  const below = y - MOUTH.y;
  const angle = atan2(Math.abs(x), -below);
  let distance = Math.abs(Math.sqrt(x * x + below * below) - MOUTH.radius);
  if (angle > MOUTH.halfAngle) {
    const ex = Math.abs(x) - MOUTH.radius * sin(MOUTH.halfAngle);
    const ey = below + MOUTH.radius * cos(MOUTH.halfAngle);
    distance = Math.sqrt(ex * ex + ey * ey);
  }
  return smoothstep(MOUTH.halfWidth + soft, MOUTH.halfWidth - soft, distance);
}
