import type { ShiftedTile } from "../math/noise-tile";
import { clamp, mix, smoothstep } from "../math/scalar";
import type { Person } from "../types";
import { beardPlace, trimmedPlace } from "./beard-place";
import { heightAboveHairline } from "./hairline";
import { Channel, CHART_CHANNELS, CHART_HEIGHT, CHART_WIDTH, type ChartSurface } from "./skin-chart";

/** Noise to break edges with, about -1/2 … 1/2: features of some 10 mm, and of 1 to 2 mm. */
export interface PaintNoise {
  fine: ShiftedTile;
  grain: ShiftedTile;
}

/** A beard grows within these bounds, and the scalp lies above this height. */
const BEARD = { bottom: 5.7, top: 7.35, front: 0.2 };
const SCALP_BOTTOM = 6.4;

function cover(chart: Float32Array, texel: number, red: number, green: number, blue: number, share: number): void {
  const o = texel * CHART_CHANNELS;
  chart[o] = mix(chart[o], red, share);
  chart[o + 1] = mix(chart[o + 1], green, share);
  chart[o + 2] = mix(chart[o + 2], blue, share);
  chart[o + Channel.Shine] *= 1 - 0.95 * share;
}

/** Brightness of stubble relative to hair, and the skin's share in it: short hairs do not cover the skin. */
const STUBBLE = { hair: 0.6, skin: 0.02 };
/** Under a grown beard there is no light, and no skin is seen. */
const GROUND = { hair: 0.65, skin: 0.006, share: 0.85, contrast: 0.4 };
/** From this stubble on a shadow joins the dots to an even ground; below it single dots stand on skin. */
const DOTS_BELOW = 0.6;

/** Paints stubble, dot by dot, and the ground of a beard onto a skin chart (changed in place). */
export function paintBeard(chart: Float32Array, { rest }: ChartSurface, person: Person, noise: PaintNoise): void {
  const { skin, hair } = person;
  if (skin.stubble <= 0 && hair.beard <= 0) return;
  const [red, green, blue] = hair.color;
  const { hair: shade, skin: base } = hair.beard > 0 ? GROUND : STUBBLE;
  const density = hair.beard > 0 ? GROUND.share : skin.stubble;
  const placeOf = hair.beard > 0 ? trimmedPlace : beardPlace;
  const contrast = hair.beard > 0 ? GROUND.contrast : mix(2.4, 0.8, smoothstep(0, DOTS_BELOW, density));
  forTexels(rest, BEARD.bottom, BEARD.top, (texel, column, row, x, y, z) => {
    if (z <= BEARD.front) return;
    const place = placeOf(x, y, z);
    if (place <= 0) return;
    const grain = 0.83 + contrast * noise.grain.at(column, row) + 0.3 * noise.fine.at(column, row);
    const share = clamp(place * density * Math.max(0, grain));
    cover(chart, texel, red * shade + base, green * shade + base, blue * shade + base, share);
  });
}

/** Brightness of the painted scalp relative to hair: at the hairline, and inside, where strands keep the light away. */
const SCALP_SHADE = { edge: 0.7, inside: 0.35 };

/** Paints hair colour on the scalp, but not on ears, so that no bare skin shines through between strands. */
export function paintScalp(chart: Float32Array, surface: ChartSurface, { hair }: Person, noise: PaintNoise): void {
  if (hair.style === "bald") return;
  const [red, green, blue] = hair.color;
  forTexels(surface.rest, SCALP_BOTTOM, Infinity, (texel, column, row, x, y, z) => {
    const onHead = 1 - smoothstep(0.05, 0.4, surface.ears[texel]);
    if (onHead <= 0) return;
    const height = heightAboveHairline(x, y, z, hair.line, hair.recess);
    const ragged = 0.1 * noise.fine.at(column, row) + 0.06 * noise.grain.at(column, row);
    const share = smoothstep(-0.05, 0.1, height + ragged) * hair.paint * onHead;
    if (share <= 0) return;
    const shade =
      mix(SCALP_SHADE.edge, SCALP_SHADE.inside, smoothstep(0.02, 0.2, height)) *
      (1 + 0.5 * noise.grain.at(column, row));
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
