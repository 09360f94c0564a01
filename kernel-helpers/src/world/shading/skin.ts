import { pow } from "../../base/exact-math";
import { bell, mix, smoothstep } from "../scalar";
import { sampleChart } from "../skin-chart";
import type { SkinSpec } from "../types";
import { BodyAttribute } from "../vertex-attributes";
import { applyDecals, type SkinColor } from "./decals";
import type { Fragment } from "./fragment";
import { addReflection, type Gloss } from "./reflection";
import type { Scene } from "./scene";

/** Light that enters skin comes out elsewhere, red furthest: how far each colour reaches past the edge of the light. */
const WRAP = { red: 0.28, green: 0.12, blue: 0.07 };
/** Light between folds of skin is reddened: strength of the effect in a closed fold. */
const FOLD_GLOW = 0.16;
const INSIDE_MOUTH = { red: 0.14, green: 0.03, blue: 0.026 };
/** Share of soft light that the inside of the mouth loses. */
const MOUTH_DARKNESS = 0.75;

const chartColor = new Float64Array(3);
const color: SkinColor = { red: 0, green: 0, blue: 0, paper: 0, covered: 0 };
const gloss: Gloss = { roughness: 0.5, strength: 0.5, f0: 0.5, openness: 0.5 };

/** Skin with lips, lids, mouth and whatever is drawn or stuck on it. */
export function shadeSkin(f: Fragment, scene: Scene): void {
  const a = f.attributes;
  const { skin } = scene.person;
  const lips = smoothstep(0.2, 0.6, a[BodyAttribute.Lips]);
  const mouth = smoothstep(0.35, 0.8, a[BodyAttribute.InsideMouth]);
  sampleChart(scene.skinChart, a[BodyAttribute.RestX], a[BodyAttribute.RestY], a[BodyAttribute.RestZ], chartColor);
  color.red = chartColor[0];
  color.green = chartColor[1];
  color.blue = chartColor[2];
  color.paper = 0;
  color.covered = 0;
  colourFeatures(a, skin, lips, mouth);
  applyDecals(color, scene.decals, a);
  f.isTrigger = color.covered > 0.5;
  const isPaper = color.paper > 0.5;
  diffuse(f, scene, isPaper, 1 - MOUTH_DARKNESS * mouth);
  setGloss(f, skin, isPaper, lips, mouth);
  addReflection(f, scene, gloss);
  f.red += f.mirrorRed;
  f.green += f.mirrorGreen;
  f.blue += f.mirrorBlue;
}

/** Lips, the inside of the mouth, the line of the lids, the ears. */
function colourFeatures(a: Float64Array, skin: SkinSpec, lips: number, mouth: number): void {
  if (lips > 0) {
    const share = lips * skin.lipMix;
    color.red = mix(color.red, skin.lip[0], share);
    color.green = mix(color.green, skin.lip[1], share);
    color.blue = mix(color.blue, skin.lip[2], share);
  }
  if (mouth > 0) {
    color.red = mix(color.red, INSIDE_MOUTH.red, mouth);
    color.green = mix(color.green, INSIDE_MOUTH.green, mouth);
    color.blue = mix(color.blue, INSIDE_MOUTH.blue, mouth);
  }
  const liner = smoothstep(0.3, 0.85, a[BodyAttribute.Eyelids]) * skin.liner;
  if (liner > 0) {
    color.red *= 1 - liner * 0.65;
    color.green *= 1 - liner * 0.75;
    color.blue *= 1 - liner * 0.75;
  }
  if (a[BodyAttribute.Ears] > 0.2) {
    color.green *= 0.92;
    color.blue *= 0.9;
  }
}

/** Light that comes back out of the skin, or off a paper dot. */
function diffuse(f: Fragment, { key }: Scene, isPaper: boolean, softShare: number): void {
  const plain = Math.max(0, f.nDotL);
  const wrapRed = Math.max(0, (f.nDotL + WRAP.red) / (1 + WRAP.red));
  const wrapGreen = Math.max(0, (f.nDotL + WRAP.green) / (1 + WRAP.green));
  const wrapBlue = Math.max(0, (f.nDotL + WRAP.blue) / (1 + WRAP.blue));
  const red = isPaper ? plain : wrapRed * (wrapRed * 0.5 + 0.5);
  const green = isPaper ? plain : wrapGreen;
  const blue = isPaper ? plain : wrapBlue;
  // red light leaks into the edge of a shadow
  const litRed = pow(f.lit, 0.75);
  const glow = FOLD_GLOW * (1 - f.openness);
  f.red = color.red * (f.softRed * softShare * (1 + glow) + glow * 0.2 + key.red * red * litRed);
  f.green = color.green * (f.softGreen * softShare * (1 + glow * 0.4) + key.green * green * f.lit);
  f.blue = color.blue * (f.softBlue * softShare * (1 + glow * 0.3) + key.blue * blue * f.lit);
}

/** Skin shines most down the middle of the face; lips are wet, paper is matt. */
function setGloss(f: Fragment, skin: SkinSpec, isPaper: boolean, lips: number, mouth: number): void {
  const height = smoothstep(6.7, 6.95, f.attributes[BodyAttribute.RestY]);
  const middle = bell(f.attributes[BodyAttribute.RestX], 0.25) * (height * 0.6 + 0.4);
  gloss.openness = f.openness * f.openness;
  if (isPaper) {
    gloss.roughness = 0.55;
    gloss.strength = 0.7;
    gloss.f0 = 0.04;
    return;
  }
  gloss.roughness = lips > 0.4 ? 0.34 : 0.47 - 0.05 * middle;
  gloss.strength = (1 + lips * skin.lipGloss) * skin.oil * (1 + 0.5 * middle) * (1 - mouth);
  gloss.f0 = 0.028;
}
