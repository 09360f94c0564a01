import { mix, smoothstep } from "../math/scalar";
import { BodyAttribute } from "../mesh/vertex-attributes";
import type { BlotDecal, LipstickDecal } from "../types";
import type { SkinColor } from "./decals";

/** Colour laid over skin by its share. */
function cover(color: SkinColor, [red, green, blue]: readonly number[], share: number): void {
  color.red = mix(color.red, red, share);
  color.green = mix(color.green, green, share);
  color.blue = mix(color.blue, blue, share);
  color.covered = Math.max(color.covered, share);
}

/** @param u, v in the decal's frame */
export function applyBlot(color: SkinColor, blot: BlotDecal, u: number, v: number): void {
  const upright = v / blot.flatness;
  const distance = Math.sqrt(u * u + upright * upright) / blot.radius;
  if (distance >= 1) return;
  cover(color, blot.color, smoothstep(1, 1 - blot.softness, distance) * blot.opacity);
}

export function applyLipstick(color: SkinColor, { color: tint, opacity }: LipstickDecal, a: Float64Array): void {
  const lips = smoothstep(0.2, 0.6, a[BodyAttribute.Lips]);
  const mouth = smoothstep(0.35, 0.8, a[BodyAttribute.InsideMouth]);
  const share = lips * (1 - mouth) * opacity;
  if (share > 0) cover(color, tint, share);
}
