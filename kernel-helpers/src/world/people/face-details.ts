import type { Random } from "../../base/seed";
import { clamp } from "../scalar";

/** How much each detail of a face varies between people: standard deviation, on MPFB2's scale of -1 … 1. */
const DETAIL_SPREAD: Readonly<Record<string, number>> = {
  "cheek/l-cheek-bones": 0.5,
  "cheek/l-cheek-inner": 0.4,
  "cheek/l-cheek-volume": 0.5,
  "chin/chin-bones": 0.35,
  "chin/chin-cleft": 0.25,
  "chin/chin-height": 0.45,
  "chin/chin-jaw-drop": 0.35,
  "chin/chin-prognathism": 0.3,
  "chin/chin-prominent": 0.4,
  "chin/chin-width": 0.55,
  "ears/l-ear-lobe": 0.35,
  "ears/l-ear-scale": 0.4,
  "ears/l-ear-wing": 0.35,
  "ears/l-ear-rot": 0.3,
  "eyebrows/eyebrows-angle": 0.5,
  "eyebrows/eyebrows-trans": 0.35,
  "eyes/l-eye-bag": 0.3,
  "eyes/l-eye-corner1": 0.35,
  "eyes/l-eye-corner2": 0.45,
  "eyes/l-eye-eyefold": 0.3,
  "eyes/l-eye-height2": 0.4,
  "eyes/l-eye-scale": 0.4,
  "eyes/l-eye-trans": 0.35,
  "forehead/forehead-nubian": 0.3,
  "forehead/forehead-scale-vert": 0.4,
  "forehead/forehead-temple": 0.35,
  "forehead/forehead-trans": 0.4,
  "head/head-fat": 0.4,
  "head/head-scale-depth": 0.3,
  "head/head-scale-horiz": 0.35,
  "head/head-scale-vert": 0.35,
  "mouth/mouth-cupidsbow": 0.5,
  "mouth/mouth-lowerlip-height": 0.45,
  "mouth/mouth-lowerlip-volume": 0.4,
  "mouth/mouth-upperlip-height": 0.45,
  "mouth/mouth-upperlip-volume": 0.4,
  "mouth/mouth-scale-horiz": 0.5,
  "mouth/mouth-scale-vert": 0.3,
  "mouth/mouth-trans": 0.4,
  "mouth/mouth-angles": 0.3,
  "nose/nose-base": 0.4,
  "nose/nose-curve": 0.45,
  "nose/nose-flaring": 0.4,
  "nose/nose-greek": 0.35,
  "nose/nose-hump": 0.45,
  "nose/nose-nostrils-width": 0.45,
  "nose/nose-point": 0.45,
  "nose/nose-point-width": 0.4,
  "nose/nose-scale-depth": 0.4,
  "nose/nose-scale-horiz": 0.4,
  "nose/nose-scale-vert": 0.45,
  "nose/nose-volume": 0.35,
  "nose/nose-width1": 0.35,
  "nose/nose-width2": 0.4,
  "nose/nose-width3": 0.4,
  "neck/neck-scale-horiz": 0.35,
  "neck/neck-double": 0.2,
};

/** Outlines of a face, as MPFB2 names them. */
export const FACE_SHAPES = [
  "oval",
  "round",
  "rectangular",
  "square",
  "triangular",
  "invertedtriangular",
  "diamond",
] as const;
export type FaceShape = (typeof FACE_SHAPES)[number];

/** Mean differences between women's and men's faces that the macro targets leave too small, added to the draw. */
const FEMALE_SHIFT: Readonly<Record<string, number>> = {
  "eyes/l-eye-scale": 0.35,
  "mouth/mouth-lowerlip-height": 0.3,
  "mouth/mouth-upperlip-height": 0.35,
  "mouth/mouth-upperlip-volume": 0.25,
  "nose/nose-volume": -0.25,
  "nose/nose-scale-horiz": -0.2,
  "nose/nose-scale-vert": -0.2,
  "nose/nose-width2": -0.2,
  "chin/chin-width": -0.25,
  "chin/chin-prominent": -0.15,
  "eyes/l-eye-height2": 0.15,
};
const MALE_SHIFT: Readonly<Record<string, number>> = {
  "eyes/l-eye-scale": 0.15,
  "mouth/mouth-upperlip-height": 0.15,
};

/** Draws stay inside the range for which the targets were modelled. */
const DRAW_LIMIT = 0.95;
/** Narrower eyes than this look closed. */
const LOWEST_EYE_HEIGHT = -0.1;

export interface FaceDetailsOptions {
  male: boolean;
  /** Factor on all standard deviations: below 1 a more average face. */
  spread?: number;
  /** Drawn at random if absent. */
  shape?: FaceShape;
  /** Values that replace the drawn ones. */
  fixed?: Readonly<Record<string, number>>;
}

/** Draws the details of one face: detail key (see morph.ts) to a value in about -1 … 1. */
export function drawFaceDetails(random: Random, options: FaceDetailsOptions): Record<string, number> {
  const { male, spread = 1, shape, fixed = {} } = options;
  const details: Record<string, number> = {};
  for (const [key, sigma] of Object.entries(DETAIL_SPREAD)) {
    details[key] = clamp(random.normal(0, sigma * spread), -DRAW_LIMIT, DRAW_LIMIT);
  }
  const drawnShape = random.pick(FACE_SHAPES);
  details[`head/head-${shape ?? drawnShape}`] = random.range(0.25, 0.75);
  for (const [key, shift] of Object.entries(male ? MALE_SHIFT : FEMALE_SHIFT)) details[key] += shift;
  if (!male) details["eyes/l-eye-scale"] = clamp(details["eyes/l-eye-scale"], -1, 1);
  Object.assign(details, fixed);
  details["eyes/l-eye-height2"] = Math.max(LOWEST_EYE_HEIGHT, details["eyes/l-eye-height2"]);
  return details;
}
