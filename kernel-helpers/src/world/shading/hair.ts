import { pow } from "../../base/exact-math";
import { STRANDS_PER_CARD } from "../hair/strand-coverage";
import { sampleDirection } from "../light/panorama";
import { latticeHash } from "../math/noise";
import { clamp, mix, smoothstep } from "../math/scalar";
import { HairAttribute } from "../mesh/vertex-attributes";
import type { Fragment } from "./fragment";
import type { Scene } from "./scene";

const GREY = { red: 0.2, green: 0.195, blue: 0.19 };
/** Share of grey hairs in a grey strand. */
const GREY_SHARE = 0.7;
/** Kajiya-Kay highlights: shift along the strand, exponent, strength. The second one takes the hair's colour. */
const FIRST_HIGHLIGHT = { shift: 0.1, power: 45, strength: 0.1 };
const SECOND_HIGHLIGHT = { shift: -0.14, power: 16, strength: 0.36 };
/** Highlights of single strands lie this far apart, so that they break up into streaks. */
const SHIFT_SPREAD = 0.16;
/** Light that shines through strands towards the camera. */
const THROUGH = { power: 6, strength: 0.5 };
/** Share of the surroundings that a strand mirrors. */
const SHEEN = 0.016;
/** Coils turn away from every light: strength of their gloss. */
const COILED_GLOSS = 0.45;
/** How far the mirrored light has lost its colour among strands that mirror each other. */
const SHEEN_GREY = 0.75;
/** Fair hair lets more of it out again, in its own colour. */
const SHEEN_TINT = 9;

const radiance = new Float64Array(3);

/** Strands of hair, lit as thin cylinders (Kajiya and Kay 1989) with two highlights (Marschner et al. 2003). */
export function shadeHair(f: Fragment, scene: Scene): void {
  const a = f.attributes;
  const { key, person } = scene;
  let tx = a[HairAttribute.TangentX];
  let ty = a[HairAttribute.TangentY];
  let tz = a[HairAttribute.TangentZ];
  const inverse = 1 / (Math.sqrt(tx * tx + ty * ty + tz * tz) || 1);
  tx *= inverse;
  ty *= inverse;
  tz *= inverse;
  const tDotL = tx * key.x + ty * key.y + tz * key.z;
  const tDotV = tx * f.vx + ty * f.vy + tz * f.vz;
  const sinL = Math.sqrt(Math.max(0, 1 - tDotL * tDotL));
  const sinV = Math.sqrt(Math.max(0, 1 - tDotV * tDotV));

  const strand = Math.floor(a[HairAttribute.Across] * STRANDS_PER_CARD);
  const card = Math.floor(f.cardSeed * 65536);
  const own = latticeHash(strand, card, 0, 9);
  const brightness = (0.8 + 0.4 * own) * a[HairAttribute.Tint];
  const { color, grey: greyShare, style } = person.hair;
  const gloss = style === "afro" ? COILED_GLOSS : 1;
  const isGrey = greyShare > 0 && latticeHash(strand, card, 1, 4) < greyShare;
  // a drawn strand stands for many hairs, of which some keep their colour
  const red = isGrey ? mix(color[0], GREY.red, GREY_SHARE) : color[0];
  const green = isGrey ? mix(color[1], GREY.green, GREY_SHARE) : color[1];
  const blue = isGrey ? mix(color[2], GREY.blue, GREY_SHARE) : color[2];

  const diffuse = (sinL * 0.75 + 0.25) * f.lit * Math.max(0, (f.nDotL + 0.4) / 1.4);
  const facing = smoothstep(-0.2, 0.4, f.nDotL) * f.lit * brightness;
  const shift = (own - 0.5) * SHIFT_SPREAD;
  const cosine1 = Math.max(0, sinL * sinV - (tDotL + FIRST_HIGHLIGHT.shift + shift) * tDotV);
  const cosine2 = Math.max(0, sinL * sinV - (tDotL + SECOND_HIGHLIGHT.shift + shift) * tDotV);
  const first = pow(Math.min(1, cosine1), FIRST_HIGHLIGHT.power) * FIRST_HIGHLIGHT.strength * gloss * facing;
  const through =
    pow(clamp(-(f.vx * key.x + f.vy * key.y + f.vz * key.z)), THROUGH.power) * THROUGH.strength * sinL * f.lit;
  const second = pow(Math.min(1, cosine2), SECOND_HIGHLIGHT.power) * SECOND_HIGHLIGHT.strength * facing + through;

  sampleSheen(f, scene, tx, ty, tz, tDotV);
  const sheen = SHEEN * gloss * f.openness * scene.ambient * brightness;
  const grey = (radiance[0] + radiance[1] + radiance[2]) / 3;
  for (let c = 0; c < 3; c++) radiance[c] = mix(radiance[c], grey, SHEEN_GREY);
  f.red =
    lightOf(red, brightness, f.softRed, key.red, diffuse, first, second) + sheen * radiance[0] * (1 + SHEEN_TINT * red);
  f.green =
    lightOf(green, brightness, f.softGreen, key.green, diffuse, first, second) +
    sheen * radiance[1] * (1 + SHEEN_TINT * green);
  f.blue =
    lightOf(blue, brightness, f.softBlue, key.blue, diffuse, first, second) +
    sheen * radiance[2] * (1 + SHEEN_TINT * blue);
}

const lightOf = (
  color: number,
  brightness: number,
  soft: number,
  key: number,
  diffuse: number,
  first: number,
  second: number,
): number => color * brightness * (soft * 1.05 + key * diffuse) + key * (first + second * color);

/** Surroundings that a strand reflects, seen between its normal and the camera. */
function sampleSheen(f: Fragment, scene: Scene, tx: number, ty: number, tz: number, tDotV: number): void {
  const x = f.nx * 0.8 - tDotV * tx;
  const y = f.ny * 0.8 - tDotV * ty + 0.1;
  const z = f.nz * 0.8 - tDotV * tz;
  const inverse = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
  sampleDirection(scene.environment.glossy, scene.environmentYaw, x * inverse, y * inverse, z * inverse, radiance);
}
