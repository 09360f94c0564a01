import { cos, pow, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import { rgbFromBytes, type Rgb } from "../../math/color";
import { mix, smoothstep } from "../../math/scalar";
import { mm, type Vec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { glass, metal, plastic } from "../finishes";
import { BRASS, COLORS, GUNMETAL, STEEL } from "../palette";
import { mottle, shadeBy } from "../patterns";
import { loft, smoothPath, tube, type Section } from "../shapes";
import type { Finish, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Lens,
  Rim,
  Temple,
  Pad,
}

/** All lengths in millimetres. */
interface GlassesShape {
  halfWidth: number;
  halfHeight: number;
  /** Exponent of the lens's outline: 2 round, large a rectangle. */
  exponent: number;
  /** Wider above than below; the outer upper corner raised. */
  taper: number;
  raise: number;
  /** Thickness of the rim all round and from front to back. */
  rim: number;
  depth: number;
  /** From the middle of the bridge to the middle of a lens. */
  spacing: number;
  temple: number;
  isMetal?: boolean;
  isFolded?: boolean;
}

/** How much the front is curved: z falls with x². */
const CURVE = 0.0016;
const COLUMNS = 48;

/** Height of the lenses' middle: the lower rims rest on the table. */
const middleOf = ({ halfHeight, rim }: GlassesShape): number => halfHeight + rim;

/** A point of the outline grown by `grow`, x to the outside. */
function outlineAt(shape: GlassesShape, u: number, grow: number): [x: number, y: number] {
  const { halfWidth, halfHeight, exponent, taper, raise } = shape;
  const angle = u * 2 * Math.PI;
  const bent = (value: number) => Math.sign(value) * pow(Math.abs(value), 2 / exponent);
  const y = (halfHeight + grow) * bent(sin(angle));
  const x = (halfWidth + grow) * bent(cos(angle)) * (1 + (taper * y) / halfHeight);
  return [x, y + (raise * x * (y > 0 ? 1 : 0.25)) / halfWidth];
}

function frontPoint(shape: GlassesShape, side: number, x: number, y: number, z: number): Vec3 {
  const worldX = side * (shape.spacing + x);
  return [mm(worldX), mm(middleOf(shape) + y), mm(z - CURVE * worldX * worldX)];
}

function addLens(builder: MeshBuilder, shape: GlassesShape, side: 1 | -1): void {
  builder.addGrid(
    { columns: COLUMNS, rows: 10, closed: true },
    (u, share) => {
      const turn = side > 0 ? 1 - u : u;
      const [x, y] = outlineAt(shape, turn, 0.5);
      const bulge = 2.2 * (1 - share * share);
      const position = frontPoint(shape, side, x * share, y * share, bulge);
      return { position, u: (side * x * share) / shape.halfWidth, v: (y * share) / shape.halfHeight };
    },
    Slot.Lens,
  );
  const { rim, depth } = shape;
  const round = [[0, 0.1], [0.02, 0.6], [0.25, 1], [0.75, 1], [0.98, 0.6], [1, 0.1], [0.98, -0.4], [0.8, -0.6], [0.1, -0.6], [0, 0.1]] as const; // prettier-ignore
  builder.addGrid(
    { columns: COLUMNS, rows: round.length, closed: true },
    (u, v) => {
      const [across, out] = round[Math.round(v * (round.length - 1))];
      const [x, y] = outlineAt(shape, side > 0 ? 1 - u : u, across * rim);
      return { position: frontPoint(shape, side, x, y, (out * depth) / 2) };
    },
    Slot.Rim,
  );
}

function addBridge(builder: MeshBuilder, shape: GlassesShape): void {
  const inner = shape.spacing - shape.halfWidth - shape.rim * 0.4;
  const y = shape.halfHeight * 0.32;
  const at = (x: number, up: number): Vec3 => [mm(x), mm(middleOf(shape) + y + up), mm(1)];
  const path = smoothPath([at(-inner - 1, 0), at(-inner * 0.5, 3.5), at(inner * 0.5, 3.5), at(inner + 1, 0)], 5);
  const wide = shape.isMetal ? 1.3 : 3.2;
  tube(builder, path, { wide: mm(wide), thick: mm(Math.min(wide, 2.2)), facing: [0, 0, 1] }, Slot.Rim);
  if (!shape.isMetal) return;
  const bar = smoothPath([at(-inner - 3, 12), at(0, 14), at(inner + 3, 12)], 6);
  tube(builder, bar, { wide: mm(1.2) }, Slot.Rim);
  for (const side of [-1, 1]) {
    builder.addSphere([mm(side * (inner - 3)), mm(middleOf(shape) - 4), mm(-5)], mm(4), Slot.Pad, { columns: 10, rows: 8, squash: [0.45, 1.1, 0.7] }); // prettier-ignore
  }
}

/** Open: straight back, then bent down to the table. Folded: across behind the lenses. */
function templePath(shape: GlassesShape, side: 1 | -1): Vec3[] {
  const x = shape.spacing + shape.halfWidth + shape.rim + 2;
  const y = middleOf(shape) + shape.halfHeight * 0.5;
  const z = -CURVE * x * x;
  const open = [
    [x - 2, y, z - 1],
    [x + 1, y, z - 6],
    [x + 1, y - 4, z - 40],
    [x - 1, y * 0.68, z - 88],
    [x - 4, y * 0.45, z - 112],
    [x - 7, 5, z - 138],
  ];
  const back = side > 0 ? -9 : -15;
  const folded = [
    [x - 2, y, z - 1],
    [x, y, z - 6],
    [x - 6, y - 1, z + back],
    [x * 0.3, y - 6, back],
    [-x * 0.4, y - 12, back],
    [-x * 0.85, 8, back - 2],
  ];
  return smoothPath(
    (shape.isFolded ? folded : open).map(([px, py, pz]): Vec3 => [mm(side * px), mm(py), mm(pz)]),
    6,
  );
}

function addTemple(builder: MeshBuilder, shape: GlassesShape, side: 1 | -1): void {
  const path = templePath(shape, side);
  const last = path.length - 1;
  const sections = path.map((centre, k): Section => {
    const high = mix(shape.temple, shape.temple * 0.6, smoothstep(0.1, 0.9, k / last)) / 2;
    const [p, q] = [path[Math.max(0, k - 1)], path[Math.min(last, k + 1)]];
    const length = Math.sqrt((q[0] - p[0]) * (q[0] - p[0]) + (q[2] - p[2]) * (q[2] - p[2])) || 1;
    const b: Vec3 = [(q[2] - p[2]) / length, 0, -(q[0] - p[0]) / length];
    const thin = shape.isMetal ? 0.8 : 1.9;
    const outline = Array.from({ length: 12 }, (_, i) => {
      const angle = (i / 12) * 2 * Math.PI;
      return [mm(high * cos(angle)), mm(thin * sin(angle))] as const;
    });
    return { centre, a: [0, -1, 0], b, outline };
  });
  loft(builder, sections, Slot.Temple, { capFirst: true, capLast: true });
}

function buildGlasses(builder: MeshBuilder, shape: GlassesShape): void {
  for (const side of [1, -1] as const) {
    addLens(builder, shape, side);
    addTemple(builder, shape, side);
  }
  addBridge(builder, shape);
}

const TINTS: readonly Rgb[] = [[0.03, 0.03, 0.033], [0.03, 0.03, 0.033], [0.075, 0.04, 0.02], [0.03, 0.06, 0.04], [0.05, 0.035, 0.08]]; // prettier-ignore
const MIRRORS: readonly Rgb[] = [[0.2, 0.36, 0.62], [0.62, 0.42, 0.16], [0.5, 0.5, 0.52], [0.2, 0.5, 0.36], [0.6, 0.3, 0.34]]; // prettier-ignore

function lensFinish(random: Random): Finish {
  if (random.next() < 0.25) return metal(random.pick(MIRRORS), 0.08, { f0: 0.75 });
  const tint = random.pick(TINTS);
  const graded = random.next() < 0.5;
  // the lower part of a graded lens is lighter
  return glass(tint, 0.9, { paint: ({ v }, s) => graded && shadeBy(s, 1 + 3 * smoothstep(0.3, -1, v)) });
}

const FRAMES = [COLORS.black, COLORS.black, COLORS.charcoal, COLORS.navy, COLORS.white, COLORS.red, COLORS.burgundy, COLORS.teal]; // prettier-ignore
const TORTOISE: Rgb = rgbFromBytes(104, 56, 24);

function finishGlasses(random: Random, isMetal: boolean): Finish[] {
  const lens = lensFinish(random);
  const plain = { holdsSticker: false };
  if (isMetal) {
    const wire = metal(random.pick([BRASS, STEEL, GUNMETAL]), 0.2, plain);
    return [lens, wire, wire, plastic(COLORS.cream, 0.25, plain)];
  }
  const isTortoise = random.next() < 0.3;
  const frame = plastic(isTortoise ? TORTOISE : random.pick(FRAMES), random.pick([0.16, 0.22, 0.45]), {
    ...plain,
    paint: isTortoise ? (at, s) => mottle(at, s, 0.1, 1.5, 6) : undefined,
  });
  return [lens, frame, frame, frame];
}

const glasses = (shape: GlassesShape): ThingVariant => ({
  build: (builder) => buildGlasses(builder, shape),
  finish: (random) => finishGlasses(random, shape.isMetal === true),
});

const WAYFARER: GlassesShape = { halfWidth: 25, halfHeight: 20.5, exponent: 3, taper: 0.12, raise: 3, rim: 5, depth: 5, spacing: 34, temple: 11 }; // prettier-ignore

export const sunglasses: ThingDesign = {
  elevation: [6, 38],
  azimuth: [-50, 50],
  stands: "table",
  variants: {
    classic: glasses(WAYFARER),
    round: glasses({ ...WAYFARER, halfWidth: 23.5, halfHeight: 23, exponent: 2.05, taper: 0, raise: 0, rim: 2.6, depth: 3.6, spacing: 33, temple: 6 }), // prettier-ignore
    aviator: glasses({ ...WAYFARER, halfWidth: 27, halfHeight: 23, exponent: 2.5, taper: 0.16, raise: -3, rim: 1.5, depth: 1.8, spacing: 36, temple: 3, isMetal: true }), // prettier-ignore
    "cat eye": glasses({ ...WAYFARER, halfWidth: 27, halfHeight: 20.5, exponent: 2.5, taper: 0.12, raise: 8, rim: 6, spacing: 36, temple: 12 }), // prettier-ignore
    folded: glasses({ ...WAYFARER, exponent: 3.6, taper: 0.06, isFolded: true }),
  },
};
