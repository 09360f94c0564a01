import { sin } from "../base/exact-math";
import { Seed } from "../base/seed";
import { paintBrows } from "./brows";
import { heightAboveHairline } from "./hairline";
import { fractalNoise, latticeHash, valueNoise } from "./noise";
import { bell, clamp, distance, mix, smoothstep } from "./scalar";
import { CHART_CHANNELS, CHART_HEIGHT, CHART_WIDTH, restPositions } from "./skin-chart";
import type { HeadModel, Person } from "./types";

/** In front of this z lies the face. */
const FACE_Z = 0.2;

/** The point of skin that is being painted. One is reused for the whole chart. */
interface SkinPoint {
  x: number;
  y: number;
  z: number;
  /** |x|: both sides of a face are painted alike. */
  side: number;
  /** Coarse and fine unevenness, about -1/2 … 1/2. */
  coarse: number;
  fine: number;
  red: number;
  green: number;
  blue: number;
}

type Layer = (point: SkinPoint, person: Person, noiseSeed: number) => void;

function multiply(point: SkinPoint, red: number, green: number, blue: number): void {
  point.red *= red;
  point.green *= green;
  point.blue *= blue;
}

function cover(point: SkinPoint, red: number, green: number, blue: number, share: number): void {
  point.red = mix(point.red, red, share);
  point.green = mix(point.green, green, share);
  point.blue = mix(point.blue, blue, share);
}

/** 0 at 30 years, 1 at 70. */
const ageing = (person: Person): number => clamp((person.age - 30) / 40);

/** Redness of cheeks, nose, chin and forehead. */
const flush: Layer = (p, { skin }) => {
  const place =
    0.9 * bell(p.side - 0.42, 0.17) * bell(p.y - 6.92, 0.16) +
    0.85 * bell(p.side, 0.13) * bell(p.y - 6.92, 0.1) +
    0.3 * bell(p.side, 0.2) * bell(p.y - 6.3, 0.12) +
    0.14 * bell(p.side, 0.5) * bell(p.y - 7.75, 0.15);
  const k = place * skin.redness * (0.75 + 0.9 * p.fine + 0.6 * p.coarse) * mix(1, 0.45, skin.melanin);
  multiply(p, 1 + 0.1 * k, 1 - 0.26 * k, 1 - 0.22 * k);
};

const eyeSockets: Layer = (p, { skin }) => {
  const k = bell(p.side - 0.31, 0.16) * bell(p.y - 7.22, 0.1) * skin.eyeDarkness;
  multiply(p, 1 - 0.16 * k, 1 - 0.24 * k, 1 - 0.16 * k);
};

/** The fold from the nose to the corner of the mouth; it deepens with age. */
const nasolabialFold: Layer = (p, person) => {
  const height = smoothstep(6.45, 6.6, p.y) * smoothstep(6.92, 6.8, p.y);
  const k = bell(p.side - (0.2 + (6.88 - p.y) * 0.42), 0.025) * height * (0.25 + 0.6 * ageing(person));
  multiply(p, 1 - 0.16 * k, 1 - 0.2 * k, 1 - 0.2 * k);
};

const foreheadLines: Layer = (p, person, noiseSeed) => {
  const age = ageing(person);
  if (age <= 0.15) return;
  const wave = sin((p.y + 0.02 * sin(p.x * 6 + noiseSeed)) * 62);
  const height = smoothstep(7.6, 7.68, p.y) * smoothstep(7.98, 7.86, p.y);
  const k = bell(wave, 0.28) * height * bell(p.x, 0.38) * age * 0.5;
  multiply(p, 1 - 0.22 * k, 1 - 0.26 * k, 1 - 0.26 * k);
};

const freckles: Layer = (p, { skin }, noiseSeed) => {
  if (skin.freckles <= 0) return;
  const place = bell(p.side - 0.28, 0.33) * bell(p.y - 7.02, 0.22);
  const k = spots(p.x * 26, p.y * 26, p.z * 26, noiseSeed + 31) * place * skin.freckles;
  multiply(p, 1 - 0.28 * k, 1 - 0.42 * k, 1 - 0.5 * k);
};

/** Where a beard grows, 0 … 1: jaw and chin, moustache, sideburns, but not the lips. */
function beardPlace({ side, x, y, z }: SkinPoint): number {
  const jaw =
    smoothstep(6.8, 6.66, y - 0.22 * smoothstep(0.35, 0.72, side)) * smoothstep(5.85, 6.15, y + (z - 1) * 0.12);
  const moustache = smoothstep(0.3, 0.22, side) * smoothstep(6.86, 6.8, y) * smoothstep(6.6, 6.66, y);
  const sideburn =
    smoothstep(0.58, 0.66, side) * smoothstep(7.3, 7.1, y) * smoothstep(6.4, 6.6, y) * smoothstep(0.5, 0.62, z);
  const fromLips = distance(x * 0.9, (y - 6.62) * 1.9);
  return Math.max(jaw, moustache, sideburn) * smoothstep(0.18, 0.3, fromLips);
}

const beard: Layer = (p, { skin, hair }, noiseSeed) => {
  if (skin.stubble <= 0) return;
  const grain = 0.55 + 0.55 * valueNoise(p.x * 95, p.y * 60, p.z * 95, noiseSeed + 3) + 0.3 * p.fine;
  const share = clamp(beardPlace(p) * skin.stubble * grain);
  const [red, green, blue] = hair.color;
  cover(p, red * 0.5 + 0.02, green * 0.5 + 0.02, blue * 0.5 + 0.025, share);
};

/** Hair colour on the scalp, so that no bare skin shines through between strands. */
const scalp: Layer = (p, { hair }, noiseSeed) => {
  if (hair.style === "bald") return;
  const height = heightAboveHairline(p.x, p.y, p.z, hair.line, hair.recess);
  const ragged = 0.06 * (valueNoise(p.x * 30, p.y * 30, p.z * 30, noiseSeed + 5) - 0.5);
  const share = smoothstep(-0.03, 0.07, height + ragged) * hair.paint;
  const shade = 0.7 * (0.75 + 0.5 * valueNoise(p.x * 70, p.y * 70, p.z * 70, noiseSeed + 11));
  const [red, green, blue] = hair.color;
  cover(p, red * shade, green * shade, blue * shade, share);
};

const FACE_LAYERS: readonly Layer[] = [flush, eyeSockets, nasolabialFold, foreheadLines, freckles, beard];

/**
 * Paints a person's skin onto the chart: all colour that does not depend on the picture.
 * @returns linear reflectance, Float32 [CHART_HEIGHT,CHART_WIDTH,3]
 */
export function paintSkin(head: HeadModel, person: Person): Float32Array {
  const rest = restPositions(head);
  const chart = new Float32Array(CHART_WIDTH * CHART_HEIGHT * CHART_CHANNELS);
  const random = new Seed(`${person.seed}:skin`).random();
  const noiseSeed = random.int(1e6);
  const point: SkinPoint = { x: 0, y: 0, z: 0, side: 0, coarse: 0, fine: 0, red: 0, green: 0, blue: 0 };
  for (let texel = 0; texel < CHART_WIDTH * CHART_HEIGHT; texel++) {
    [point.red, point.green, point.blue] = person.skin.base;
    point.x = rest[texel * 3];
    point.y = rest[texel * 3 + 1];
    point.z = rest[texel * 3 + 2];
    const isOnBody = point.y !== 0;
    if (isOnBody) paintPoint(point, person, noiseSeed);
    chart[texel * CHART_CHANNELS] = point.red;
    chart[texel * CHART_CHANNELS + 1] = point.green;
    chart[texel * CHART_CHANNELS + 2] = point.blue;
  }
  paintBrows(chart, person.brow, random);
  return chart;
}

function paintPoint(p: SkinPoint, person: Person, noiseSeed: number): void {
  const isFace = p.z > FACE_Z;
  p.side = Math.abs(p.x);
  p.coarse = fractalNoise(p.x * 3, p.y * 3, p.z * 3, noiseSeed, 2) - 0.5;
  p.fine = isFace ? fractalNoise(p.x * 14, p.y * 14, p.z * 14, noiseSeed + 7, 2) - 0.5 : 0;
  const grain = isFace ? valueNoise(p.x * 60, p.y * 60, p.z * 60, noiseSeed + 9) - 0.5 : 0;
  const tone = 1 + p.coarse * 0.22 + p.fine * 0.16 + grain * 0.08;
  multiply(p, tone, tone * (1 - p.fine * 0.05), tone * (1 - p.fine * 0.08));
  if (isFace) for (const layer of FACE_LAYERS) layer(p, person, noiseSeed);
  scalp(p, person, noiseSeed);
}

/** Share of lattice cells with a spot, and a spot's radius in cells. */
const SPOT_SHARE = 0.4;
const SPOT_RADIUS = 0.22;

/** Round spots of random strength, at most one per lattice cell; 0 … 1. */
function spots(x: number, y: number, z: number, seed: number): number {
  let strongest = 0;
  for (let k = -1; k <= 1; k++) {
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) {
        const spot = spotOfCell(x, y, z, Math.floor(x) + i, Math.floor(y) + j, Math.floor(z) + k, seed);
        if (spot > strongest) strongest = spot;
      }
    }
  }
  return strongest;
}

function spotOfCell(x: number, y: number, z: number, cx: number, cy: number, cz: number, seed: number): number {
  if (latticeHash(cx, cy, cz, seed) > SPOT_SHARE) return 0;
  const dx = x - (cx + latticeHash(cx, cy, cz, seed + 1));
  const dy = y - (cy + latticeHash(cx, cy, cz, seed + 2));
  const dz = z - (cz + latticeHash(cx, cy, cz, seed + 3));
  const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const strength = 0.4 + 0.6 * latticeHash(cx, cy, cz, seed + 4);
  return smoothstep(SPOT_RADIUS * 1.6, SPOT_RADIUS * 0.5, distance) * strength;
}
