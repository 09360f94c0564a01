import type { Seed } from "../../base/seed";
import { clamp } from "../math/scalar";

/**
 * How much each detail of a face varies between people: standard deviation, on MPFB2's scale of -1 … 1. A detail with two
 * pairs of ends names the one it means (see morph.ts). Details that recognisers of real faces look at most (distance of
 * eyes, fold of the lids, cheeks, chin) were given more room and those that soon look odd less, over five rounds of
 * measuring experiments/realism.ts on the 75 people: its error rates are those of people made with it in view.
 */
const DETAIL_SPREAD: Readonly<Record<string, number>> = {
  "cheek/l-cheek-bones": 0.5,
  "cheek/l-cheek-inner": 0.55,
  "cheek/l-cheek-trans": 0.4,
  "cheek/l-cheek-volume": 0.58,
  "chin/chin-bones": 0.4,
  "chin/chin-cleft": 0.3,
  "chin/chin-height": 0.55,
  "chin/chin-jaw-drop": 0.25,
  "chin/chin-prognathism": 0.25,
  "chin/chin-prominent": 0.4,
  "chin/chin-triangle": 0.2,
  "chin/chin-width": 0.6,
  "ears/l-ear-flap": 0.35,
  "ears/l-ear-lobe": 0.4,
  "ears/l-ear-rot": 0.3,
  "ears/l-ear-scale": 0.4,
  "ears/l-ear-scale-depth": 0.3,
  "ears/l-ear-scale-vert": 0.35,
  "ears/l-ear-trans:backward:forward": 0.25,
  "ears/l-ear-trans:down:up": 0.3,
  "ears/l-ear-wing": 0.4,
  "eyebrows/eyebrows-angle": 0.3,
  "eyebrows/eyebrows-trans:backward:forward": 0.35,
  "eyebrows/eyebrows-trans:down:up": 0.5,
  "eyes/l-eye-bag": 0.35,
  "eyes/l-eye-bag-height": 0.35,
  "eyes/l-eye-corner1": 0.35,
  "eyes/l-eye-corner2": 0.35,
  "eyes/l-eye-epicanthus": 0.6,
  "eyes/l-eye-eyefold": 0.35,
  "eyes/l-eye-eyefold-angle": 0.4,
  "eyes/l-eye-height1": 0.3,
  "eyes/l-eye-height2": 0.4,
  "eyes/l-eye-height3": 0.3,
  "eyes/l-eye-push1": 0.35,
  "eyes/l-eye-push2": 0.35,
  "eyes/l-eye-scale": 0.4,
  "eyes/l-eye-trans:down:up": 0.45,
  "eyes/l-eye-trans:in:out": 0.55,
  "forehead/forehead-nubian": 0.3,
  "forehead/forehead-scale-vert": 0.45,
  "forehead/forehead-temple": 0.5,
  "forehead/forehead-trans": 0.45,
  "head/head-age": 0.25,
  "head/head-angle": 0.45,
  "head/head-back-scale-depth": 0.35,
  "head/head-fat": 0.6,
  "head/head-scale-depth": 0.3,
  "head/head-scale-horiz": 0.35,
  "head/head-scale-vert": 0.33,
  "mouth/mouth-angles": 0.2,
  "mouth/mouth-cupidsbow": 0.4,
  "mouth/mouth-cupidsbow-width": 0.45,
  "mouth/mouth-dimples": 0.2,
  "mouth/mouth-laugh-lines": 0.2,
  "mouth/mouth-lowerlip-ext": 0.2,
  "mouth/mouth-lowerlip-height": 0.38,
  "mouth/mouth-lowerlip-middle": 0.35,
  "mouth/mouth-lowerlip-volume": 0.3,
  "mouth/mouth-lowerlip-width": 0.4,
  "mouth/mouth-philtrum-volume": 0.45,
  "mouth/mouth-scale-depth": 0.35,
  "mouth/mouth-scale-horiz": 0.42,
  "mouth/mouth-scale-vert": 0.3,
  "mouth/mouth-trans:down:up": 0.45,
  "mouth/mouth-upperlip-ext": 0.2,
  "mouth/mouth-upperlip-height": 0.38,
  "mouth/mouth-upperlip-middle": 0.35,
  "mouth/mouth-upperlip-volume": 0.3,
  "mouth/mouth-upperlip-width": 0.4,
  "nose/nose-base": 0.4,
  "nose/nose-compression": 0.35,
  "nose/nose-curve": 0.45,
  "nose/nose-flaring": 0.4,
  "nose/nose-greek": 0.35,
  "nose/nose-hump": 0.4,
  "nose/nose-nostrils-angle": 0.4,
  "nose/nose-nostrils-width": 0.45,
  "nose/nose-point": 0.4,
  "nose/nose-point-width": 0.4,
  "nose/nose-scale-depth": 0.35,
  "nose/nose-scale-horiz": 0.4,
  "nose/nose-scale-vert": 0.4,
  "nose/nose-septumangle": 0.4,
  "nose/nose-trans:down:up": 0.4,
  "nose/nose-volume": 0.4,
  "nose/nose-width1": 0.4,
  "nose/nose-width2": 0.45,
  "nose/nose-width3": 0.45,
  "neck/neck-scale-horiz": 0.35,
  "neck/neck-double": 0.2,
};

/** Differences between the two halves of a face: how many modes MPFB2 has of each, all with the same spread. */
const ASYMMETRY_MODES = { brown: 2, cheek: 2, ear: 4, eye: 8, jaw: 3, mouth: 2, nose: 4, temple: 2, top: 2 } as const;
const ASYMMETRY_SPREAD = 0.16;

/** Every detail with its spread. */
const SPREADS: readonly (readonly [key: string, spread: number])[] = [
  ...Object.entries(DETAIL_SPREAD),
  ...Object.entries(ASYMMETRY_MODES).flatMap(([part, modes]) =>
    Array.from({ length: modes }, (_, i) => [`asym/asym-${part}-${i + 1}`, ASYMMETRY_SPREAD] as const),
  ),
];

/** The details that a face is drawn from, by MPFB2's names. */
export const DETAIL_KEYS = SPREADS.map(([key]) => key);

/** Shapes of an ear; half of all people have none of them. */
const EAR_SHAPES = ["round", "square", "triangle", "pointed"] as const;

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
  "cheek/l-cheek-bones": 0.15,
  "chin/chin-bones": -0.25,
  "chin/chin-height": -0.15,
  "chin/chin-prominent": -0.2,
  "chin/chin-width": -0.35,
  "eyebrows/eyebrows-trans:backward:forward": -0.25,
  "eyes/l-eye-height2": 0.2,
  "eyes/l-eye-scale": 0.4,
  "head/head-age": -0.15,
  "mouth/mouth-lowerlip-height": 0.3,
  "mouth/mouth-upperlip-height": 0.35,
  "mouth/mouth-upperlip-volume": 0.25,
  "nose/nose-hump": -0.15,
  "nose/nose-point": 0.15,
  "nose/nose-scale-horiz": -0.25,
  "nose/nose-scale-vert": -0.25,
  "nose/nose-volume": -0.3,
  "nose/nose-width2": -0.2,
};
const MALE_SHIFT: Readonly<Record<string, number>> = {
  "eyes/l-eye-scale": 0.15,
  "mouth/mouth-upperlip-height": 0.15,
};

/** At less than what the details were modelled for nobody is a caricature. */
const USUAL_SPREAD = 0.8;
/** Draws stay inside the range for which the targets were modelled. */
const DRAW_LIMIT = 0.95;
/** Narrower eyes than this look closed. */
const LOWEST_EYE_HEIGHT = -0.1;

export interface FaceDetailsOptions {
  male: boolean;
  /** Factor on all standard deviations: at 1, which is more than usual, some faces are odd. */
  spread?: number;
  /** Drawn at random if absent. */
  shape?: FaceShape;
  /** Values that replace the drawn ones. */
  fixed?: Readonly<Record<string, number>>;
}

/**
 * Draws the details of one face: detail key (see morph.ts) to a value in about -1 … 1. Each detail has a stream of its
 * own, so that a further one leaves the others as they are.
 */
export function drawFaceDetails(seed: Seed, options: FaceDetailsOptions): Record<string, number> {
  const { male, spread = USUAL_SPREAD, shape, fixed = {} } = options;
  const details: Record<string, number> = {};
  for (const [key, sigma] of SPREADS) {
    details[key] = clamp(
      seed
        .child(key)
        .random()
        .normal(0, sigma * spread),
      -DRAW_LIMIT,
      DRAW_LIMIT,
    );
  }
  const outline = seed.child("outline").random();
  details[`head/head-${shape ?? outline.pick(FACE_SHAPES)}`] = outline.range(0.25, 0.75);
  const ears = seed.child("ears").random();
  if (ears.next() < 0.5) details[`ears/l-ear-shape-${ears.pick(EAR_SHAPES)}`] = ears.range(0.2, 0.6);
  for (const [key, shift] of Object.entries(male ? MALE_SHIFT : FEMALE_SHIFT)) details[key] += shift;
  if (!male) details["eyes/l-eye-scale"] = clamp(details["eyes/l-eye-scale"], -1, 1);
  Object.assign(details, fixed);
  details["eyes/l-eye-height2"] = Math.max(LOWEST_EYE_HEIGHT, details["eyes/l-eye-height2"]);
  return details;
}
