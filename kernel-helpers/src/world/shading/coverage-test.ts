import { strandCoverage } from "../hair/strand-coverage";
import { smoothstep } from "../math/scalar";
import { ATTRIBUTE_COUNT, BodyAttribute, HairAttribute } from "../mesh/vertex-attributes";
import type { FragmentTest } from "../raster/rasteriser";
import type { Subject } from "../subject/subject";
import { Material } from "../types/mesh";

/** Opacity that a surface needs to cover each of the 2 x 2 samples of a pixel: transparency by dithering. */
const DITHER = [0.125, 0.625, 0.875, 0.375] as const;
/** How far a threshold strays from these, so that a slope of opacity shows no steps. */
const JITTER = 0.24;

/** Opacity of lashes at the lid: of a woman and of a man. The lower ones have this share of it. */
const LASH_OPACITY = { female: 1, male: 0.7 };
const LOWER_LASHES = 0.15;
/** The middle of an eye on the base head: |x|, y, z. Lashes leave the lid and end at these distances from it. */
const EYE = { x: 0.308, y: 7.284, z: 1.245 };
const LASH = { lid: 0.168, tip: 0.212 };

/**
 * The opacity that a sample needs to show a perforated surface: each of the four samples of a pixel has another, dealt
 * anew for every pixel and surface, so that surfaces one behind the other do not hide behind the same samples.
 * @returns in (0, 1)
 */
export function coverageThreshold(x: number, y: number, surface: number): number {
  let h = Math.imul(x >> 1, 374761393) ^ Math.imul(y >> 1, 668265263) ^ Math.imul(surface, 1274126177);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h ^= h >>> 16;
  const sample = ((x & 1) + 2 * (y & 1)) ^ (h & 3);
  return DITHER[sample] + (((h >>> 2) & 255) / 255 - 0.5) * JITTER;
}

/** Opacity of lashes at a rest position: full at the lid, none at the tip. */
export function lashOpacity(x: number, y: number, z: number, atLid: number): number {
  const dx = Math.abs(x) - EYE.x;
  const dy = y - EYE.y;
  const dz = z - EYE.z;
  const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
  return atLid * (dy < 0 ? LOWER_LASHES : 1) * smoothstep(LASH.tip, LASH.lid, distance);
}

/** Read once: an enum behind an import costs a call per sample. */
const HAIR: number = Material.Hair;

/** Where hair cards and lashes have something to show. @param attributes of the posed subject */
export function coverageTest({ triangles, materials, model }: Subject, attributes: Float32Array): FragmentTest {
  const atLid = model.geometry.person.male > 0.5 ? LASH_OPACITY.male : LASH_OPACITY.female;
  return (triangle, w0, w1, w2, x, y) => {
    const a = triangles[triangle * 3] * ATTRIBUTE_COUNT;
    const b = triangles[triangle * 3 + 1] * ATTRIBUTE_COUNT;
    const c = triangles[triangle * 3 + 2] * ATTRIBUTE_COUNT;
    if (materials[triangle] !== HAIR) {
      const restX = w0 * attributes[a] + w1 * attributes[b] + w2 * attributes[c];
      const restY =
        w0 * attributes[a + BodyAttribute.RestY] +
        w1 * attributes[b + BodyAttribute.RestY] +
        w2 * attributes[c + BodyAttribute.RestY];
      const restZ =
        w0 * attributes[a + BodyAttribute.RestZ] +
        w1 * attributes[b + BodyAttribute.RestZ] +
        w2 * attributes[c + BodyAttribute.RestZ];
      return lashOpacity(restX, restY, restZ, atLid) > coverageThreshold(x, y, 0);
    }
    const across = w0 * attributes[a] + w1 * attributes[b] + w2 * attributes[c];
    const along =
      w0 * attributes[a + HairAttribute.Along] +
      w1 * attributes[b + HairAttribute.Along] +
      w2 * attributes[c + HairAttribute.Along];
    const card = attributes[a + HairAttribute.Seed];
    const opacity = strandCoverage(across, along, card);
    return opacity > 0 && opacity > coverageThreshold(x, y, Math.floor(card * 65536));
  };
}
