import { cos, sin } from "../../base/exact-math";
import { latticeHash } from "../math/noise";
import { clamp } from "../math/scalar";
import { mm } from "../math/vector";
import { sizesOf } from "./trigger-sizes";

/** White border lines and ground between them, by height above the brim: up to `top` the print is `ink`. */
const BORDER: readonly { top: number; ink: number }[] = [
  { top: 0.045, ink: 0 },
  { top: 0.06, ink: 1 },
  { top: 0.085, ink: 0 },
  { top: 0.095, ink: 1 },
];
/** The row of rings above the border lines, and the line that closes it. */
export const RING_PITCH = mm(sizesOf("bandana").ring);
const RING_ROW = { top: 0.17, middle: 0.132 };
const CLOSING_LINE_TOP = 0.185;
/** Pitch of the paisley motifs on the cap. */
const MOTIF_PITCH = mm(sizesOf("bandana").motif);
const DARK = -0.6;

/**
 * The bandana's print: 0 ground, 1 white, negative a darker ground.
 * @param u along the brim, @param v above the brim: where the border lies
 * @param x, @param y the place on the flat cloth: where the motifs lie
 */
export function bandanaPrint(u: number, v: number, x: number, y: number): number {
  for (const line of BORDER) if (v < line.top) return line.ink;
  if (v < RING_ROW.top) return ring(u, v);
  if (v < CLOSING_LINE_TOP) return 1;
  return paisley(x / MOTIF_PITCH, y / MOTIF_PITCH);
}

function ring(u: number, v: number): number {
  const column = u / RING_PITCH;
  const x = column - Math.round(column);
  const y = (v - RING_ROW.middle) / RING_PITCH;
  const r = Math.sqrt(x * x + y * y);
  return (r < 0.3 && r > 0.14) || r < 0.07 ? 1 : 0;
}

/** A drop with a dark heart and an eye, turned at random in each cell; dots between the drops. */
function paisley(gx: number, row: number): number {
  const gy = row + (Math.floor(gx) & 1) * 0.5;
  const cellX = Math.floor(gx);
  const cellY = Math.floor(gy);
  const angle = latticeHash(cellX, cellY, 3, 5) * 6.28;
  const fx = gx - cellX - 0.5;
  const fy = gy - cellY - 0.5;
  const x = fx * cos(angle) + fy * sin(angle);
  const y = -fx * sin(angle) + fy * cos(angle);

  const bent = x + 0.2 * y * Math.abs(y);
  const halfWidth = 0.2 * clamp((0.36 - y) / 0.5);
  const fromEye = Math.sqrt(bent * bent + (y + 0.08) * (y + 0.08));
  const inTail = y > -0.08;
  const inside = inTail ? Math.abs(bent) < halfWidth && y < 0.34 : fromEye < 0.18;
  const heart = inTail ? Math.abs(bent) < halfWidth * 0.55 && y < 0.18 : fromEye < 0.11;
  if (inside && !heart) return 1;
  if (heart && fromEye < 0.055) return 1;
  if (inside) return DARK;
  const dotX = gx * 2 - Math.round(gx * 2);
  const dotY = gy * 2 - Math.round(gy * 2);
  return dotX * dotX + dotY * dotY < 0.012 ? 1 : 0;
}
