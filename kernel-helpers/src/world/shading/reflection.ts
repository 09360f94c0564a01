import { pow } from "../../base/exact-math";
import { sampleDirection } from "../light/panorama";
import type { Fragment } from "./fragment";
import type { LitScene } from "./scene";

export interface Gloss {
  /** 0 a mirror … 1 matt. */
  roughness: number;
  /** Factor on all reflected light. */
  strength: number;
  /** Reflectance seen head-on (Schlick's F0). */
  f0: number;
  /** Share of the surroundings that is not hidden by the surface itself. */
  openness: number;
}

/** Rougher than this, surroundings are seen in the blurred panorama and fade less towards the rim. */
const ROUGH = 0.2;
const ROUGH_RIM = 0.55;
/** Brightest reflection of the surroundings, so that the sun in a lens does not flood the picture. */
const HIGHEST_RADIANCE = 10;

const radiance = new Float64Array(3);

/** The key light and the surroundings mirrored at a point, written to its mirrorRed, mirrorGreen and mirrorBlue. */
export function addReflection(f: Fragment, scene: LitScene, gloss: Gloss): void {
  const { key, environment, environmentYaw } = scene;
  const { roughness, strength, f0 } = gloss;
  const highlight = keyHighlight(f, scene, gloss);
  const rim = 1 - f.nDotV;
  const rim2 = rim * rim;
  const grazing = Math.max(1 - roughness, f0) - f0;
  const fresnel = f0 + grazing * rim2 * rim2 * rim * (roughness > ROUGH ? ROUGH_RIM : 1);
  const panorama = roughness > ROUGH ? environment.glossy : environment.panorama;
  const q = 2 * f.nDotV;
  sampleDirection(panorama, environmentYaw, q * f.nx - f.vx, q * f.ny - f.vy, q * f.nz - f.vz, radiance);
  const share = strength * fresnel * gloss.openness * scene.ambient;
  f.mirrorRed = highlight * key.red + share * Math.min(HIGHEST_RADIANCE, radiance[0]);
  f.mirrorGreen = highlight * key.green + share * Math.min(HIGHEST_RADIANCE, radiance[1]);
  f.mirrorBlue = highlight * key.blue + share * Math.min(HIGHEST_RADIANCE, radiance[2]);
}

/** The key light's highlight: Blinn's lobe normalised by (p + 2) / 8, with Schlick's Fresnel term. */
export function keyHighlight(f: Fragment, { key }: LitScene, { roughness, strength, f0 }: Gloss): number {
  if (f.nDotL <= 0 || f.lit <= 0) return 0;
  const hx = f.vx + key.x;
  const hy = f.vy + key.y;
  const hz = f.vz + key.z;
  const inverse = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz);
  const nDotH = Math.max(0, (f.nx * hx + f.ny * hy + f.nz * hz) * inverse);
  const power = 2 / (roughness * roughness * roughness * roughness) - 2;
  const vh = 1 - Math.max(0, (f.vx * hx + f.vy * hy + f.vz * hz) * inverse);
  const vh2 = vh * vh;
  const fresnel = f0 + (1 - f0) * vh2 * vh2 * vh;
  return f.lit * (power + 2) * 0.125 * pow(nDotH, power) * f.nDotL * fresnel * strength;
}
