import { mix, smoothstep } from "../math/scalar";
import { sampleTexture } from "../mesh/texture";
import type { PictureDecal } from "../types";
import type { SkinColor } from "./decals";

/** Ink lets this share of the skin through. */
const INK_OPACITY = 0.93;
/** Paper shades the skin just outside its edge: how far, in head-space units, and how strongly. */
const STICKER_SHADOW = { width: 0.02, strength: 0.3 };

const texel = new Float64Array(4);

/** @param u, v in the decal's frame */
export function applyPicture(color: SkinColor, { texture, radius, as }: PictureDecal, u: number, v: number): void {
  const width = 2 * radius;
  const x = u / width + 0.5;
  const y = 0.5 - (v / width) * (texture.width / texture.height);
  sampleTexture(texture, x, y, texel);
  if (as === "sticker") shadeAround(color, texture, x, y, width);
  const share = texel[3] * (as === "ink" ? INK_OPACITY : 1);
  if (share <= 0) return;
  color.red = mix(color.red, texel[0], share);
  color.green = mix(color.green, texel[1], share);
  color.blue = mix(color.blue, texel[2], share);
  if (as === "sticker") color.paper = Math.max(color.paper, share);
  color.covered = Math.max(color.covered, share);
}

const above = new Float64Array(4);

/** The skin below a sticker's edge lies in its shade. */
function shadeAround(color: SkinColor, texture: PictureDecal["texture"], x: number, y: number, width: number): void {
  if (texel[3] > 0.5) return;
  sampleTexture(texture, x, y - (STICKER_SHADOW.width / width) * (texture.width / texture.height), above);
  const shade = 1 - smoothstep(0, 1, above[3]) * STICKER_SHADOW.strength;
  color.red *= shade;
  color.green *= shade;
  color.blue *= shade;
}
