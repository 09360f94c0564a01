import { cos } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import type { Rgb } from "../../math/color";
import { smoothstep } from "../../math/scalar";
import { mm, type Vec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { glass, metal, plastic } from "../finishes";
import { COLORS, STEEL } from "../palette";
import { blend, dent, shadeBy, stripe } from "../patterns";
import { lathe, smoothPath, smoothProfile, tube } from "../shapes";
import type { Finish, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Body,
  Cap,
  Water,
  Label,
}

type Profile = readonly (readonly [radius: number, height: number])[];

const turned = (builder: MeshBuilder, profile: Profile, slot: number, smooth = 4): void =>
  lathe(
    builder,
    (smooth > 1 ? smoothProfile(profile, smooth) : profile).map(([r, y]) => [mm(r), mm(y)] as const),
    slot,
  );

const CAP_COLORS = [COLORS.black, COLORS.white, COLORS.blue, COLORS.grey, COLORS.red, COLORS.green];
const BODY_COLORS = [COLORS.white, COLORS.black, COLORS.navy, COLORS.blue, COLORS.teal, COLORS.green, COLORS.red, COLORS.orange, COLORS.pink, COLORS.purple, COLORS.olive, COLORS.sky]; // prettier-ignore

/** Light that clear plastic and glass let through. */
const CLEAR: Rgb = [0.93, 0.95, 0.96];
const WATER: Rgb = [0.86, 0.92, 0.94];

/** A cap with grip ribs. */
function addScrewCap(builder: MeshBuilder, radius: number, from: number, height: number): void {
  const to = from + height;
  turned(builder, [[radius - 1, from], [radius, from + 1], [radius, to - 1.5], [radius - 1.5, to], [radius * 0.6, to], [0, to]], Slot.Cap, 1); // prettier-ignore
}

function buildPet(builder: MeshBuilder): void {
  const ribs = (r: number, y: number): number => r - (y > 35 && y < 88 ? 0.9 * (1 - cos(y * 0.62)) : 0);
  const side = Array.from({ length: 60 }, (_, i): [number, number] => [ribs(32, 8 + i * 2.3), 8 + i * 2.3]);
  turned(builder, [[0, 4], [16, 1], [22, 0], [28, 2], [31.5, 6], ...side], Slot.Body, 1); // prettier-ignore
  turned(
    builder,
    [
      [32, 143.7],
      [31.5, 152],
      [27, 168],
      [20, 184],
      [14.5, 194],
      [13, 199],
      [13, 205],
    ],
    Slot.Body,
  );
  turned(
    builder,
    [
      [32.4, 92],
      [32.5, 93],
      [32.5, 112],
      [32.5, 138],
      [32.4, 139],
    ],
    Slot.Label,
    3,
  );
  turned(
    builder,
    [
      [15, 197],
      [15.4, 198.5],
      [15, 200],
    ],
    Slot.Body,
  );
  addScrewCap(builder, 14.6, 201, 14);
}

function finishPet(random: Random): Finish[] {
  const label = random.pick([COLORS.blue, COLORS.sky, COLORS.red, COLORS.green, COLORS.teal]);
  const cap = random.pick([COLORS.white, COLORS.blue, COLORS.sky, COLORS.green]);
  return [
    glass(CLEAR, 0.88, { paint: (at, s) => dent(at, s, 0.25, 0.1) }),
    plastic(cap, 0.4, { holdsSticker: false, paint: ridges }),
    glass(WATER),
    plastic(label, 0.3, { paint: printLabel }),
  ];
}

const ridges: Finish["paint"] = (at, s) => shadeBy(s, 0.72 + 0.28 * stripe(at.u, 1 / 48, 0.6));

/** White lettering as bars, and a white band. */
const printLabel: Finish["paint"] = (at, s) => {
  const turn = (at.u * 3) % 1;
  const word = turn > 0.2 && turn < 0.8 && at.v > 0.4 && at.v < 0.66;
  const letters = word && (Math.floor(turn * 22) * 7) % 5 !== 0 && stripe(turn, 0.09, 0.72);
  blend(s, COLORS.white, letters ? 0.95 : at.v > 0.86 || at.v < 0.12 ? 0.9 : 0);
};

function buildSteel(builder: MeshBuilder): void {
  turned(builder, [[0, 0], [33, 0], [35.5, 1.5], [36.5, 5], [36.5, 90], [36.5, 170], [35, 188], [29, 203], [24, 209], [23.5, 214]], Slot.Body, 3); // prettier-ignore
  turned(
    builder,
    [
      [25.5, 214],
      [26.5, 216],
      [26.5, 242],
      [25, 245],
      [14, 246],
      [0, 246],
    ],
    Slot.Cap,
    1,
  );
  const loop: Vec3[] = [[-17, 245, 0], [-17, 256, 0], [-8, 264, 0], [8, 264, 0], [17, 256, 0], [17, 245, 0]].map(([x, y, z]) => [mm(x), mm(y), mm(z)]); // prettier-ignore
  tube(builder, smoothPath(loop, 5), { wide: mm(6), thick: mm(2.6), facing: [0, 1, 0] }, Slot.Cap);
}

function finishSteel(random: Random): Finish[] {
  const color = random.pick(BODY_COLORS);
  const bare = random.next() < 0.3;
  const body = bare
    ? metal(STEEL, 0.24, { paint: (at, s) => (s.tiltY = 0.03 * stripe(at.y, 0.004, 0.5)) })
    : plastic(color, 0.42, { paint: (at, s) => (dent(at, s, 0.012, 0.12), blend(s, STEEL, Number(at.y < mm(7)))) });
  return [body, plastic(random.pick([COLORS.black, COLORS.black, COLORS.charcoal, COLORS.white]), 0.45, { holdsSticker: false })]; // prettier-ignore
}

function buildSports(builder: MeshBuilder): void {
  turned(builder, [[0, 0], [32, 0], [35.5, 3], [36.5, 10], [36, 40], [35.5, 80], [31, 98], [30.5, 108], [35, 122], [36, 140], [35.5, 160], [33, 172]], Slot.Body, 4); // prettier-ignore
  turned(
    builder,
    [
      [34, 171],
      [35, 173],
      [35, 186],
      [32, 192],
      [20, 199],
      [14, 203],
      [12, 212],
      [9, 214],
    ],
    Slot.Cap,
    2,
  );
  turned(
    builder,
    [
      [8, 212],
      [8, 224],
      [10.5, 227],
      [10.5, 236],
      [8.5, 239],
      [0, 239],
    ],
    Slot.Water,
    1,
  );
}

function finishSports(random: Random): Finish[] {
  const color = random.pick(BODY_COLORS);
  const print = random.pick([COLORS.white, COLORS.black, COLORS.orange]);
  const body = plastic(color, 0.38, {
    wrap: 0.2,
    paint: (at, s) => {
      const wave = at.y - 0.55 - 0.12 * cos(at.u * 12.566);
      blend(s, print, Number(wave > 0 && wave < 0.07) + Number(wave > 0.1 && wave < 0.13));
    },
  });
  return [body, plastic(random.pick(CAP_COLORS), 0.4, { holdsSticker: false }), plastic(COLORS.lightGrey, 0.4, { holdsSticker: false })]; // prettier-ignore
}

function buildWideMouth(builder: MeshBuilder): void {
  turned(builder, [[0, 2], [34, 0], [41, 2], [44, 8], [44.5, 60], [44.5, 140], [43, 152], [36, 162], [32, 166], [32, 172]], Slot.Body, 4); // prettier-ignore
  turned(
    builder,
    [
      [33, 168],
      [34.5, 170],
      [34.5, 190],
      [33, 193],
      [20, 194],
      [0, 194],
    ],
    Slot.Cap,
    1,
  );
  const strap: Vec3[] = [[33, 166, 0], [44, 172, 0], [50, 186, 0], [42, 198, 0], [22, 199, 0], [0, 196.5, 0]].map(([x, y, z]) => [mm(x), mm(y), mm(z)]); // prettier-ignore
  tube(builder, smoothPath(strap, 5), { wide: mm(5), thick: mm(2), facing: [0, 1, 0] }, Slot.Cap);
}

function finishWideMouth(random: Random): Finish[] {
  const tint = random.pick<Rgb>([[0.9, 0.92, 0.93], [0.35, 0.62, 0.86], [0.4, 0.75, 0.6], [0.82, 0.4, 0.42], [0.45, 0.46, 0.5], [0.7, 0.52, 0.8]]); // prettier-ignore
  const level = random.range(0.5, 1.5);
  const body = glass(tint, 0.82, {
    paint: (at, s) => {
      const scale = at.u < 0.1 && at.u > 0.04 && at.y > 0.3 && at.y < 1.35 ? stripe(at.y, 0.15, 0.12) : 0;
      const surface = smoothstep(0.012, 0.004, Math.abs(at.y - level));
      shadeBy(s, (at.y < level ? 0.86 : 1) * (1 - 0.45 * surface));
      blend(s, [0.9, 0.9, 0.9], 0.7 * scale);
    },
  });
  return [body, plastic(random.pick(CAP_COLORS), 0.4, { holdsSticker: false, paint: ridges })];
}

/** A flask with a cup for a lid. */
function buildFlask(builder: MeshBuilder): void {
  turned(
    builder,
    [
      [0, 0],
      [35, 0],
      [37, 1.5],
      [37.5, 5],
      [37.5, 100],
      [37.5, 176],
      [36, 180],
    ],
    Slot.Body,
    3,
  );
  turned(builder, [[36, 180], [38.5, 182], [38.5, 186], [37, 188], [35.5, 215], [34, 232], [32, 237], [16, 239], [0, 239]], Slot.Cap, 2); // prettier-ignore
  turned(
    builder,
    [
      [37.8, 150],
      [38, 151],
      [38, 158],
      [37.8, 159],
    ],
    Slot.Water,
    1,
  );
}

function finishFlask(random: Random): Finish[] {
  const color = random.pick(BODY_COLORS);
  const steelLid = random.next() < 0.6;
  return [
    plastic(color, 0.3, { paint: (at, s) => dent(at, s, 0.02, 0.1) }),
    steelLid ? metal(STEEL, 0.22) : plastic(random.pick(CAP_COLORS), 0.35),
    metal(STEEL, 0.2, { holdsSticker: false }),
  ];
}

const variant = (build: ThingVariant["build"], finish: ThingVariant["finish"]): ThingVariant => ({ build, finish });

export const waterBottle: ThingDesign = {
  elevation: [4, 32],
  azimuth: [-180, 180],
  stands: "table",
  variants: {
    disposable: variant(buildPet, finishPet),
    steel: variant(buildSteel, finishSteel),
    sports: variant(buildSports, finishSports),
    "wide mouth": variant(buildWideMouth, finishWideMouth),
    flask: variant(buildFlask, finishFlask),
  },
};
