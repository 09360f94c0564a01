import { cos, pow, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import type { Rgb } from "../../math/color";
import { mix, piecewiseLinear, smoothstep } from "../../math/scalar";
import { mm, type Vec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { cloth, rubber } from "../finishes";
import { COLORS } from "../palette";
import { blend, dent, mottle, shadeBy } from "../patterns";
import { smoothPath, tube } from "../shapes";
import type { Finish, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Sole,
  Upper,
  Lining,
  Lace,
  Tongue,
}

/** Lengths in millimetres. */
interface ShoeShape {
  /** Thickness of the sole below heel and ball of the foot. */
  heel: number;
  ball: number;
  /** Height of the collar above the usual, and factor on the width. */
  collar: number;
  width: number;
  /** Depth of the profile below. */
  lugs: number;
}

interface Placement {
  x: number;
  z: number;
  mirror: 1 | -1;
}

const LENGTH = 282;

/** Half the width of the foot at t millimetres from the heel. */
function halfWidth(t: number, { width }: ShoeShape): number {
  const wide = piecewiseLinear(t, [[0, 32], [40, 34], [100, 33], [150, 37], [205, 47], [240, 45], [282, 40]]); // prettier-ignore
  const heel = t < 45 ? Math.sqrt(Math.max(0, 1 - ((45 - t) / 45) * ((45 - t) / 45))) : 1;
  const toe = t > 195 ? Math.sqrt(Math.max(0, 1 - pow((t - 195) / 87, 2.3))) : 1;
  return wide * heel * toe * width;
}

/** The foot's middle line is bent inwards. */
const middle = (t: number): number => 7 * sin(((t - 40) / LENGTH) * Math.PI) - 3;

const soleBottom = (t: number): number => 15 * pow(smoothstep(195, 330, t), 1) * 1.6 + 4 * smoothstep(30, 0, t);
const soleTop = (t: number, { heel, ball }: ShoeShape): number =>
  mix(heel, ball, smoothstep(70, 215, t)) + 0.75 * soleBottom(t) + 5 * smoothstep(250, 282, t);

/** Height of the ridge of the upper, as if the shoe were closed, and of the collar. */
const ridge = (t: number, { collar }: ShoeShape): number =>
  piecewiseLinear(t, [[0, 88 + collar], [70, 104 + collar], [115, 110 + collar], [150, 94 + collar * 0.4], [185, 78], [215, 66], [245, 54], [268, 40], [282, 22]]); // prettier-ignore
const collarHeight = (t: number, { collar }: ShoeShape): number =>
  piecewiseLinear(t, [[0, 96 + collar], [14, 97 + collar], [40, 80 + collar], [70, 73 + collar], [100, 80 + collar], [130, 94 + collar], [150, 96 + collar * 0.5]]); // prettier-ignore

/** A point of the shoe: t from the heel, y up, w from the middle to the outside, in millimetres. */
type Place = (t: number, y: number, w: number) => Vec3;

/** In a mirrored shoe, the way round is mirrored too, so that the outside stays outside. */
const around = (u: number, mirror: Placement["mirror"]): number => (mirror > 0 ? u : 1 - u);

function addSole(builder: MeshBuilder, shape: ShoeShape, place: Place, mirror: Placement["mirror"]): void {
  // from the middle of the underside out, up the side, and in again: share of the width, share of the height
  const rows = [[0, 0], [0.5, 0], [0.93, 0], [0.985, 0.1], [0.97, 0.22], [1.01, 0.3], [1.06, 0.5], [1.05, 0.78], [1.0, 0.97], [0.9, 1], [0.4, 1], [0, 1]] as const; // prettier-ignore
  builder.addGrid(
    { columns: 96, rows: rows.length, closed: true },
    (column, v) => {
      const u = around(column, mirror);
      const [out, up] = rows[Math.round(v * (rows.length - 1))];
      const along = u < 0.5 ? u * 2 : 2 - u * 2;
      const t = (LENGTH / 2) * (1 - cos(along * Math.PI));
      const lug = up < 0.15 ? shape.lugs * Number(Math.floor(t / 9) % 2 === 0) : 0;
      const y = mix(soleBottom(t) + lug, soleTop(t, shape), up);
      const w = (u < 0.5 ? 1 : -1) * halfWidth(t, shape) * out * (1 + 0.05 * smoothstep(60, 0, t));
      const spread = LENGTH / 2 + (t - LENGTH / 2) * (0.96 + 0.06 * Math.min(1, out));
      return { position: place(spread, y, w + middle(t)), u: t / LENGTH, v: up };
    },
    Slot.Sole,
  );
}

/** Exponent of the upper's cross-section. */
const ARCH = 2 / 2.5;
const bent = (value: number): number => Math.sign(value) * pow(Math.abs(value), ARCH);

/** The foot enters between heel and t = 128 mm. */
const openness = (t: number): number => smoothstep(9, 16, t) * smoothstep(142, 122, t);

/** Across the open part: share of the width and what the height is measured by, from the sole over the rim and in. */
const OPEN_SECTION = [[0, 1, 0], [0.1, 1.02, 0.3], [0.2, 0.97, 0.6], [0.3, 0.84, 0.88], [0.35, 0.76, 0.98], [0.385, 0.68, 1.0], [0.41, 0.61, 0.96], [0.44, 0.57, 0.7], [0.47, 0.5, 0.2], [0.5, 0, 0.12]] as const; // prettier-ignore

function addUpper(builder: MeshBuilder, shape: ShoeShape, place: Place, mirror: Placement["mirror"]): void {
  const columns = 65;
  const sectionAt = (u: number, t: number): [y: number, w: number] => {
    const base = soleTop(t, shape) - 2;
    const half = halfWidth(t, shape) * 0.985;
    const angle = u * Math.PI;
    const closedW = half * bent(cos(angle));
    const closedY = base + (ridge(t, shape) - base) * bent(sin(angle));
    const fold = Math.min(u, 1 - u);
    const openW = (u < 0.5 ? 1 : -1) * half * piecewiseLinear(fold, OPEN_SECTION.map(([at, w]) => [at, w] as const)); // prettier-ignore
    const openY = base + (collarHeight(t, shape) - base) * piecewiseLinear(fold, OPEN_SECTION.map(([at, , y]) => [at, y] as const)); // prettier-ignore
    const open = openness(t);
    return [mix(closedY, openY, open), mix(closedW, openW, open)];
  };
  const timeAt = (v: number): number => LENGTH * (0.5 + 0.4965 * cos(v * Math.PI));
  builder.addGrid(
    { columns, rows: 73 },
    (column, v) => {
      const u = around(column, mirror);
      const t = timeAt(v);
      const [y, w] = sectionAt(u, t);
      return { position: place(t, y, w + middle(t)), u, v: t / LENGTH };
    },
    Slot.Upper,
  );
}

function addTongueAndLaces(builder: MeshBuilder, shape: ShoeShape, place: Place): void {
  const top = (t: number, lift: number): Vec3 => place(t, ridge(t, shape) + lift, middle(t));
  const tongue = smoothPath([top(200, -2), top(170, 1), top(145, 4), place(120, 116 + shape.collar, middle(120)), place(108, 128 + shape.collar, middle(108))], 5); // prettier-ignore
  tube(builder, tongue, { wide: mm(24), thick: mm(3.6), facing: [0.5, 1, 0], sides: 20 }, Slot.Tongue);
  for (let i = 0; i < 6; i++) {
    const t = 190 - i * 12;
    const lift = 3 + i * 0.9;
    const half = 15 + i * 0.9;
    const droop = (w: number) => (w * w) / 42;
    const bar = [-1, -0.5, 0, 0.5, 1].map((s) => place(t + 5 * s * (i % 2 ? 1 : -1), ridge(t, shape) + lift - droop(half * s) * 0.7, middle(t) + half * s)); // prettier-ignore
    tube(builder, smoothPath(bar, 3), { wide: mm(3.4), thick: mm(1.8), facing: [0.4, 1, 0], sides: 8 }, Slot.Lace);
  }
  for (const side of [-1, 1]) {
    const knot = ridge(132, shape) + 12;
    const loop = [[134, knot, 0], [140, knot + 8, 14], [150, knot + 2, 30], [156, knot - 12, 36], [148, knot - 10, 26], [137, knot - 1, 4]]; // prettier-ignore
    const end = [
      [134, knot, 0],
      [146, knot + 2, 10],
      [164, knot - 8, 24],
      [176, knot - 24, 34],
    ];
    for (const line of [loop, end]) {
      const points = line.map(([t, y, w]) => place(t, y, middle(t) + side * w));
      tube(builder, smoothPath(points, 5), { wide: mm(2.5), thick: mm(1.6), facing: [0, 1, 0.2], sides: 8 }, Slot.Lace);
    }
  }
}

function buildShoe(builder: MeshBuilder, shape: ShoeShape, { x, z, mirror }: Placement): void {
  const place = (t: number, y: number, w: number): Vec3 => [mm(t - LENGTH / 2 + x), mm(y), mm(mirror * w + z)];
  addSole(builder, shape, place, mirror);
  addUpper(builder, shape, place, mirror);
  addTongueAndLaces(builder, shape, place);
}

const BRIGHT = [COLORS.red, COLORS.blue, COLORS.orange, COLORS.teal, COLORS.navy, COLORS.pink, COLORS.green, COLORS.black, COLORS.white, COLORS.grey, COLORS.purple, COLORS.sky, COLORS.charcoal]; // prettier-ignore

/** Overlays on the side: slanted bars, a wave, or a chevron. */
type Mark = (t: number, y: number) => boolean;
const MARKS: readonly Mark[] = [
  (t, y) => {
    const slanted = t + (y - 50) * 0.55;
    return y > 30 && y < 88 && slanted > 112 && slanted < 178 && (slanted - 112) % 24 < 11;
  },
  (t, y) => {
    const wave = y - 44 - 16 * sin((t - 70) / 34);
    return t > 66 && t < 215 && Math.abs(wave) < 7.5 - 0.03 * Math.abs(t - 130);
  },
  (t, y) => {
    const bend = Math.abs(y - 54) * 0.9 + t;
    return y > 32 && y < 82 && ((bend > 140 && bend < 152) || (bend > 162 && bend < 174));
  },
];

/** A shoe's place, from which its parts are found again. */
function finishShoe(random: Random, places: readonly Placement[]): Finish[] {
  const color = random.pick(BRIGHT);
  const second = random.pick(BRIGHT);
  const foam = random.next() < 0.7 ? COLORS.white : random.pick(BRIGHT);
  const ground = random.pick([COLORS.black, COLORS.charcoal, COLORS.tan, second]);
  const isMarked = random.pick(MARKS);
  const last = places[places.length - 1];
  const along = (x: number, z: number): number => {
    const place = places.length > 1 && z * 100 < (places[0].z + last.z) / 2 ? last : places[0];
    return x * 100 - place.x + LENGTH / 2;
  };
  const sole = rubber(foam, {
    roughness: 0.5,
    holdsSticker: false,
    paint: ({ u, v }, s) => {
      if (v < 0.24) blend(s, ground, 1);
      if (v > 0.6 && v < 0.67 && u < 0.8) blend(s, second, 0.9);
      if (v > 0.3 && v < 0.55 && u < 0.4 && Math.floor(u * 60) % 3 === 0) shadeBy(s, 0.8);
    },
  });
  const upper = cloth(color, {
    roughness: 0.6,
    paint: (at, s) => {
      const t = along(at.x, at.z);
      const y = at.y * 100;
      const fold = Math.min(at.u, 1 - at.u);
      if (fold > 0.4 && t < 128 && t > 12) return blend(s, LINING, 1);
      const isToe = t > 252 - 0.7 * (60 - y) || y < 34 + 8 * smoothstep(180, 250, t) + 14 * smoothstep(60, 20, t);
      const isHeel = t < 44 - 0.25 * (y - 50) && t > 0;
      const isStay = t > 118 && t < 200 && fold > 0.3 && fold < 0.425;
      const isLogo = isMarked(t, y);
      if (isLogo || isToe || isHeel || isStay) {
        blend(s, isLogo ? contrast(second, color) : isHeel || isStay ? second : color, 1);
        if (isToe && !isLogo) shadeBy(s, 0.82);
        s.roughness = 0.42;
        dent(at, s, 0.03, 0.15);
        return;
      }
      const knit = sin(at.x * 160) * sin(at.y * 160 + at.z * 160);
      shadeBy(s, 0.92 + 0.14 * knit);
      dent(at, s, 0.03, 0.45, 9);
      mottle(at, s, 0.4, 0.1);
    },
  });
  const lace = cloth(random.pick([COLORS.white, COLORS.black, second]), { holdsSticker: false });
  return [sole, upper, cloth(LINING), lace, cloth(random.next() < 0.5 ? color : second, { holdsSticker: false })];
}

const LINING: Rgb = [0.045, 0.045, 0.05];

/** The mark must be seen: white or black where both colours are alike. */
function contrast(mark: Rgb, ground: Rgb): Rgb {
  const difference = Math.abs(mark[0] - ground[0]) + Math.abs(mark[1] - ground[1]) + Math.abs(mark[2] - ground[2]);
  if (difference > 0.25) return mark;
  return ground[1] > 0.2 ? COLORS.black : COLORS.white;
}

const ONE: readonly Placement[] = [{ x: 0, z: 0, mirror: 1 }];
const PAIR: readonly Placement[] = [
  { x: 18, z: 58, mirror: 1 },
  { x: -18, z: -58, mirror: -1 },
];

const shoes = (shape: ShoeShape, places = ONE, more: Partial<ThingVariant> = {}): ThingVariant => ({
  build: (builder) => places.forEach((place) => buildShoe(builder, shape, place)),
  finish: (random) => finishShoe(random, places),
  ...more,
});

const TRAINER: ShoeShape = { heel: 33, ball: 22, collar: 0, width: 1, lugs: 1 };

export const runningShoe: ThingDesign = {
  elevation: [6, 40],
  azimuth: [-50, 60],
  stands: "floor",
  variants: {
    trainer: shoes(TRAINER),
    racer: shoes({ heel: 22, ball: 14, collar: -6, width: 0.93, lugs: 0.5 }),
    trail: shoes({ heel: 36, ball: 27, collar: 6, width: 1.07, lugs: 4 }),
    cushioned: shoes({ heel: 44, ball: 35, collar: 3, width: 1.05, lugs: 0.5 }),
    pair: shoes(TRAINER, PAIR, { elevation: [18, 45] }),
  },
};
