import { mix, smoothstep } from "../math/scalar";
import { BodyAttribute } from "../mesh/vertex-attributes";
import { Channel, CHART_CHANNELS, sampleChart } from "../skin/skin-chart";
import type { SkinSpec } from "../types";
import { applyDecals, type SkinColor } from "./decals";
import type { Fragment } from "./fragment";
import { letLightIn } from "./mouth";
import { addReflection, type Gloss } from "./reflection";
import { tiltNormal } from "./relief";
import type { Scene } from "./scene";
import { addSkinShine } from "./skin-shine";

/** Light that enters skin comes out elsewhere, red furthest: how far each colour reaches past the edge of the light. */
const WRAP = { red: 0.3, green: 0.12, blue: 0.07 };
/** For the same reason red light hardly shows the relief, and blue light shows all of it. */
const RELIEF = { red: 0.35, green: 0.8, blue: 1 };
/** Soft light comes more from above: how much of it a slope facing up gains. */
const RELIEF_IN_SOFT_LIGHT = 0.55;
/** Lips are a little darker than the colour they are described by. */
const LIP_TONE = 0.86;
/** Light between folds of skin is reddened: strength of the effect in a closed fold. */
const FOLD_GLOW = 0.2;
/** Share of the key light that shines through an ear from behind. */
const EAR_GLOW = 0.3;
const INSIDE_MOUTH = { red: 0.13, green: 0.028, blue: 0.025 };
const PAPER: Gloss = { roughness: 0.55, strength: 0.7, f0: 0.04, openness: 1 };

const texel = new Float64Array(CHART_CHANNELS);
const color: SkinColor = { red: 0, green: 0, blue: 0, paper: 0, covered: 0 };

/** Skin with lips, lids, mouth and whatever is drawn or stuck on it. */
export function shadeSkin(f: Fragment, scene: Scene): void {
  const a = f.attributes;
  const { skin } = scene.person;
  // the red of lips has a soft border
  const lips = smoothstep(0.08, 0.72, a[BodyAttribute.Lips]);
  const mouth = smoothstep(0.35, 0.8, a[BodyAttribute.InsideMouth]);
  sampleChart(scene.skinChart, a[BodyAttribute.RestX], a[BodyAttribute.RestY], a[BodyAttribute.RestZ], texel);
  color.red = texel[Channel.Red];
  color.green = texel[Channel.Green];
  color.blue = texel[Channel.Blue];
  color.paper = 0;
  color.covered = 0;
  colourFeatures(a, skin, lips, mouth);
  applyDecals(color, scene.decals, a);
  f.isTrigger = color.covered > 0.5;
  if (color.paper > 0.5) {
    shadePaper(f, scene);
    return;
  }
  const lid = smoothstep(0.3, 0.85, a[BodyAttribute.Eyelids]);
  if (mouth > 0) letLightIn(f, scene, mouth);
  const smooth = (1 - lid) * (1 - mouth);
  const raised = tiltNormal(f, scene.up, texel[Channel.SlopeAcross] * smooth, texel[Channel.SlopeUp] * smooth);
  diffuse(f, scene, raised);
  const wet = Math.max(lips * skin.lipGloss, 0.5 * lid);
  const shine = skin.oil * mix(texel[Channel.Shine], 0.7, lips) * (1 - 0.7 * mouth);
  addSkinShine(f, scene, shine, wet, f.openness * f.openness);
}

/** Lips, the inside of the mouth, the line of the lids, the ears. */
function colourFeatures(a: Float64Array, skin: SkinSpec, lips: number, mouth: number): void {
  if (lips > 0) {
    const share = lips * skin.lipMix;
    const base = skin.base[1];
    // lips keep the light and dark of the skin below
    const tone = base > 0 ? LIP_TONE * mix(1, color.green / base, 0.6) : LIP_TONE;
    color.red = mix(color.red, skin.lip[0] * tone, share);
    color.green = mix(color.green, skin.lip[1] * tone, share);
    color.blue = mix(color.blue, skin.lip[2] * tone, share);
  }
  if (mouth > 0) {
    color.red = mix(color.red, INSIDE_MOUTH.red, mouth);
    color.green = mix(color.green, INSIDE_MOUTH.green, mouth);
    color.blue = mix(color.blue, INSIDE_MOUTH.blue, mouth);
  }
  const liner = smoothstep(0.3, 0.85, a[BodyAttribute.Eyelids]) * skin.liner;
  if (liner > 0) {
    color.red *= 1 - liner * 0.6;
    color.green *= 1 - liner * 0.7;
    color.blue *= 1 - liner * 0.7;
  }
}

/** Light that comes back out of the skin. `raised` is how much further up the relief faces than the surface. */
function diffuse(f: Fragment, { key }: Scene, raised: number): void {
  const relief = f.nx * key.x + f.ny * key.y + f.nz * key.z - f.nDotL;
  const red = Math.max(0, (f.nDotL + RELIEF.red * relief + WRAP.red) / (1 + WRAP.red));
  const green = Math.max(0, (f.nDotL + RELIEF.green * relief + WRAP.green) / (1 + WRAP.green));
  const blue = Math.max(0, (f.nDotL + RELIEF.blue * relief + WRAP.blue) / (1 + WRAP.blue));
  // red light leaks into the edge of a shadow
  const litRed = f.lit * (1.5 - 0.5 * f.lit);
  const glow = FOLD_GLOW * (1 - f.openness);
  const through = Math.max(0, -f.nDotL) * f.attributes[BodyAttribute.Ears] * EAR_GLOW * f.lit;
  const soft = 1 + RELIEF_IN_SOFT_LIGHT * raised;
  f.red =
    color.red *
    (f.softRed * soft * (1 + glow) + glow * 0.2 * f.softRed + key.red * (red * (red * 0.5 + 0.5) * litRed + through));
  f.green = color.green * (f.softGreen * soft * (1 + glow * 0.2) + key.green * (green * f.lit + through * 0.25));
  f.blue = color.blue * (f.softBlue * soft * (1 + glow * 0.15) + key.blue * (blue * f.lit + through * 0.15));
}

/** A paper dot: matt, and light does not enter it. */
function shadePaper(f: Fragment, scene: Scene): void {
  const { key } = scene;
  const direct = Math.max(0, f.nDotL) * f.lit;
  PAPER.openness = f.openness * f.openness;
  addReflection(f, scene, PAPER);
  f.red = color.red * (f.softRed + key.red * direct) + f.mirrorRed;
  f.green = color.green * (f.softGreen + key.green * direct) + f.mirrorGreen;
  f.blue = color.blue * (f.softBlue + key.blue * direct) + f.mirrorBlue;
}
