import { bell, clamp, smoothstep } from "../math/scalar";
import type { HeadModel } from "../types";
import { CHART_HEIGHT, CHART_WIDTH, chartSurface } from "./skin-chart";

/**
 * Where on a head skin is red, dark, oily or porous, for every texel of the skin chart: the same for all people, who
 * differ in how much of it they have. Bytes [CHART_HEIGHT,CHART_WIDTH], 255 for 1.
 */
export interface SkinFields {
  /** Cheeks, nose, chin, ears and forehead flush. */
  flush: Uint8Array;
  /** Around the eyes. */
  socket: Uint8Array;
  /** Folds that light hardly leaves: nostrils, corners of the mouth, creases of lids and ears. */
  fold: Uint8Array;
  /** The oily middle of forehead and nose, cheekbones, chin. */
  shine: Uint8Array;
  /** Coarseness of the relief: nose and cheeks most. */
  pores: Uint8Array;
  /** The lips' surroundings, where the relief runs upright. */
  lips: Uint8Array;
}

/** Curvature (1 / unit of length) at which a fold begins, and at which it is fully dark. */
const FOLD_FROM = -0.9;
const FOLD_FULL = -9;
/** Lids are bent more than this: their skin is smooth. */
const LID_CURVATURE = 7;

let cached: { head: HeadModel; fields: SkinFields } | undefined;

/** The fields of a head; the last head's are kept. */
export function skinFields(head: HeadModel): SkinFields {
  if (cached?.head !== head) cached = { head, fields: computeFields(head) };
  return cached.fields;
}

function computeFields(head: HeadModel): SkinFields {
  const { rest, ears, curvature } = chartSurface(head);
  const texels = CHART_WIDTH * CHART_HEIGHT;
  const layer = () => new Uint8Array(texels);
  const fields: SkinFields = {
    flush: layer(),
    socket: layer(),
    fold: layer(),
    shine: layer(),
    pores: layer(),
    lips: layer(),
  };
  for (let texel = 0; texel < texels; texel++) {
    const y = rest[texel * 3 + 1];
    if (y === 0) continue;
    const side = Math.abs(rest[texel * 3]);
    const z = rest[texel * 3 + 2];
    const bend = curvature[texel];
    fields.fold[texel] = byte(clamp((bend - FOLD_FROM) / (FOLD_FULL - FOLD_FROM)));
    const isFace = z > 0.2 && y > 5.9 && y < 8.3;
    fields.flush[texel] = byte(0.75 * ears[texel] + (isFace ? flushAt(side, y) : 0));
    fields.pores[texel] = byte(0.35);
    fields.shine[texel] = byte(0.5);
    if (!isFace) continue;
    const lips = patch(side, y - 6.61, 0.16, 0.055) * smoothstep(1.2, 1.35, z);
    fields.socket[texel] = byte(patch(side - 0.31, y - 7.235, 0.15, 0.085));
    fields.shine[texel] = byte(shineAt(side, y));
    fields.pores[texel] = byte(poresAt(side, y) * (1 - lips) * smoothstep(LID_CURVATURE, 2, bend));
    fields.lips[texel] = byte(lips);
  }
  return fields;
}

const byte = (share: number): number => Math.round(clamp(share) * 255);

/** A patch's fall-off reaches this many standard deviations. */
const PATCH_REACH = 3.3;

/** A soft patch, 1 in its middle; sizes are standard deviations across and up. Far from it nothing is computed. */
function patch(across: number, up: number, width: number, height: number): number {
  if (Math.abs(across) > PATCH_REACH * width || Math.abs(up) > PATCH_REACH * height) return 0;
  return bell(across, width) * bell(up, height);
}

const flushAt = (side: number, y: number): number =>
  0.9 * patch(side - 0.42, y - 6.92, 0.17, 0.16) +
  0.85 * patch(side, y - 6.92, 0.13, 0.1) +
  0.35 * patch(side, y - 6.3, 0.2, 0.12) +
  0.3 * patch(side - 0.17, y - 7.2, 0.07, 0.07) +
  0.16 * patch(side, y - 7.75, 0.5, 0.15);

const shineAt = (side: number, y: number): number =>
  0.4 +
  0.6 * patch(side, y - 7.05, 0.1, 0.16) +
  0.45 * patch(side, y - 7.7, 0.32, 0.16) +
  0.3 * patch(side - 0.47, y - 7.05, 0.12, 0.1) +
  0.25 * patch(side, y - 6.28, 0.16, 0.09);

const poresAt = (side: number, y: number): number =>
  0.4 +
  0.6 * patch(side, y - 6.95, 0.2, 0.16) +
  0.45 * patch(side - 0.36, y - 6.95, 0.16, 0.17) +
  0.3 * patch(side, y - 7.7, 0.4, 0.15) +
  0.3 * patch(side, y - 6.28, 0.18, 0.12);
