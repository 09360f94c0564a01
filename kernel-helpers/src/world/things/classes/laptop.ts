import { cos, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import type { Rgb } from "../../math/color";
import { mm, RADIANS_PER_DEGREE, type ReadonlyVec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { metal, plastic } from "../finishes";
import { COLORS } from "../palette";
import { blend, dent, shadeBy } from "../patterns";
import { desktop, editor, screenFinish, webPage } from "../screens";
import { plate, roundedRectangle, tube } from "../shapes";
import type { Finish, Surface, SurfacePoint, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Body,
  Deck,
  Screen,
  Hinge,
  Lid,
}

interface LaptopShape {
  /** All in millimetres. */
  width: number;
  depth: number;
  base: number;
  lid: number;
  corner: number;
  /** How far the lid leans back from the upright, in degrees; -90 is closed. */
  lean: number;
}

function buildLaptop(builder: MeshBuilder, { width, depth, base, lid, corner, lean }: LaptopShape): void {
  const outline = roundedRectangle(mm(depth / 2), mm(width / 2), mm(corner), 5, 10);
  const bevel = mm(Math.min(base / 3, 3));
  plate(builder, { centre: [0, mm(2), 0], outline, thickness: mm(base), bevel }, Slot.Body, Slot.Deck);
  const [c, s] = [cos(lean * RADIANS_PER_DEGREE), sin(lean * RADIANS_PER_DEGREE)];
  const front: ReadonlyVec3 = [0, s, c];
  const hinge: ReadonlyVec3 = [0, mm(2 + base - 1), mm(-depth / 2 + 4)];
  const centre: ReadonlyVec3 = [
    0,
    hinge[1] + mm(depth / 2 + 2) * c - mm(lid) * front[1],
    hinge[2] - mm(depth / 2 + 2) * s - mm(lid) * front[2],
  ];
  const across = { a: [0, -c, s] as ReadonlyVec3, b: [1, 0, 0] as ReadonlyVec3 };
  plate(builder, { centre, ...across, outline, thickness: mm(lid), bevel: mm(1.6) }, Slot.Lid, Slot.Screen);
  const half = mm(width * 0.38);
  tube(builder, [[-half, hinge[1], hinge[2] - mm(2)], [half, hinge[1], hinge[2] - mm(2)]], { wide: mm(4.5) }, Slot.Hinge); // prettier-ignore
}

/** Keys and touch pad at u (to the front) and v (to the right). */
function paintDeck(keys: Rgb, wide: boolean) {
  return ({ u, v }: SurfacePoint, s: Surface): void => {
    const [left, right] = wide ? [0.03, 0.97] : [0.08, 0.92];
    const [ku, kv] = [(u - 0.1) / 0.5, (v - left) / (right - left)];
    if (ku > 0 && ku < 1 && kv > 0 && kv < 1) return paintKeys(s, ku, kv, keys);
    const [pu, pv] = [Math.abs(u - 0.81), Math.abs(v - 0.5)];
    if (pu < 0.14 && pv < 0.17) shadeBy(s, pu > 0.133 || pv > 0.165 ? 0.55 : 0.94);
  };
}

function paintKeys(s: Surface, ku: number, kv: number, keys: Rgb): void {
  const row = Math.floor(ku * 6);
  const shift = [0, 0, 0.35, 0.55, 0.8, 0.2][row];
  const x = kv * 14.2 + shift;
  const [fu, fv] = [ku * 6 - row, x - Math.floor(x)];
  const isSpace = row === 5 && kv > 0.28 && kv < 0.64;
  const gap = fu < 0.1 || fu > 0.9 || (!isSpace && (fv < 0.1 || fv > 0.9));
  if (gap) return shadeBy(s, 0.4);
  blend(s, keys, 1);
  s.roughness = 0.5;
  // lettering
  if (!isSpace && fu > 0.35 && fu < 0.62 && fv > 0.38 && fv < 0.6)
    blend(s, keys[0] > 0.2 ? [0.03, 0.03, 0.03] : [0.5, 0.5, 0.5], 0.8);
}

const SHELLS: readonly (readonly [Rgb, boolean])[] = [
  [[0.6, 0.6, 0.61], true],
  [[0.6, 0.6, 0.61], true],
  [[0.24, 0.245, 0.26], true],
  [[0.72, 0.58, 0.5], true],
  [COLORS.black, false],
  [COLORS.white, false],
  [COLORS.navy, false],
  [COLORS.charcoal, false],
];

/** A shell of sanded aluminium (which scatters like paint) or of plastic. */
const shell = ([color, isAluminium]: readonly [Rgb, boolean], more: Partial<Finish> = {}): Finish =>
  isAluminium
    ? { ...metal(color, 0.45), isMetal: false, f0: 0.2, ...more }
    : plastic(color, 0.4, { paint: (at, s) => dent(at, s, 0.012, 0.12), ...more });

function finishLaptop(random: Random, wideKeys: boolean): Finish[] {
  const look = random.pick(SHELLS);
  const keys = random.next() < 0.75 || look[0][0] < 0.1 ? COLORS.black : COLORS.white;
  const deck = shell(look, { paint: paintDeck(keys, wideKeys) });
  const contents = random.pick([desktop, desktop, webPage, editor]);
  const margin = [0.022, 0.035] as const;
  const screen = screenFinish(random, contents, margin, (u, v) => [v, u], 0.85);
  return [shell(look), deck, screen, plastic(COLORS.black, 0.4, { holdsSticker: false }), shell(look, logo(random))];
}

/** A mark in the middle of the lid's outside. */
function logo(random: Random): Partial<Finish> {
  const kind = random.int(3);
  const tone = random.next() < 0.5 ? 0.35 : 1.6;
  return {
    paint: (at, s) => {
      // u and v of a cap (the lid's outside is one) run over the whole lid
      const [a, b] = [(at.u - 0.5) * 2.2, (at.v - 0.5) * 3.2];
      if (Math.abs(at.nx) > 0.5 || at.nz > 0) return;
      const inside =
        kind === 0
          ? a * a + b * b < 0.02
          : kind === 1
            ? Math.max(Math.abs(a), Math.abs(b)) < 0.12 && Math.abs(a) + Math.abs(b) > 0.09
            : Math.abs(a) < 0.05 && Math.abs(b) < 0.4;
      if (inside) shadeBy(s, tone);
    },
  };
}

const laptopOf = (shape: LaptopShape, wideKeys: boolean, more: Partial<ThingVariant> = {}): ThingVariant => ({
  build: (builder) => buildLaptop(builder, shape),
  finish: (random) => finishLaptop(random, wideKeys),
  ...more,
});

const THIN: LaptopShape = { width: 304, depth: 212, base: 10, lid: 5, corner: 11, lean: 18 };
const THICK: LaptopShape = { width: 352, depth: 244, base: 22, lid: 8, corner: 6, lean: 12 };

export const laptop: ThingDesign = {
  elevation: [14, 42],
  azimuth: [-48, 48],
  stands: "table",
  variants: {
    thin: laptopOf(THIN, false),
    thick: laptopOf(THICK, true),
    small: laptopOf({ width: 262, depth: 184, base: 14, lid: 6, corner: 14, lean: 26 }, true),
    "half open": laptopOf({ ...THIN, lean: -22 }, false, { elevation: [6, 22], azimuth: [-60, 60] }),
    "from behind": laptopOf({ ...THICK, base: 16, lean: 20 }, true, { elevation: [10, 32], azimuth: [135, 225] }),
  },
};
