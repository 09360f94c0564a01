import { clamp, mix, smoothstep } from "../math/scalar";
import { BodyAttribute } from "../mesh/vertex-attributes";
import type { Fragment } from "./fragment";
import { addReflection, type Gloss } from "./reflection";
import type { Scene } from "./scene";

/** Width of a front tooth; those further out are seen narrower. */
const TOOTH = 0.08;
const ENAMEL = { red: 0.62, green: 0.56, blue: 0.46 };
/** Share of the enamel's colour left between teeth. */
const GAP = 0.55;
/** z of the back and of the front of the mouth: light falls off between them. */
const DEPTH = { back: 1.0, front: 1.42 };
/** Share of the light on the face that reaches teeth, tongue and the walls of the mouth. */
const LIGHT_IN = { teeth: 0.8, tongue: 0.3, walls: 0.28 };
const TONGUE = { red: 0.34, green: 0.1, blue: 0.095 };
const gloss: Gloss = { roughness: 0.3, strength: 0.5, f0: 0.03, openness: 0.5 };

/**
 * Soft light inside the mouth was found with the mouth closed, so there is none: where it opens, a share of the light
 * on the face falls in.
 */
export function letLightIn(f: Fragment, scene: Scene, share: number): void {
  lightFrom(f, scene, LIGHT_IN.walls, share);
}

function lightFrom(f: Fragment, { frontLight }: Scene, part: number, share: number): void {
  f.softRed = mix(f.softRed, part * frontLight[0], share);
  f.softGreen = mix(f.softGreen, part * frontLight[1], share);
  f.softBlue = mix(f.softBlue, part * frontLight[2], share);
}

/** The cheeks shade what lies further to the side than this. */
const SIDE = { lit: 0.1, dark: 0.23 };

/** How well light gets to a point of the mouth, 0 … 1: best in front and in the middle. */
const nearness = (f: Fragment): number =>
  smoothstep(DEPTH.back, DEPTH.front, f.attributes[BodyAttribute.NeutralZ]) *
  smoothstep(SIDE.dark, SIDE.lit, Math.abs(f.attributes[BodyAttribute.NeutralX]));

/** Teeth: gaps between them, darker towards the back of the mouth. */
export function shadeTeeth(f: Fragment, scene: Scene): void {
  const tooth = Math.abs(f.attributes[BodyAttribute.NeutralX]) / TOOTH;
  const gap = smoothstep(0.02, 0.16, Math.abs(tooth - Math.round(tooth)));
  const near = nearness(f);
  const k = mix(GAP, 1, gap) * mix(0.35, 1, near);
  lightFrom(f, scene, LIGHT_IN.teeth * mix(0.15, 1, near), 1);
  const direct = (Math.max(0, f.nDotL + 0.2) / 1.2) * f.lit * near;
  gloss.openness = 0.4 * near;
  addReflection(f, scene, gloss);
  const { key } = scene;
  f.red = ENAMEL.red * k * (f.softRed + key.red * direct) + f.mirrorRed * near;
  f.green = ENAMEL.green * k * (f.softGreen + key.green * direct) + f.mirrorGreen * near;
  f.blue = ENAMEL.blue * k * (f.softBlue + key.blue * direct) + f.mirrorBlue * near;
}

export function shadeTongue(f: Fragment, scene: Scene): void {
  lightFrom(f, scene, LIGHT_IN.tongue * mix(0.15, 1, nearness(f)), 1);
  const direct = clamp(f.nDotL) * f.lit * 0.5;
  f.red = TONGUE.red * (f.softRed + scene.key.red * direct);
  f.green = TONGUE.green * (f.softGreen + scene.key.green * direct);
  f.blue = TONGUE.blue * (f.softBlue + scene.key.blue * direct);
}
