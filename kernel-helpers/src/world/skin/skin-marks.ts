import { exp } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { bell, clamp, mix, smoothstep } from "../math/scalar";
import type { Person } from "../types";
import {
  AXIS_Z,
  CHART_BOTTOM,
  CHART_HEIGHT,
  CHART_TOP,
  chartTexel,
  chartV,
  CHART_WIDTH,
  type ChartSurface,
} from "./skin-chart";

/** Marks that make skin one person's own, Float32 [CHART_HEIGHT,CHART_WIDTH], 0 … 1. */
export interface SkinMarks {
  freckles: Float32Array;
  moles: Float32Array;
  /** Red spots. */
  blemishes: Float32Array;
  /** Depth of wrinkles. */
  grooves: Float32Array;
}

const TEXEL_HEIGHT = (CHART_TOP - CHART_BOTTOM) / CHART_HEIGHT;
/** Freckles of somebody with as many as there are. */
const FRECKLES = 520;
/** Spots: radius in units of 100 mm. */
const FRECKLE_RADIUS = [0.007, 0.018] as const;
const MOLE_RADIUS = [0.006, 0.014] as const;
const BLEMISH_RADIUS = [0.008, 0.018] as const;

/** Draws a person's freckles, moles, spots and wrinkles. The same person always has the same ones. */
export function drawMarks(surface: ChartSurface, person: Person, random: Random): SkinMarks {
  const layer = () => new Float32Array(CHART_WIDTH * CHART_HEIGHT);
  const marks: SkinMarks = { freckles: layer(), moles: layer(), blemishes: layer(), grooves: layer() };
  drawMoles(marks, surface, person, random);
  drawBlemishes(marks, surface, person, random);
  drawWrinkles(marks.grooves, surface, person, random);
  drawFreckles(marks, surface, person, random);
  return marks;
}

function drawFreckles({ freckles }: SkinMarks, surface: ChartSurface, { skin }: Person, random: Random): void {
  for (let i = 0; i < Math.round(FRECKLES * skin.freckles); i++) {
    const x = random.normal(0, 0.36);
    const y = random.normal(7.03, 0.2);
    const [small, large] = FRECKLE_RADIUS;
    const radius = mix(small, large, random.next() * random.next());
    const strength = random.range(0.35, 1) * (0.6 + 0.4 * skin.freckles);
    drawSpot(freckles, surface, x, y, radius, strength * bell(y - 7.03, 0.35));
  }
}

/** A handful of moles on face and neck; their number grows with age. */
function drawMoles({ moles }: SkinMarks, surface: ChartSurface, { age }: Person, random: Random): void {
  const count = random.int(6) + random.int(3) + Math.round(clamp((age - 25) / 12, 0, 3));
  for (let i = 0; i < count; i++) {
    const [small, large] = MOLE_RADIUS;
    const radius = mix(small, large, random.next() * random.next());
    const x = random.range(-0.62, 0.62);
    const y = random.range(5.9, 7.9);
    drawSpot(moles, surface, x, y, radius, random.range(0.35, 1));
  }
}

/** Small inflamed spots, mostly of the young, on forehead, cheeks and chin. */
function drawBlemishes({ blemishes }: SkinMarks, surface: ChartSurface, { age }: Person, random: Random): void {
  const count = Math.round(random.next() * random.next() * mix(14, 5, clamp((age - 20) / 20)));
  for (let i = 0; i < count; i++) {
    const [small, large] = BLEMISH_RADIUS;
    const x = random.normal(0, 0.38);
    const y = random.range(6.25, 7.85);
    drawSpot(blemishes, surface, x, y, random.range(small, large), random.range(0.2, 0.75));
  }
}

/** Half the width of a wrinkle. */
const GROOVE_WIDTH = 0.013;
/** Points of a wrinkle per texel of height. */
const GROOVE_STEP = 0.8;

/** One wrinkle: a curve through three points (x, y) in rest coordinates, its depth from one end to the other. */
interface Wrinkle {
  from: readonly [x: number, y: number];
  bend: readonly [x: number, y: number];
  to: readonly [x: number, y: number];
  depth: number;
  width?: number;
}

/** 0 at 28 years, 1 at 68. */
const ageing = (age: number): number => clamp((age - 28) / 40);

function drawWrinkles(grooves: Float32Array, surface: ChartSurface, { age }: Person, random: Random): void {
  const old = ageing(age);
  const jitter = (deviation: number): number => random.normal(0, deviation);
  const foreheadLines = 3 + random.int(2);
  for (let line = 0; line < foreheadLines; line++) {
    const y = 7.66 + line * 0.085 + jitter(0.012);
    const half = random.range(0.3, 0.45);
    const middle = jitter(0.05);
    const depth = old * random.range(0.35, 0.8);
    drawWrinkle(grooves, surface, {
      from: [middle - half, y + jitter(0.015)],
      bend: [middle + jitter(0.05), y + jitter(0.035)],
      to: [middle + half, y + jitter(0.015)],
      depth,
    });
  }
  for (const side of [-1, 1]) {
    for (const { from, bend, to, young, aged, width } of FOLDS) {
      const depth = mix(young, aged, old) * random.range(0.7, 1.2);
      const point = ([x, y]: readonly [number, number]) => [side * (x + jitter(0.008)), y + jitter(0.008)] as const;
      drawWrinkle(grooves, surface, { from: point(from), bend: point(bend), to: point(to), depth, width });
    }
  }
}

/** Folds of one side of a face, with their depth at 28 and at 68 years. */
const FOLDS: readonly (Omit<Wrinkle, "depth"> & { young: number; aged: number })[] = [
  // from the wing of the nose past the corner of the mouth
  { from: [0.17, 6.92], bend: [0.3, 6.82], to: [0.33, 6.62], young: 0.18, aged: 0.95, width: 0.022 },
  // from the corner of the mouth down
  { from: [0.28, 6.57], bend: [0.32, 6.48], to: [0.31, 6.38], young: 0, aged: 0.6, width: 0.02 },
  // below the eye
  { from: [0.17, 7.2], bend: [0.26, 7.13], to: [0.4, 7.14], young: 0.2, aged: 0.7, width: 0.016 },
  { from: [0.22, 7.16], bend: [0.32, 7.07], to: [0.45, 7.09], young: 0, aged: 0.45 },
  // crow's feet
  { from: [0.51, 7.3], bend: [0.56, 7.33], to: [0.63, 7.36], young: 0, aged: 0.6 },
  { from: [0.51, 7.27], bend: [0.57, 7.27], to: [0.64, 7.27], young: 0, aged: 0.65 },
  { from: [0.5, 7.24], bend: [0.55, 7.21], to: [0.62, 7.17], young: 0, aged: 0.6 },
  // between the brows
  { from: [0.06, 7.4], bend: [0.065, 7.48], to: [0.055, 7.56], young: 0.02, aged: 0.5 },
  // on the cheek
  { from: [0.4, 6.82], bend: [0.46, 6.7], to: [0.44, 6.56], young: 0, aged: 0.3 },
  // around the neck
  { from: [0, 5.97], bend: [0.25, 5.99], to: [0.5, 6.1], young: 0.15, aged: 0.5 },
  { from: [0, 5.84], bend: [0.25, 5.86], to: [0.5, 5.97], young: 0.1, aged: 0.45 },
];

function drawWrinkle(grooves: Float32Array, surface: ChartSurface, wrinkle: Wrinkle): void {
  const { from, bend, to, depth, width = GROOVE_WIDTH } = wrinkle;
  if (depth <= 0) return;
  const length = Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]);
  const steps = Math.ceil((length / TEXEL_HEIGHT) * GROOVE_STEP);
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    const x = a * from[0] + b * bend[0] + c * to[0];
    const y = a * from[1] + b * bend[1] + c * to[1];
    const strength = depth * smoothstep(0, 0.25, t) * smoothstep(1, 0.75, t);
    stamp(grooves, surface, x, y, 2.5 * width, (distance) => strength * exp(-(distance / width) * (distance / width)));
  }
}

/** A spot where the chart is stretched more than this, as on the flanks of the nose, would be a smear. */
const STRETCH_LIMIT = 1.6;

function drawSpot(
  layer: Float32Array,
  surface: ChartSurface,
  x: number,
  y: number,
  radius: number,
  strength: number,
): void {
  if (stretchAt(surface.rest, x, y, radius) > STRETCH_LIMIT) return;
  stamp(layer, surface, x, y, radius * 1.5, (distance) => strength * smoothstep(radius * 1.5, radius * 0.4, distance));
}

/** How much further apart two points of the surface lie than the chart shows: the distance across a spot over its size. */
function stretchAt(rest: Float32Array, x: number, y: number, radius: number): number {
  const row = Math.round(chartV(y) - 0.5);
  const column = columnAt(rest, row, x);
  if (column < 0) return Infinity;
  const o = chartTexel(column, row) * 3;
  const steps = Math.ceil(radius / texelWidthAt(rest, o));
  const a = chartTexel(column - steps, row) * 3;
  const b = chartTexel(column + steps, row) * 3;
  const [dx, dy, dz] = [rest[a] - rest[b], rest[a + 1] - rest[b + 1], rest[a + 2] - rest[b + 2]];
  return Math.sqrt(dx * dx + dy * dy + dz * dz) / (2 * steps * texelWidthAt(rest, o));
}

/** Width of a texel on the surface, were it a cylinder about the chart's axis through this point. */
function texelWidthAt(rest: Float32Array, o: number): number {
  const dx = rest[o];
  const dz = rest[o + 2] - AXIS_Z;
  return (2 * Math.PI * Math.sqrt(dx * dx + dz * dz)) / CHART_WIDTH;
}

/** Raises the texels within `reach` of a point of the face's front to a profile of the distance from it. */
function stamp(
  layer: Float32Array,
  surface: ChartSurface,
  x: number,
  y: number,
  reach: number,
  profile: (distance: number) => number,
): void {
  const row = Math.round(chartV(y) - 0.5);
  const column = columnAt(surface.rest, row, x);
  if (column < 0) return;
  const o = chartTexel(column, row) * 3;
  const texelWidth = texelWidthAt(surface.rest, o);
  const right = Math.ceil(reach / texelWidth);
  const down = Math.ceil(reach / TEXEL_HEIGHT);
  for (let j = Math.max(-down, -row); j <= Math.min(down, CHART_HEIGHT - 1 - row); j++) {
    for (let i = -right; i <= right; i++) {
      const across = i * texelWidth;
      const up = j * TEXEL_HEIGHT;
      const value = profile(Math.sqrt(across * across + up * up));
      const texel = chartTexel(column + i, row + j);
      if (value > layer[texel]) layer[texel] = value;
    }
  }
}

/** The column, going out from the middle of the face, where the surface reaches a rest x; -1 where it does not. */
function columnAt(rest: Float32Array, row: number, x: number): number {
  if (row < 0 || row >= CHART_HEIGHT) return -1;
  const step = x < 0 ? -1 : 1;
  const side = Math.abs(x);
  for (let i = 0; i < CHART_WIDTH / 4; i++) {
    const column = CHART_WIDTH / 2 + step * i;
    if (Math.abs(rest[chartTexel(column, row) * 3]) >= side) return column;
  }
  return -1;
}
