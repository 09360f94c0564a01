import { heightAboveHairline } from "./hairline";
import type { ShiftedTile } from "./noise-tile";
import { clamp, distance, mix, smoothstep } from "./scalar";
import { Channel, CHART_CHANNELS, CHART_HEIGHT, CHART_WIDTH, type ChartSurface } from "./skin-chart";
import type { Person } from "./types";

/** Noise to break edges with, about -1/2 … 1/2: features of some 10 mm, and of 1 to 2 mm. */
export interface PaintNoise {
  fine: ShiftedTile;
  grain: ShiftedTile;
}

/** A beard grows within these bounds, and the scalp lies above this height. */
const BEARD = { bottom: 5.7, top: 7.35, front: 0.2 };
const SCALP_BOTTOM = 6.4;

/** Where a beard grows, 0 … 1: jaw and chin, moustache, sideburns, but not the lips. */
function beardPlace(x: number, y: number, z: number): number {
  const side = Math.abs(x);
  const jaw =
    smoothstep(6.8, 6.66, y - 0.22 * smoothstep(0.35, 0.72, side)) * smoothstep(5.85, 6.15, y + (z - 1) * 0.12);
  const moustache = smoothstep(0.3, 0.22, side) * smoothstep(6.86, 6.8, y) * smoothstep(6.6, 6.66, y);
  const sideburn =
    smoothstep(0.58, 0.66, side) * smoothstep(7.3, 7.1, y) * smoothstep(6.4, 6.6, y) * smoothstep(0.5, 0.62, z);
  const fromLips = distance(x * 0.9, (y - 6.62) * 1.9);
  return Math.max(jaw, moustache, sideburn) * smoothstep(0.18, 0.3, fromLips);
}

function cover(chart: Float32Array, texel: number, red: number, green: number, blue: number, share: number): void {
  const o = texel * CHART_CHANNELS;
  chart[o] = mix(chart[o], red, share);
  chart[o + 1] = mix(chart[o + 1], green, share);
  chart[o + 2] = mix(chart[o + 2], blue, share);
  chart[o + Channel.Shine] *= 1 - 0.8 * share;
}

/** Paints stubble and the ground of a beard onto a skin chart (changed in place). */
export function paintBeard(chart: Float32Array, { rest }: ChartSurface, person: Person, noise: PaintNoise): void {
  const { skin, hair } = person;
  if (skin.stubble <= 0) return;
  const [red, green, blue] = hair.color;
  forTexels(rest, BEARD.bottom, BEARD.top, (texel, column, row, x, y, z) => {
    if (z <= BEARD.front) return;
    const place = beardPlace(x, y, z);
    if (place <= 0) return;
    const grain = 0.83 + 1.1 * noise.grain.at(column, row) + 0.3 * noise.fine.at(column, row);
    const share = clamp(place * skin.stubble * grain);
    cover(chart, texel, red * 0.5 + 0.02, green * 0.5 + 0.02, blue * 0.5 + 0.025, share);
  });
}

/** Paints hair colour on the scalp, but not on ears, so that no bare skin shines through between strands. */
export function paintScalp(chart: Float32Array, surface: ChartSurface, { hair }: Person, noise: PaintNoise): void {
  if (hair.style === "bald") return;
  const [red, green, blue] = hair.color;
  forTexels(surface.rest, SCALP_BOTTOM, Infinity, (texel, column, row, x, y, z) => {
    const onHead = 1 - smoothstep(0.05, 0.4, surface.ears[texel]);
    if (onHead <= 0) return;
    const height = heightAboveHairline(x, y, z, hair.line, hair.recess);
    const ragged = 0.06 * noise.fine.at(column, row);
    const share = smoothstep(-0.03, 0.07, height + ragged) * hair.paint * onHead;
    if (share <= 0) return;
    const shade = 0.7 * (1 + 0.5 * noise.grain.at(column, row));
    cover(chart, texel, red * shade, green * shade, blue * shade, share);
  });
}

/** Visits every texel of the body between two heights. */
function forTexels(
  rest: Float32Array,
  bottom: number,
  top: number,
  visit: (texel: number, column: number, row: number, x: number, y: number, z: number) => void,
): void {
  for (let row = 0, texel = 0; row < CHART_HEIGHT; row++) {
    for (let column = 0; column < CHART_WIDTH; column++, texel++) {
      const y = rest[texel * 3 + 1];
      if (y > bottom && y < top) visit(texel, column, row, rest[texel * 3], y, rest[texel * 3 + 2]);
    }
  }
}
