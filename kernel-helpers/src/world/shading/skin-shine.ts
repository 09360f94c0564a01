import { sampleDirection } from "../light/panorama";
import type { Fragment } from "./fragment";
import type { Scene } from "./scene";

/** Reflectance of skin seen head-on. */
const F0 = 0.028;
/** How much more the surroundings shine at a grazing angle: skin is rough. */
const RIM = 0.13;
/** A broad lobe of Blinn's with exponent 12 and a narrow one with exponent 48 make skin's highlight. */
const BROAD = { power: 12, share: 0.72 };
const NARROW = { power: 48, share: 0.28 };
/** Wet skin (lips, lids) shows a narrower third lobe of exponent 192. */
const WET_POWER = 192;
/** Brightest reflection of the surroundings. */
const HIGHEST_RADIANCE = 6;

const radiance = new Float64Array(3);

const fifthPower = (x: number): number => x * x * x * x * x;

/**
 * Adds what skin mirrors of the key light and of the surroundings to a point's colour.
 * @param shine strength; 1 is usual
 * @param wet how much of a film of water or gloss lies on it, 0 … 1
 * @param openness share of the surroundings that is seen
 */
export function addSkinShine(f: Fragment, scene: Scene, shine: number, wet: number, openness: number): void {
  const { key, environment, environmentYaw } = scene;
  const nDotL = f.nx * key.x + f.ny * key.y + f.nz * key.z;
  const highlight = f.lit > 0 && nDotL > 0 ? keyHighlight(f, scene, wet) * f.lit * nDotL * shine : 0;
  const nDotV = Math.max(0.02, f.nx * f.vx + f.ny * f.vy + f.nz * f.vz);
  const q = 2 * nDotV;
  sampleDirection(environment.glossy, environmentYaw, q * f.nx - f.vx, q * f.ny - f.vy, q * f.nz - f.vz, radiance);
  const fresnel = F0 + RIM * fifthPower(1 - nDotV);
  const share = shine * (1 + wet) * fresnel * openness * scene.ambient;
  f.red += highlight * key.red + share * Math.min(HIGHEST_RADIANCE, radiance[0]);
  f.green += highlight * key.green + share * Math.min(HIGHEST_RADIANCE, radiance[1]);
  f.blue += highlight * key.blue + share * Math.min(HIGHEST_RADIANCE, radiance[2]);
}

/** Two normalised lobes (Blinn, (p + 2) / 8) with Schlick's Fresnel term; powers by squaring. */
function keyHighlight(f: Fragment, { key }: Scene, wet: number): number {
  const hx = f.vx + key.x;
  const hy = f.vy + key.y;
  const hz = f.vz + key.z;
  const inverse = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz);
  const cosine = Math.max(0, (f.nx * hx + f.ny * hy + f.nz * hz) * inverse);
  const power4 = cosine * cosine * cosine * cosine;
  const power12 = power4 * power4 * power4;
  const power48 = power12 * power12 * power12 * power12;
  const power192 = wet > 0 ? power48 * power48 * power48 * power48 : 0;
  const lobes =
    (BROAD.share * (BROAD.power + 2) * power12 + NARROW.share * (NARROW.power + 2) * power48) / 8 +
    (wet * 0.5 * (WET_POWER + 2) * power192) / 8;
  const vDotH = Math.max(0, (f.vx * hx + f.vy * hy + f.vz * hz) * inverse);
  return lobes * (F0 + (1 - F0) * fifthPower(1 - vDotH));
}
