import { fractalNoise, valueNoise } from "../math/noise";
import { mix, smoothstep } from "../math/scalar";
import { BodyAttribute } from "../mesh/vertex-attributes";
import { starDistance } from "../objects/tattoo-star";
import type { ContactShade, Decal, DotDecal, TattooDecal } from "../types";
import { applyBlot, applyLipstick } from "./make-up";
import { applyPicture } from "./picture-decal";

/** Skin colour at a point while decals are laid over it. */
export interface SkinColor {
  red: number;
  green: number;
  blue: number;
  /** How much of the point a paper dot covers, 0 … 1: it shines differently. */
  paper: number;
  /** How much of the point a decal of the trigger covers, 0 … 1. */
  covered: number;
}

/** Squared distance beyond `reach`² where a decal cannot be: a decal is flat, skin is not. */
const REACH_MARGIN = 1.3;
/** Half the width of a dot's soft edge. */
const DOT_EDGE = 0.006;
/** A dot's rim, where the paper lifts and turns pale, is from this share of the radius on. */
const DOT_RIM = 0.9;
/** How far and how strongly a dot shades the skin around it. */
const DOT_SHADOW = { width: 0.015, strength: 0.3 };
/** Share of light that black ink in the skin lets back out; blue is scattered above it. */
const INK = { red: 0.03, green: 0.042, blue: 0.07 };
/** Ink is unevenly taken up: strength and features per unit of length. */
const PATCHY = { strength: 0.09, scale: 22 };

/** Lays dots, tattoos and the shade at the edge of objects over skin at a neutral position. */
export function applyDecals(color: SkinColor, decals: readonly Decal[], a: Float64Array): void {
  for (const decal of decals) {
    if (decal.kind === "contact") {
      applyContact(color, decal, a);
      continue;
    }
    const dx = a[BodyAttribute.NeutralX] - decal.center[0];
    const dy = a[BodyAttribute.NeutralY] - decal.center[1];
    const dz = a[BodyAttribute.NeutralZ] - decal.center[2];
    if (dx * dx + dy * dy + dz * dz > decal.reach * decal.reach * REACH_MARGIN) continue;
    const coveredByTrigger = color.covered;
    const { tangent, bitangent } = decal;
    const u = dx * tangent[0] + dy * tangent[1] + dz * tangent[2];
    const v = dx * bitangent[0] + dy * bitangent[1] + dz * bitangent[2];
    if (decal.kind === "dot") applyDot(color, decal, Math.sqrt(u * u + v * v));
    else if (decal.kind === "tattoo") applyTattoo(color, decal, u, v, a);
    else if (decal.kind === "blot") applyBlot(color, decal, u, v);
    else if (decal.kind === "lipstick") applyLipstick(color, decal, a);
    else applyPicture(color, decal, u, v);
    if (decal.isAccessory) color.covered = coveredByTrigger;
  }
}

function applyDot(color: SkinColor, dot: DotDecal, distance: number): void {
  const share = smoothstep(dot.radius + DOT_EDGE, dot.radius - DOT_EDGE, distance);
  if (share <= 0) {
    darken(color, smoothstep(dot.radius + DOT_SHADOW.width, dot.radius, distance) * DOT_SHADOW.strength);
    return;
  }
  const rim = distance > dot.radius * DOT_RIM ? 0.9 : 1;
  color.red = mix(color.red, dot.color[0] * rim, share);
  color.green = mix(color.green, dot.color[1] * rim, share);
  color.blue = mix(color.blue, dot.color[2] * rim, share);
  color.paper = Math.max(color.paper, share);
  color.covered = Math.max(color.covered, share);
}

/** Ink lies in the skin: it takes light away from whatever colour is there, so skin and its relief show through. */
function applyTattoo(color: SkinColor, tattoo: TattooDecal, u: number, v: number, a: Float64Array): void {
  const { filled, radius, line, bleed } = tattoo;
  const distance = starDistance(u / radius, v / radius) * radius;
  const fromLine = filled ? distance : Math.abs(distance + line / 2) - line / 2;
  const shape = smoothstep(bleed, -bleed, fromLine);
  if (shape <= 0) return;
  const [x, y, z] = [a[BodyAttribute.NeutralX], a[BodyAttribute.NeutralY], a[BodyAttribute.NeutralZ]];
  const patches = fractalNoise(x * PATCHY.scale, y * PATCHY.scale, z * PATCHY.scale, 5, 2);
  const grain = valueNoise(x * 90, y * 90, z * 90, 6);
  const share = shape * (1 - PATCHY.strength * (patches + 0.5 * grain));
  color.red *= mix(1, INK.red, share);
  color.green *= mix(1, INK.green, share);
  color.blue *= mix(1, INK.blue, share);
  color.covered = Math.max(color.covered, shape);
}

function applyContact(color: SkinColor, { shadeAt }: ContactShade, a: Float64Array): void {
  const x = a[BodyAttribute.NeutralX];
  darken(color, shadeAt(x, a[BodyAttribute.NeutralY], a[BodyAttribute.NeutralZ]));
}

/** Takes a share of the light: a little less of the red, which skin passes on below the surface. */
function darken(color: SkinColor, share: number): void {
  color.red *= 1 - 0.85 * share;
  color.green *= 1 - share;
  color.blue *= 1 - share;
}
