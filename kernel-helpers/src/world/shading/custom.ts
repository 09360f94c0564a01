import { sin } from "../../base/exact-math";
import { valueNoise } from "../math/noise";
import { sampleTexture } from "../mesh/texture";
import { CustomAttribute, ObjectAttribute } from "../mesh/vertex-attributes";
import type { Surface } from "../types";
import type { Fragment } from "./fragment";
import { addReflection, type Gloss } from "./reflection";
import type { Scene } from "./scene";

/** Light that a metal gives back where nothing is mirrored. */
const METAL_GROUND = 0.12;
/** Pitch of knitted ribs and of their stitches, of the threads of a weave, of checks and of stripes. */
const KNIT = { rib: 0.045, stitch: 0.03 };
const WEAVE_PITCH = 0.011;
const CHECK = 0.16;
const STRIPE = 0.12;
/** A pleat every so far, and the share of it that lies in shade. */
const PLEAT = { pitch: 0.17, shade: 0.22 };

const texel = new Float64Array(4);
const gloss: Gloss = { roughness: 0.5, strength: 0.5, f0: 0.5, openness: 0.5 };

/** A surface that its mesh describes: cloth, plastic, metal, or a picture. */
export function shadeCustom(f: Fragment, scene: Scene): void {
  const surface = scene.surfaces[Math.round(f.attributes[CustomAttribute.Surface])];
  const u = f.attributes[ObjectAttribute.U];
  const v = f.attributes[ObjectAttribute.V];
  colorOf(surface, u, v);
  if (surface.gloss) reflect(f, scene, surface.gloss);
  else f.mirrorRed = f.mirrorGreen = f.mirrorBlue = 0;
  if (surface.isMetal) {
    f.red = texel[0] * (f.mirrorRed + METAL_GROUND * f.softRed);
    f.green = texel[1] * (f.mirrorGreen + METAL_GROUND * f.softGreen);
    f.blue = texel[2] * (f.mirrorBlue + METAL_GROUND * f.softBlue);
    return;
  }
  const { wrap } = surface;
  const direct = Math.max(0, (f.nDotL + wrap) / (1 + wrap)) * f.lit;
  f.red = texel[0] * (f.softRed + scene.key.red * direct) + f.mirrorRed;
  f.green = texel[1] * (f.softGreen + scene.key.green * direct) + f.mirrorGreen;
  f.blue = texel[2] * (f.softBlue + scene.key.blue * direct) + f.mirrorBlue;
}

function reflect(f: Fragment, scene: Scene, { roughness, strength, f0 }: NonNullable<Surface["gloss"]>): void {
  gloss.roughness = roughness;
  gloss.strength = strength;
  gloss.f0 = f0;
  gloss.openness = f.openness * 0.5 + 0.5 * f.openness * f.openness;
  addReflection(f, scene, gloss);
}

/** Writes the surface's colour at (u, v) to `texel`. */
function colorOf({ color, color2 = color, pattern, texture }: Surface, u: number, v: number): void {
  if (texture) {
    sampleTexture(texture, u, 1 - v, texel);
    const opacity = texel[3];
    for (let c = 0; c < 3; c++) texel[c] = texel[c] * opacity + color[c] * (1 - opacity);
    return;
  }
  const second = secondShare(pattern, u, v);
  const relief = reliefOf(pattern, u, v);
  for (let c = 0; c < 3; c++) texel[c] = (color[c] * (1 - second) + color2[c] * second) * relief;
}

/** Share of the second colour. */
function secondShare(pattern: Surface["pattern"], u: number, v: number): number {
  if (pattern === "stripes") return band(v / STRIPE);
  // woven checks: threads of both colours mix where the bands cross
  if (pattern === "checks") return (band(u / CHECK) + band(v / CHECK)) / 2;
  return 0;
}

const band = (x: number): number => (x - Math.floor(x) < 0.5 ? 0 : 1);

/** How light the threads, stitches or folds are at a point; mean about 1. */
function reliefOf(pattern: Surface["pattern"], u: number, v: number): number {
  const uneven = 0.94 + 0.12 * valueNoise(u * 14, v * 14, 0, 21);
  if (pattern === "plain") return uneven;
  if (pattern === "knit") {
    const rib = sin((u / KNIT.rib) * 2 * Math.PI);
    const stitch = sin((v / KNIT.stitch) * 2 * Math.PI + 2 * rib);
    return uneven * (1 + 0.22 * rib + 0.08 * stitch);
  }
  if (pattern === "pleats") {
    const fold = v / PLEAT.pitch - Math.floor(v / PLEAT.pitch);
    return uneven * (fold < PLEAT.shade ? 0.8 + (0.2 * fold) / PLEAT.shade : 1);
  }
  const thread = sin((u / WEAVE_PITCH) * 2 * Math.PI) * sin((v / WEAVE_PITCH) * 2 * Math.PI);
  return uneven * (1 + 0.08 * thread);
}
