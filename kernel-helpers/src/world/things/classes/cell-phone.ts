import { cos, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import type { Rgb } from "../../math/color";
import { mm, RADIANS_PER_DEGREE, type ReadonlyVec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { glaze, metal, plastic, rubber } from "../finishes";
import { COLORS, GUNMETAL, STEEL } from "../palette";
import { blend, dent, shadeBy } from "../patterns";
import { homeScreen, messages, screenFinish, webPage } from "../screens";
import { ellipse, plate, roundedRectangle, tube } from "../shapes";
import type { Finish, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Frame,
  Face,
  Metal,
  Lens,
  Flash,
}

const SIZE = { length: mm(147), width: mm(71.5), thickness: mm(8), corner: mm(10) };
const outline = (grow = 0) => roundedRectangle(SIZE.length / 2 + grow, SIZE.width / 2 + grow, SIZE.corner + grow, 6, 8);

function lieFlat(builder: MeshBuilder): void {
  plate(builder, { centre: [0, 0, 0], outline: outline(), thickness: SIZE.thickness, bevel: mm(2) }, Slot.Frame, Slot.Face); // prettier-ignore
}

/** Face down: the cameras are at the far end, to the left. */
function lieFaceDown(builder: MeshBuilder): void {
  lieFlat(builder);
  const [x, z] = [-SIZE.width / 2 + mm(17), -SIZE.length / 2 + mm(18)];
  const top = SIZE.thickness;
  plate(builder, { centre: [x, top - mm(0.5), z], outline: roundedRectangle(mm(14), mm(13), mm(6)), thickness: mm(2.2), bevel: mm(0.7) }, Slot.Metal); // prettier-ignore
  for (const [dx, dz] of [
    [-5.5, -6],
    [-5.5, 6.5],
    [6.5, 0],
  ]) {
    const centre: ReadonlyVec3 = [x + mm(dx), top + mm(1.4), z + mm(dz)];
    plate(builder, { centre, outline: ellipse(mm(5.2), mm(5.2), 24), thickness: mm(1.6), bevel: mm(0.5) }, Slot.Lens);
  }
  const flash: ReadonlyVec3 = [x + mm(7), top + mm(1.5), z - mm(8)];
  plate(builder, { centre: flash, outline: ellipse(mm(2), mm(2), 16), thickness: mm(0.5), bevel: mm(0.1) }, Slot.Flash);
}

const LEAN = 18 * RADIANS_PER_DEGREE;

/** Upright on a small stand, leaning back. */
function standUp(builder: MeshBuilder): void {
  const [c, s] = [cos(LEAN), sin(LEAN)];
  const foot = mm(9);
  const centre: ReadonlyVec3 = [0, foot + (SIZE.length / 2) * c, -(SIZE.length / 2) * s];
  plate(builder, { centre, a: [0, -c, s], b: [1, 0, 0], outline: outline(), thickness: SIZE.thickness, bevel: mm(2) }, Slot.Frame, Slot.Face); // prettier-ignore
  plate(builder, { centre: [0, 0, mm(-18)], outline: roundedRectangle(mm(42), mm(34), mm(8)), thickness: mm(5), bevel: mm(1.5) }, Slot.Metal); // prettier-ignore
  const spine: ReadonlyVec3[] = [
    [0, mm(4), mm(-44)],
    [0, mm(40), mm(-36)],
    [0, mm(78), mm(-31)],
  ];
  tube(builder, spine, { wide: mm(14), thick: mm(2.5), facing: [0, 0, 1] }, Slot.Metal);
  plate(builder, { centre: [0, mm(5), mm(4)], outline: roundedRectangle(mm(9), mm(30), mm(3)), thickness: mm(4.5), bevel: mm(1) }, Slot.Metal); // prettier-ignore
}

/** In a rubber case with a raised rim. */
function lieInCase(builder: MeshBuilder): void {
  plate(builder, { centre: [0, 0, 0], outline: outline(mm(3)), thickness: mm(11), bevel: mm(3) }, Slot.Metal);
  plate(builder, { centre: [0, mm(4), 0], outline: outline(mm(-0.5)), thickness: mm(7.3), bevel: mm(0.5) }, Slot.Frame, Slot.Face); // prettier-ignore
}

const KEYPAD = { length: mm(112), width: mm(48) };

function layKeypadPhone(builder: MeshBuilder): void {
  const body = roundedRectangle(KEYPAD.length / 2, KEYPAD.width / 2, mm(13), 6, 8);
  plate(builder, { centre: [0, 0, 0], outline: body, thickness: mm(15), bevel: mm(4) }, Slot.Frame, Slot.Face);
  for (let row = 0; row < 4; row++) {
    for (let column = -1; column <= 1; column++) {
      const centre: ReadonlyVec3 = [column * mm(13), mm(14.6), mm(10) + row * mm(10)];
      plate(builder, { centre, outline: roundedRectangle(mm(3.7), mm(5.5), mm(2.5), 4, 2), thickness: mm(1.8), bevel: mm(0.7) }, Slot.Metal); // prettier-ignore
    }
  }
  const pad: ReadonlyVec3 = [0, mm(14.6), mm(-3)];
  plate(builder, { centre: pad, outline: roundedRectangle(mm(5.5), mm(9), mm(5), 6, 2), thickness: mm(1.8), bevel: mm(0.7) }, Slot.Lens); // prettier-ignore
}

const BODY = [COLORS.black, COLORS.charcoal, COLORS.lightGrey, COLORS.white, COLORS.navy, COLORS.pink, COLORS.sky, COLORS.olive]; // prettier-ignore
const CASES = [COLORS.black, COLORS.navy, COLORS.red, COLORS.teal, COLORS.pink, COLORS.purple, COLORS.orange, COLORS.green]; // prettier-ignore

/** The far end of the phone (u = 0) is the top of its screen. */
const toScreen = (u: number, v: number): readonly [number, number] => [v, u];
const smartScreen = (random: Random): Finish =>
  screenFinish(random, random.pick([homeScreen, homeScreen, messages, webPage]), [0.035, 0.022], toScreen, 0.8);

const frameOf = (random: Random): Finish =>
  metal(random.pick([STEEL, GUNMETAL, [0.6, 0.5, 0.42] as Rgb, [0.1, 0.1, 0.11] as Rgb]), 0.24);

function finishFaceDown(random: Random): Finish[] {
  const color = random.pick(BODY);
  const gloss = random.next() < 0.5 ? 0.1 : 0.4;
  const back = glaze(color, {
    roughness: gloss,
    // a small round mark in the middle
    paint: ({ u, v }, s) => {
      const [a, b] = [(u - 0.5) * 2.05, v - 0.5];
      if (a * a + b * b < 0.006) shadeBy(s, 1.5);
    },
  });
  const lens: Finish = { color: [0.01, 0.01, 0.014], roughness: 0.08, f0: 0.06, holdsSticker: false };
  return [
    frameOf(random),
    back,
    glaze(color, { roughness: 0.1, holdsSticker: false }),
    lens,
    plastic(COLORS.cream, 0.2),
  ];
}

function finishCase(random: Random): Finish[] {
  return [
    frameOf(random),
    smartScreen(random),
    rubber(random.pick(CASES), { paint: (at, s) => dent(at, s, 0.02, 0.15) }),
  ];
}

function finishKeypad(random: Random): Finish[] {
  const body = random.pick([COLORS.charcoal, COLORS.navy, COLORS.lightGrey, COLORS.burgundy, COLORS.black]);
  const lit = random.next() < 0.7;
  const face = plastic(body, 0.3, {
    paint: ({ u, v }, s) => {
      if (u < 0.09 || u > 0.42 || v < 0.14 || v > 0.86) return;
      const bezel = u < 0.11 || u > 0.4 || v < 0.18 || v > 0.82;
      blend(s, bezel ? [0.01, 0.01, 0.012] : lit ? [0.3, 0.45, 0.24] : [0.05, 0.06, 0.05], 1);
      if (!bezel && Math.floor(u * 60) % 4 === 0 && v < 0.7 && v > 0.24) shadeBy(s, 0.3);
      s.roughness = 0.08;
      if (!bezel && lit) s.glow = 0.35;
    },
  });
  const keys = plastic(random.pick([COLORS.lightGrey, COLORS.charcoal, COLORS.white]), 0.35, { holdsSticker: false });
  return [plastic(body, 0.35), face, keys, metal(STEEL, 0.25, { holdsSticker: false })];
}

const variant = (build: ThingVariant["build"], finish: ThingVariant["finish"], more: Partial<ThingVariant> = {}) => ({
  build,
  finish,
  ...more,
});

export const cellPhone: ThingDesign = {
  elevation: [32, 68],
  azimuth: [-45, 45],
  stands: "table",
  variants: {
    "face up": variant(lieFlat, (random) => [frameOf(random), smartScreen(random)]),
    "face down": variant(lieFaceDown, finishFaceDown),
    standing: variant(
      standUp,
      (random) => [
        frameOf(random),
        smartScreen(random),
        metal(random.pick([STEEL, GUNMETAL]), 0.28, { holdsSticker: false }),
      ],
      { elevation: [6, 30] },
    ),
    "in a case": variant(lieInCase, finishCase),
    keypad: variant(layKeypadPhone, finishKeypad),
  },
};
