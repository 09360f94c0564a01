import { cos, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import type { Rgb } from "../../math/color";
import { smoothstep } from "../../math/scalar";
import { mm, type Vec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { cloth, leatherOf, metal, nylon, plastic } from "../finishes";
import { BRASS, COLORS, STEEL } from "../palette";
import { Pouch } from "../pouch";
import { plate, roundedRectangle, smoothPath, tube } from "../shapes";
import type { Finish, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Body,
  Pocket,
  Strap,
  Zip,
  Metal,
  Flap,
}

const path = (points: readonly (readonly [number, number, number])[], perPiece = 6): Vec3[] =>
  smoothPath(
    points.map(([x, y, z]): Vec3 => [mm(x), mm(y), mm(z)]),
    perPiece,
  );

/** A zip fastener on the front of a bag: an arch from side to side, with its pull. */
function addZip(builder: MeshBuilder, bag: Pouch, half: number, from: number, top: number): void {
  const points = Array.from({ length: 41 }, (_, i): Vec3 => {
    const t = (i / 40) * 2 - 1;
    const angle = t * 0.5 * Math.PI;
    const x = half * Math.sign(sin(angle)) * Math.min(1, Math.abs(1.25 * sin(angle)));
    return bag.front(x, from + (top - from) * Math.min(1, 1.5 * cos(angle)), 0.6);
  });
  tube(builder, points, { wide: mm(4.2), thick: mm(2.2), facing: [0, 0, 1], sides: 8 }, Slot.Zip);
  const [x, y, z] = points[28];
  plate(builder, { centre: [x, y - mm(14), z], a: [0, -1, 0], b: [1, 0, 0], outline: roundedRectangle(mm(13), mm(3.6), mm(3), 3, 2), thickness: mm(2.5), bevel: mm(0.8) }, Slot.Metal); // prettier-ignore
}

/** A level zip across the front. */
function addStraightZip(builder: MeshBuilder, bag: Pouch, half: number, y: number): void {
  const points = Array.from({ length: 21 }, (_, i) => bag.front(half * ((i / 20) * 2 - 1), y, 0.8));
  tube(builder, points, { wide: mm(4), thick: mm(2.2), facing: [0, 0, 1], sides: 8 }, Slot.Zip);
  const [x, , z] = points[17];
  plate(builder, { centre: [x, mm(y - 14), z], a: [0, -1, 0], b: [1, 0, 0], outline: roundedRectangle(mm(12), mm(3.4), mm(3), 3, 2), thickness: mm(2.5), bevel: mm(0.8) }, Slot.Metal); // prettier-ignore
}

/** Two straps behind, and the loop on top. */
function addStraps(builder: MeshBuilder, height: number, depth: number, half: number): void {
  for (const side of [-1, 1]) {
    const strap = path([
      [side * half * 0.36, height - 12, -depth * 0.5],
      [side * half * 0.5, height + 6, -depth - 12],
      [side * half * 0.9, height * 0.78, -depth - 52],
      [side * half * 1.12, height * 0.45, -depth - 48],
      [side * half * 1.06, height * 0.18, -depth - 18],
      [side * half * 0.9, height * 0.1, -depth + 10],
    ]);
    tube(builder, strap, { wide: mm(27), thick: mm(5.5), facing: [0, 0.3, -1] }, Slot.Strap);
  }
  const loop = path([[-30, height - 6, -depth * 0.35], [-26, height + 26, -depth * 0.4], [0, height + 38, -depth * 0.42], [26, height + 26, -depth * 0.4], [30, height - 6, -depth * 0.35]]); // prettier-ignore
  tube(builder, loop, { wide: mm(10), thick: mm(3), facing: [0, 0, 1] }, Slot.Strap);
}

function buildSchool(builder: MeshBuilder): void {
  const body = new Pouch({ rows: [[0, 132, 58], [6, 142, 70], [80, 150, 84], [220, 148, 80], [330, 138, 70], [390, 112, 54], [414, 76, 34], [420, 30, 14]], squareness: 3 }); // prettier-ignore
  body.addTo(builder, Slot.Body);
  const pocket = new Pouch({ rows: [[24, 96, 20], [30, 108, 34], [90, 114, 42], [160, 110, 36], [196, 100, 22], [206, 88, 8]], squareness: 3.4, at: [0, 0, 62] }); // prettier-ignore
  pocket.addTo(builder, Slot.Pocket);
  addStraightZip(builder, pocket, 88, 176);
  addZip(builder, body, 118, 232, 372);
  addStraps(builder, 408, 70, 140);
}

/** Flap with two buckled straps. */
function buildRucksack(builder: MeshBuilder): void {
  const body = new Pouch({ rows: [[0, 126, 60], [6, 138, 72], [100, 148, 84], [240, 146, 80], [340, 132, 66], [378, 108, 46], [384, 60, 24]], squareness: 3.2 }); // prettier-ignore
  body.addTo(builder, Slot.Body);
  const pocket = new Pouch({ rows: [[26, 84, 16], [32, 92, 30], [90, 98, 38], [150, 96, 30], [168, 92, 10]], squareness: 4, at: [0, 0, 66] }); // prettier-ignore
  pocket.addTo(builder, Slot.Pocket);
  addLid(builder, body, 388, 176);
  for (const side of [-1, 1]) {
    const strap = Array.from({ length: 22 }, (_, i): Vec3 => {
      const y = 330 - i * 11;
      const [x, py, z] = y < 160 ? pocket.front(side * 52, y, 3) : body.front(side * 56, y, 11);
      return [x, py, z];
    });
    tube(builder, strap, { wide: mm(10), thick: mm(2.4), facing: [0, 0, 1], sides: 10 }, Slot.Strap);
    const [x, y, z] = body.front(side * 56, 202, 12);
    plate(builder, { centre: [x, y, z], a: [0, -1, 0], b: [1, 0, 0], outline: roundedRectangle(mm(14), mm(15), mm(3), 4, 2), thickness: mm(4), bevel: mm(1.4) }, Slot.Metal); // prettier-ignore
  }
  addStraps(builder, 376, 72, 138);
}

/** The lid: from behind over the top and down the front. */
function addLid(builder: MeshBuilder, body: Pouch, top: number, down: number): void {
  builder.addGrid(
    { columns: 37, rows: 24 },
    (u, v) => {
      const s = 1 - 2 * u;
      const half = 128 - 10 * (1 - v);
      const x = half * s;
      const arch = 14 * (1 - s * s);
      if (v < 0.35) {
        const angle = (v / 0.35) * 0.5 * Math.PI;
        const drop = 26 * s * s * s * s;
        return { position: [mm(x), mm(top - drop + arch * 0.6 - 12 * (1 - sin(angle + 0.75))), mm(-56 * cos(angle) + 72 * sin(angle))], u, v }; // prettier-ignore
      }
      const t = (v - 0.35) / 0.65;
      const y = top - 8 - t * (down - 26 * smoothstep(0.5, 1, Math.abs(s)));
      const [px, , z] = body.front(x, Math.min(y, 330), 7);
      return { position: [px, mm(y), Math.max(z, mm(72 - 30 * s * s * s * s * (1 - t)))], u, v };
    },
    Slot.Flap,
  );
}

/** The top is rolled and buckled. */
function buildRollTop(builder: MeshBuilder): void {
  const body = new Pouch({ rows: [[0, 124, 62], [6, 134, 72], [120, 138, 76], [300, 134, 66], [380, 136, 40], [410, 140, 22]], squareness: 4 }); // prettier-ignore
  body.addTo(builder, Slot.Body);
  tube(builder, path([[-142, 418, 4], [-70, 424, 8], [0, 426, 8], [70, 424, 8], [142, 418, 4]]), { wide: mm(20), thick: mm(24), facing: [0, 0, 1], sides: 18 }, Slot.Pocket); // prettier-ignore
  const strap = [...Array.from({ length: 12 }, (_, i): Vec3 => body.front(0, 205 + i * 15, 5)), [0, mm(404), mm(34)], [0, mm(430), mm(36)], [0, mm(452), mm(10)], [0, mm(444), mm(-22)]] as Vec3[]; // prettier-ignore
  tube(builder, strap, { wide: mm(13), thick: mm(2.4), facing: [0, 0, 1], sides: 10 }, Slot.Strap);
  const [x, y, z] = body.front(0, 300, 6);
  plate(builder, { centre: [x, y, z], a: [0, -1, 0], b: [1, 0, 0], outline: roundedRectangle(mm(20), mm(19), mm(4), 4, 2), thickness: mm(7), bevel: mm(2) }, Slot.Metal); // prettier-ignore
  addStraightZip(builder, body, 92, 150);
  addStraps(builder, 400, 62, 132);
}

/** A small round day pack with a large front pocket. */
function buildDayPack(builder: MeshBuilder): void {
  const body = new Pouch({ rows: [[0, 110, 48], [6, 122, 62], [90, 134, 74], [200, 130, 70], [280, 112, 58], [325, 78, 40], [340, 26, 12]], squareness: 2.6 }); // prettier-ignore
  body.addTo(builder, Slot.Body);
  const pocket = new Pouch({ rows: [[20, 76, 16], [28, 92, 30], [80, 100, 38], [130, 92, 34], [165, 68, 22], [178, 28, 8]], squareness: 2.6, at: [0, 0, 52] }); // prettier-ignore
  pocket.addTo(builder, Slot.Pocket);
  addZip(builder, pocket, 76, 88, 160);
  addZip(builder, body, 102, 190, 306);
  addStraps(builder, 328, 60, 122);
}

const COLOURS: readonly Rgb[] = [COLORS.black, COLORS.charcoal, COLORS.navy, COLORS.blue, COLORS.teal, COLORS.green, COLORS.olive, COLORS.red, COLORS.burgundy, COLORS.orange, COLORS.purple, COLORS.pink, COLORS.grey]; // prettier-ignore

function finishBackpack(random: Random): Finish[] {
  const color = random.pick(COLOURS);
  const second = random.next() < 0.55 ? color : random.pick(COLOURS);
  const kind = random.pick(["nylon", "nylon", "canvas", "leather"] as const);
  const material = { nylon, canvas: cloth, leather: (hide: Rgb, more = {}) => leatherOf(hide, 0.45, more) }[kind];
  const hide = kind === "leather" ? random.pick([COLORS.brown, COLORS.tan, COLORS.black]) : color;
  const trim = kind === "nylon" ? second : hide;
  const plain = { holdsSticker: false };
  return [
    material(hide),
    material(trim),
    kind === "canvas" ? leatherOf(COLORS.brown, 0.45, plain) : cloth(COLORS.black, plain),
    plastic(COLORS.black, 0.5, plain),
    kind === "nylon" ? plastic(COLORS.black, 0.35, plain) : metal(random.pick([BRASS, STEEL]), 0.25, plain),
    material(trim),
  ];
}

const packOf = (build: ThingVariant["build"]): ThingVariant => ({ build, finish: finishBackpack });

export const backpack: ThingDesign = {
  elevation: [4, 26],
  azimuth: [-52, 52],
  stands: "floor",
  variants: {
    school: packOf(buildSchool),
    rucksack: packOf(buildRucksack),
    "roll top": packOf(buildRollTop),
    "day pack": packOf(buildDayPack),
  },
};
