import type { Random } from "../../../base/seed";
import type { Rgb } from "../../math/color";
import { mm, type Vec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { glaze } from "../finishes";
import { COLORS } from "../palette";
import { blend, dent, mottle, shadeBy, speckle, stripe } from "../patterns";
import { ellipse, addCap, lathe, smoothPath, smoothProfile, tube } from "../shapes";
import type { Finish, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Outside,
  Inside,
  Handle,
  Coffee,
}

interface MugShape {
  /** Outer radius and height from foot to rim, in millimetres. */
  wall: readonly (readonly [radius: number, height: number])[];
  /** Where the handle meets the wall, how far it stands off, and its width and thickness, in millimetres. */
  handle: { top: number; bottom: number; reach: number; wide: number; thick: number; square?: boolean };
  /** Level of the coffee as a share of the height; absent for an empty mug. */
  coffee?: number;
}

const THICKNESS = 3.6;

function buildMug(builder: MeshBuilder, { wall, handle, coffee }: MugShape): void {
  const outer = smoothProfile(wall, 6);
  const height = wall[wall.length - 1][1];
  const rim = wall[wall.length - 1][0];
  const toUnits = (points: readonly (readonly [number, number])[]) => points.map(([r, y]) => [mm(r), mm(y)] as const);
  const foot = wall[0][0];
  lathe(builder, toUnits([[0, 1.5], [foot - 5, 1.5], [foot - 4, 0], [foot - 2, 0], ...outer]), Slot.Outside);
  const inner = outer
    .filter(([, y]) => y > 6)
    .map(([r, y]) => [r - THICKNESS, y] as const)
    .reverse();
  lathe(builder, toUnits([[rim, height], [rim - 0.6, height + 1.2], [rim - 2, height + 1.6], [rim - 3.2, height + 1], ...inner, [inner[inner.length - 1][0] - 6, 5], [0, 5]]), Slot.Inside); // prettier-ignore
  if (coffee !== undefined) addCoffee(builder, wall, coffee * height);
  addHandle(builder, outer, handle);
}

function addCoffee(builder: MeshBuilder, wall: MugShape["wall"], level: number): void {
  const radius = radiusAt(wall, level) - THICKNESS + 0.5;
  const section = {
    centre: [0, mm(level), 0],
    a: [0, 0, 1],
    b: [1, 0, 0],
    outline: ellipse(mm(radius), mm(radius), 48),
  } as const;
  addCap(builder, section, Slot.Coffee, true);
}

function radiusAt(profile: readonly (readonly [number, number])[], y: number): number {
  for (let i = 1; i < profile.length; i++) {
    const [r0, y0] = profile[i - 1];
    const [r1, y1] = profile[i];
    if (y <= y1) return y1 === y0 ? r1 : r0 + ((r1 - r0) * (y - y0)) / (y1 - y0);
  }
  return profile[profile.length - 1][0];
}

/** The handle is to the right. */
function addHandle(
  builder: MeshBuilder,
  profile: readonly (readonly [number, number])[],
  { top, bottom, reach, wide, thick, square }: MugShape["handle"],
): void {
  const inside = 2.2;
  const upper = radiusAt(profile, top) - inside;
  const lower = radiusAt(profile, bottom) - inside;
  const outerX = Math.max(upper, lower) + reach;
  const corner = square ? 0.9 : 0.62;
  const points: [number, number][] = [
    [upper, top],
    [upper + reach * corner, top + (square ? 0 : 3)],
    [outerX, top * 0.78 + bottom * 0.22],
    [outerX - (square ? 0 : 1), (top + bottom) / 2],
    [outerX - (square ? 0 : 5), top * 0.22 + bottom * 0.78],
    [lower + reach * corner * 0.8, bottom - (square ? 0 : 1)],
    [lower, bottom],
  ];
  const path = smoothPath(
    points.map(([x, y]): Vec3 => [mm(x), mm(y), 0]),
    6,
  );
  tube(builder, path, { wide: mm(wide), thick: mm(thick), facing: [0, 1, 0], sides: 16 }, Slot.Handle);
}

const COFFEE: Rgb = [0.03, 0.013, 0.006];
const MILK: Rgb = [0.3, 0.16, 0.08];
const GLAZES = [
  COLORS.white,
  COLORS.white,
  COLORS.cream,
  COLORS.navy,
  COLORS.blue,
  COLORS.teal,
  COLORS.green,
  COLORS.red,
  COLORS.burgundy,
  COLORS.orange,
  COLORS.charcoal,
  COLORS.black,
  COLORS.pink,
  COLORS.sky,
  COLORS.grey,
];

function finishMug(random: Random): Finish[] {
  const color = random.pick(GLAZES);
  const second = random.pick(GLAZES);
  const style = random.pick(["plain", "plain", "banded", "dipped", "stoneware", "dotted"] as const);
  const roughness = random.next() < 0.25 ? 0.45 : random.range(0.1, 0.2);
  const from = random.range(0.25, 0.6);
  const inside = random.next() < 0.6 ? COLORS.white : color;
  const outside = glaze(color, { roughness, paint: paintMug(style, second, from) });
  const drink = random.next() < 0.6 ? COFFEE : MILK;
  return [outside, glaze(inside, { roughness: 0.12 }), glaze(color, { roughness, paint: style === "stoneware" ? outside.paint : undefined, holdsSticker: false }), glaze(drink, { roughness: 0.1, holdsSticker: false })]; // prettier-ignore
}

function paintMug(style: string, second: Rgb, from: number): Finish["paint"] {
  if (style === "banded")
    return (at, s) => blend(s, second, stripe(at.y + from, 0.28, 0.4) * Number(at.y > 0.3 && at.y < 0.7));
  if (style === "dipped") return (at, s) => blend(s, second, Number(at.y < from + 0.02 * at.x));
  if (style === "dotted") return (at, s) => blend(s, second, dots(at.u * 14, at.y * 5.5));
  if (style === "stoneware")
    return (at, s) => {
      mottle(at, s, 0.25, 0.22);
      dent(at, s, 0.12, 0.08);
      shadeBy(s, 1 - 0.6 * speckle(at, 0.016, 0.05));
    };
  return undefined;
}

function dots(u: number, v: number): number {
  const row = Math.floor(v);
  const du = u + 0.5 * (row & 1) - Math.floor(u + 0.5 * (row & 1)) - 0.5;
  const dv = v - row - 0.5;
  return Number(du * du + dv * dv < 0.06);
}

const mug = (shape: MugShape): ThingVariant => ({ build: (builder) => buildMug(builder, shape), finish: finishMug });

export const coffeeMug: ThingDesign = {
  elevation: [12, 48],
  azimuth: [-75, 75],
  stands: "table",
  variants: {
    straight: mug({
      wall: [[39, 0], [41, 3], [41, 30], [41, 60], [41, 94]], // prettier-ignore
      handle: { top: 76, bottom: 22, reach: 30, wide: 7, thick: 4.5 },
    }),
    tapered: mug({
      wall: [[28, 0], [31, 4], [36, 40], [41, 75], [44, 104]], // prettier-ignore
      handle: { top: 84, bottom: 28, reach: 32, wide: 6.5, thick: 4.5 },
      coffee: 0.82,
    }),
    round: mug({
      wall: [[30, 0], [38, 5], [48, 30], [49, 55], [44, 82], [43, 90]], // prettier-ignore
      handle: { top: 74, bottom: 24, reach: 27, wide: 7.5, thick: 5 },
      coffee: 0.8,
    }),
    wide: mug({
      wall: [[30, 0], [35, 4], [48, 22], [55, 45], [58, 68]], // prettier-ignore
      handle: { top: 56, bottom: 16, reach: 26, wide: 6, thick: 4.5 },
      coffee: 0.85,
    }),
    squared: mug({
      wall: [[41, 0], [43, 2], [43, 30], [43, 60], [43, 88]], // prettier-ignore
      handle: { top: 74, bottom: 16, reach: 28, wide: 6, thick: 5, square: true },
    }),
  },
};
