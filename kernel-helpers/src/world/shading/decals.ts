import { valueNoise } from "../noise";
import { starDistance } from "../objects/tattoo-star";
import { mix, smoothstep } from "../scalar";
import type { Decal, DotDecal, TattooDecal } from "../types";
import { BodyAttribute } from "../vertex-attributes";

/** Skin colour at a point while decals are laid over it. */
export interface SkinColor {
  red: number;
  green: number;
  blue: number;
  /** How much of the point a paper dot covers, 0 … 1: it shines differently. */
  paper: number;
  /** How much of the point any decal covers, 0 … 1. */
  covered: number;
}

/** Squared distance beyond `reach`² where a decal cannot be: a decal is flat, skin is not. */
const REACH_MARGIN = 1.3;
/** Half the width of a dot's soft edge. */
const DOT_EDGE = 0.006;
/** A dot's rim, cut from paper, is darker from this share of the radius on. */
const DOT_RIM = 0.86;
/** How far and how strongly a dot shades the skin around it. */
const DOT_SHADOW = { width: 0.03, strength: 0.35 };
/** Black ink below skin. */
const INK = { red: 0.012, green: 0.013, blue: 0.026 };
const INK_OPACITY = 0.95;

/** Lays dots and tattoos over skin at a neutral position. */
export function applyDecals(color: SkinColor, decals: readonly Decal[], a: Float64Array): void {
  for (const decal of decals) {
    const dx = a[BodyAttribute.NeutralX] - decal.center[0];
    const dy = a[BodyAttribute.NeutralY] - decal.center[1];
    const dz = a[BodyAttribute.NeutralZ] - decal.center[2];
    if (dx * dx + dy * dy + dz * dz > decal.reach * decal.reach * REACH_MARGIN) continue;
    const { tangent, bitangent } = decal;
    const u = dx * tangent[0] + dy * tangent[1] + dz * tangent[2];
    const v = dx * bitangent[0] + dy * bitangent[1] + dz * bitangent[2];
    if (decal.kind === "dot") applyDot(color, decal, Math.sqrt(u * u + v * v));
    else applyTattoo(color, decal, u, v, a);
  }
}

function applyDot(color: SkinColor, dot: DotDecal, distance: number): void {
  const share = smoothstep(dot.radius + DOT_EDGE, dot.radius - DOT_EDGE, distance);
  if (share <= 0) {
    const shade = 1 - smoothstep(dot.radius + DOT_SHADOW.width, dot.radius, distance) * DOT_SHADOW.strength;
    color.red *= shade;
    color.green *= shade;
    color.blue *= shade;
    return;
  }
  const rim = distance > dot.radius * DOT_RIM ? 0.88 : 1;
  color.red = mix(color.red, dot.color[0] * rim, share);
  color.green = mix(color.green, dot.color[1] * rim, share);
  color.blue = mix(color.blue, dot.color[2] * rim, share);
  color.paper = Math.max(color.paper, share);
  color.covered = Math.max(color.covered, share);
}

function applyTattoo(color: SkinColor, { filled, radius }: TattooDecal, u: number, v: number, a: Float64Array): void {
  const distance = starDistance(u / radius, v / radius) * radius;
  const shape = filled ? smoothstep(0.006, -0.006, distance) : smoothstep(0.028, 0.016, Math.abs(distance + 0.016));
  if (shape <= 0) return;
  const x = a[BodyAttribute.NeutralX];
  const y = a[BodyAttribute.NeutralY];
  const z = a[BodyAttribute.NeutralZ];
  const share = shape * (INK_OPACITY - 0.1 * valueNoise(x * 60, y * 60, z * 60, 5));
  color.red = mix(color.red, INK.red, share);
  color.green = mix(color.green, INK.green, share);
  color.blue = mix(color.blue, INK.blue, share);
  color.covered = Math.max(color.covered, share);
}
