import { Seed, type Random } from "../../base/seed";
import { noiseTile, ShiftedTile, TILE_HEIGHT, TILE_WIDTH } from "../math/noise-tile";
import { mix } from "../math/scalar";
import type { HeadModel, Person } from "../types";
import { paintBrows } from "./brows";
import { paintBeard, paintScalp } from "./hair-paint";
import { Channel, CHART_CHANNELS, CHART_HEIGHT, CHART_WIDTH, chartSurface } from "./skin-chart";
import { skinFields, type SkinFields } from "./skin-fields";
import { drawMarks, type SkinMarks } from "./skin-marks";
import { paintRelief } from "./skin-relief";

/** Unevenness of skin on three scales, the same tiles for everybody; each person sees their own part. */
const TILES = { coarse: { cell: 64, seed: 1 }, fine: { cell: 16, seed: 2 }, grain: { cell: 4, seed: 3 } };

export interface SkinNoise {
  /** Features of about 30, 8 and 2 mm, about -1/2 … 1/2. */
  coarse: ShiftedTile;
  fine: ShiftedTile;
  grain: ShiftedTile;
  /** As `fine`, of other places. */
  blood: ShiftedTile;
}

let tiles: { coarse: Float32Array; fine: Float32Array; grain: Float32Array } | undefined;

function skinNoise(random: Random): SkinNoise {
  tiles ??= {
    coarse: noiseTile(TILES.coarse.cell, TILES.coarse.seed),
    fine: noiseTile(TILES.fine.cell, TILES.fine.seed),
    grain: noiseTile(TILES.grain.cell, TILES.grain.seed),
  };
  const shifted = (tile: Float32Array) => new ShiftedTile(tile, random.int(TILE_WIDTH), random.int(TILE_HEIGHT));
  return {
    coarse: shifted(tiles.coarse),
    fine: shifted(tiles.fine),
    grain: shifted(tiles.grain),
    blood: shifted(tiles.fine),
  };
}

/**
 * Paints a person's skin onto the chart: all colour, relief and shine that do not depend on the picture.
 * @returns Float32 [CHART_HEIGHT,CHART_WIDTH,CHART_CHANNELS], channels as in `Channel`
 */
export function paintSkin(head: HeadModel, person: Person): Float32Array {
  const surface = chartSurface(head);
  const fields = skinFields(head);
  const seed = new Seed(`${person.seed}:skin`);
  const noise = skinNoise(seed.child("noise").random());
  const marks = drawMarks(surface, person, seed.child("marks").random());
  const chart = new Float32Array(CHART_WIDTH * CHART_HEIGHT * CHART_CHANNELS);
  paintTones(chart, surface.rest, person, fields, noise, marks);
  paintRelief(chart, surface.rest, person, fields, noise, marks.grooves);
  paintBeard(chart, surface, person, noise);
  paintScalp(chart, surface, person, noise);
  paintBrows(chart, person.brow, seed.random());
  return chart;
}

/** Strength of unevenness on the three scales. */
const COARSE = 0.2;
const FINE = 0.15;
const GRAIN = 0.1;
/** How much uneven blood changes redness. */
const BLOOD = 0.16;

function paintTones(
  chart: Float32Array,
  rest: Float32Array,
  { skin }: Person,
  fields: SkinFields,
  noise: SkinNoise,
  marks: SkinMarks,
): void {
  const [baseRed, baseGreen, baseBlue] = skin.base;
  // dark skin shows less of the blood below it
  const bloodShows = mix(1, 0.45, skin.melanin);
  for (let row = 0, texel = 0; row < CHART_HEIGHT; row++) {
    for (let column = 0; column < CHART_WIDTH; column++, texel++) {
      const o = texel * CHART_CHANNELS;
      if (rest[texel * 3 + 1] === 0) {
        chart[o] = baseRed;
        chart[o + 1] = baseGreen;
        chart[o + 2] = baseBlue;
        continue;
      }
      const coarse = noise.coarse.at(column, row);
      const fine = noise.fine.at(column, row);
      const blood = noise.blood.at(column, row);
      const tone = 1 + coarse * COARSE + fine * FINE + noise.grain.at(column, row) * GRAIN;
      const flush = (fields.flush[texel] / 255) * skin.redness * (0.8 + 1.1 * fine + 0.7 * coarse) + blood * BLOOD;
      const redness = flush * bloodShows + 0.8 * marks.blemishes[texel];
      const socket = (fields.socket[texel] / 255) * skin.eyeDarkness;
      const fold = fields.fold[texel] / 255;
      const groove = marks.grooves[texel];
      const freckle = marks.freckles[texel];
      const mole = marks.moles[texel];
      const dark = (1 - 0.62 * mole) * (1 - 0.28 * freckle);
      chart[o] =
        baseRed * tone * (1 + 0.09 * redness) * (1 - 0.17 * socket) * (1 - 0.4 * fold) * (1 - 0.13 * groove) * dark;
      chart[o + 1] =
        baseGreen *
        tone *
        (1 - 0.24 * redness) *
        (1 - 0.25 * socket) *
        (1 - 0.52 * fold) *
        (1 - 0.19 * groove) *
        dark *
        (1 - 0.24 * freckle - 0.3 * mole);
      chart[o + 2] =
        baseBlue *
        tone *
        (1 - 0.21 * redness) *
        (1 - 0.17 * socket) *
        (1 - 0.55 * fold) *
        (1 - 0.19 * groove) *
        dark *
        (1 - 0.34 * freckle - 0.4 * mole);
      chart[o + Channel.Shine] = (fields.shine[texel] / 255) * (1 + 0.5 * fine) * (1 - 0.5 * groove) * (1 - 0.8 * fold);
    }
  }
}
