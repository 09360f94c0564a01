import { sin } from "../../base/exact-math";
import type { Rgb } from "../math/color";
import { mix } from "../math/scalar";
import { addScaled, dot, normalize, type Vec3 } from "../math/vector";
import type { EnvironmentName } from "../types/environment-names";
import { readPanoramaFile } from "../user/panorama-file";
import { blurGlossy, directionOf, luminanceAt, shrink, type Panorama } from "./panorama";

/** The sun or main lamp of a panorama: what stands out around its brightest spot. */
export interface PanoramaKey {
  /** Towards its middle, in the panorama as it is (`environmentYaw` 0), length 1. */
  direction: Vec3;
  /** Light on a surface that faces it, divided by π, in red, green and blue; the mean luminance all around is 1. */
  color: Rgb;
  /** Root mean square angle of its parts from the middle, radians. */
  spread: number;
}

/** A place that lights the picture and is seen behind the person. Mean luminance 1. */
export interface Environment {
  name: EnvironmentName;
  /** All of it, 512 x 256: the background, and what a smooth mirror shows. */
  panorama: Panorama;
  key: PanoramaKey;
  /** Without the key light, 64 x 32: the soft light. */
  ambient: Panorama;
  /** The soft light in a rough mirror, 32 x 16. */
  glossy: Panorama;
}

/** three's FloatType, as a number so that only the loader is imported. */
const FLOAT_TYPE = 1015;
/** A texel brighter than this loses colour, as sensors do: half-float panoramas have garish suns. */
const BLEACH_FROM = 16;
const BLEACH_RANGE = 60;
const BLEACH_SHARE = 0.85;
/** Highest radiance kept (and taken where a file holds no number). */
const RADIANCE_LIMIT = 2000;
/** Luminance, before the mean is scaled to 1, that counts towards that mean at most. */
const MEAN_LIMIT = 8;
/** What is brighter than this near the brightest spot is the key light, which a shot brings itself. */
const KEY_LUMINANCE = 6;
/** Elsewhere a texel of the soft light is at most this bright. */
const AMBIENT_LIMIT = 40;
/** Cosine of the angle (32 degrees) around the brightest spot that counts as the key light. */
const KEY_COSINE = 0.85;
/** The key light is searched between these shares of the height: neither on the ground nor straight overhead. */
const KEY_ROWS = { first: 0.16, last: 0.56 };
/**
 * Share of its colour that the soft light keeps. Lit from two sides by two colours, a face would be half blue, half
 * yellow; phones balance each part of a picture by itself and protect the colours of skin.
 */
const AMBIENT_SATURATION = 0.6;
/** Colours purer than `from` are drawn in, to `most` at the very most, as phones fit them into what a screen shows. */
const PURITY = { from: 0.7, most: 0.85 };
const AMBIENT_SIZE = { width: 64, height: 32 };
const GLOSSY_SIZE = { width: 32, height: 16 };
/** Phong exponent of the rough mirror. */
const GLOSSY_POWER = 14;

const loaded = new Map<EnvironmentName, Promise<Environment>>();

/** An environment of the package @pmndrs/assets (CC0, from Poly Haven), decoded once per process. */
export function loadEnvironment(name: EnvironmentName): Promise<Environment> {
  const known = loaded.get(name);
  if (known) return known;
  const loading = decode(name);
  loaded.set(name, loading);
  return loading;
}

/** How the name of a panorama in a reader's own file begins. */
const OWN_FILE = "file:";

async function decode(name: EnvironmentName): Promise<Environment> {
  if (name.startsWith(OWN_FILE)) {
    const { data, width, height } = await readPanoramaFile(name.slice(OWN_FILE.length));
    return environmentFrom(name, readTexels(data, width, height));
  }
  const file = (await import(`@pmndrs/assets/hdri/${name}.exr.js`)) as { default: string };
  const bytes = Buffer.from(file.default.slice(file.default.indexOf(",") + 1), "base64");
  // loaded here and not above: importing the helpers must not load three
  const { EXRLoader } = await import("three/examples/jsm/loaders/EXRLoader.js");
  const loader = new EXRLoader();
  loader.setDataType(FLOAT_TYPE);
  const image = loader.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return environmentFrom(name, readTexels(image.data as Float32Array, image.width!, image.height!));
}

/** Builds an environment from a panorama of any exposure. */
export function environmentFrom(name: EnvironmentName, original: Panorama): Environment {
  const panorama = withUnitMean(original);
  const spot = brightestDirection(panorama);
  const ambient = paler(shrink(withoutKeyLight(panorama, spot), AMBIENT_SIZE.width, AMBIENT_SIZE.height));
  const glossy = blurGlossy(ambient, GLOSSY_SIZE.width, GLOSSY_SIZE.height, GLOSSY_POWER);
  return { name, panorama: lessPure(panorama), key: measureKey(panorama, spot), ambient, glossy };
}

/**
 * Rows come bottom up, seen from inside (to the right is clockwise, where our azimuth falls), and with any number of
 * channels; gaps and extremes are limited, very bright texels bleached.
 */
function readTexels(data: Float32Array, width: number, height: number): Panorama {
  const channels = data.length / (width * height);
  const radiance = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const s = (y * width + x) * channels;
      const o = ((height - 1 - y) * width + width - 1 - x) * 3;
      let brightest = 0;
      for (let c = 0; c < 3; c++) {
        const value = Number.isNaN(data[s + c]) ? RADIANCE_LIMIT : Math.max(0, Math.min(RADIANCE_LIMIT, data[s + c]));
        radiance[o + c] = value;
        brightest = Math.max(brightest, value);
      }
      if (brightest <= BLEACH_FROM) continue;
      const share = Math.min(1, (brightest - BLEACH_FROM) / BLEACH_RANGE) * BLEACH_SHARE;
      for (let c = 0; c < 3; c++) radiance[o + c] = mix(radiance[o + c], brightest, share);
    }
  }
  return { width, height, radiance };
}

/** A copy with its colours drawn towards grey of the same luminance. */
function paler({ width, height, radiance }: Panorama): Panorama {
  const pale = new Float32Array(radiance.length);
  for (let o = 0; o < radiance.length; o += 3) {
    const grey = luminanceAt(radiance, o);
    for (let c = 0; c < 3; c++) pale[o + c] = mix(grey, radiance[o + c], AMBIENT_SATURATION);
  }
  return { width, height, radiance: pale };
}

/** A copy in which no colour is purer than a photograph shows it; luminance stays. Purity is 1 - least / most channel. */
function lessPure({ width, height, radiance }: Panorama): Panorama {
  const shown = radiance.slice();
  const range = PURITY.most - PURITY.from;
  for (let o = 0; o < radiance.length; o += 3) {
    const most = Math.max(radiance[o], radiance[o + 1], radiance[o + 2]);
    const least = Math.min(radiance[o], radiance[o + 1], radiance[o + 2]);
    const excess = 1 - least / most - PURITY.from;
    if (!(excess > 0)) continue;
    const ratio = 1 - PURITY.from - (range * excess) / (excess + range);
    // the share of the colour beside grey at which least / most is this ratio
    const grey = luminanceAt(radiance, o);
    const share = (grey * (1 - ratio)) / (ratio * (most - grey) + grey - least);
    for (let c = 0; c < 3; c++) shown[o + c] = mix(grey, radiance[o + c], share);
  }
  return { width, height, radiance: shown };
}

/** Scaled so that the mean luminance over the sphere is 1. */
function withUnitMean({ width, height, radiance }: Panorama): Panorama {
  let sum = 0;
  let area = 0;
  for (let y = 0; y < height; y++) {
    const weight = sin(((y + 0.5) / height) * Math.PI);
    for (let x = 0; x < width; x++) {
      sum += weight * Math.min(MEAN_LIMIT, luminanceAt(radiance, (y * width + x) * 3));
      area += weight;
    }
  }
  const factor = area / sum;
  return { width, height, radiance: radiance.map((value) => value * factor) };
}

/** Direction of the brightest spot, found on a small copy so that single texels do not decide. */
function brightestDirection(panorama: Panorama): Vec3 {
  const { width, height } = AMBIENT_SIZE;
  const small = shrink(panorama, width, height).radiance;
  let best = 0;
  let spot = 0;
  const first = Math.floor(height * KEY_ROWS.first) * width;
  const end = Math.ceil(height * KEY_ROWS.last) * width;
  for (let texel = first; texel < end; texel++) {
    const luminance = luminanceAt(small, texel * 3);
    if (luminance <= best) continue;
    best = luminance;
    spot = texel;
  }
  return directionOf(((spot % width) + 0.5) / width, (Math.floor(spot / width) + 0.5) / height);
}

/** Visits every texel that is brighter than its surroundings may be: its entry, direction and luminance. */
function eachBrightTexel(
  { width, height, radiance }: Panorama,
  visit: (o: number, direction: Vec3, luminance: number) => void,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = (y * width + x) * 3;
      const luminance = luminanceAt(radiance, o);
      if (luminance > KEY_LUMINANCE) visit(o, directionOf((x + 0.5) / width, (y + 0.5) / height), luminance);
    }
  }
}

/** A copy in which the sun or the main lamp is as dim as its surroundings. */
function withoutKeyLight(panorama: Panorama, spot: Vec3): Panorama {
  const radiance = panorama.radiance.slice();
  eachBrightTexel(panorama, (o, direction, luminance) => {
    const isKey = dot(direction, spot) > KEY_COSINE;
    const factor = isKey ? KEY_LUMINANCE / luminance : Math.min(1, AMBIENT_LIMIT / luminance);
    for (let c = 0; c < 3; c++) radiance[o + c] *= factor;
  });
  return { ...panorama, radiance };
}

/** Adds up the light that `withoutKeyLight` takes out around the spot. */
function measureKey(panorama: Panorama, spot: Vec3): PanoramaKey {
  const { width, height, radiance } = panorama;
  const color: [number, number, number] = [0, 0, 0];
  const parts: { direction: Vec3; weight: number }[] = [];
  eachBrightTexel(panorama, (o, direction, luminance) => {
    if (dot(direction, spot) <= KEY_COSINE) return;
    const row = Math.floor(o / 3 / width);
    const solidAngle = ((2 * Math.PI) / width) * (Math.PI / height) * sin(((row + 0.5) / height) * Math.PI);
    const share = 1 - KEY_LUMINANCE / luminance;
    for (let c = 0; c < 3; c++) color[c] += (radiance[o + c] * share * solidAngle) / Math.PI;
    parts.push({ direction, weight: (luminance - KEY_LUMINANCE) * solidAngle });
  });
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { direction: spot, color, spread: 0 };
  const middle = normalize(
    parts.reduce<Vec3>((sum, { direction, weight }) => addScaled(sum, direction, weight), [0, 0, 0]),
  );
  // |a - b|² = 2 - 2 cos, close to the squared angle
  const squared = parts.reduce((sum, { direction, weight }) => sum + weight * (2 - 2 * dot(direction, middle)), 0);
  return { direction: middle, color, spread: Math.sqrt(squared / total) };
}
