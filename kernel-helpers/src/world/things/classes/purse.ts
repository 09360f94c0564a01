import { cos, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import { smoothstep } from "../../math/scalar";
import { mm, type Vec3 } from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { cloth, leatherOf, metal } from "../finishes";
import { BRASS, COLORS, STEEL } from "../palette";
import { fabric, leather, shadeBy } from "../patterns";
import { Pouch } from "../pouch";
import { plate, roundedRectangle, smoothPath, tube } from "../shapes";
import type { Finish, Surface, SurfacePoint, ThingDesign, ThingVariant } from "../thing";

const enum Slot {
  Body,
  Trim,
  Metal,
  Lining,
  Flap,
}

/** A handle in the form of an arch across x, at depth z, in millimetres. */
function addArch(
  builder: MeshBuilder,
  half: number,
  from: number,
  rise: number,
  z: number,
  wide: number,
  lean = 0,
): void {
  const path = Array.from({ length: 25 }, (_, i): Vec3 => {
    const angle = (i / 24) * Math.PI;
    const up = sin(angle);
    return [mm(-half * cos(angle)), mm(from + rise * up), mm(z + lean * up)];
  });
  const start: Vec3[] = [[mm(-half), mm(from - 42), mm(z)], ...path, [mm(half), mm(from - 42), mm(z)]];
  tube(builder, start, { wide: mm(wide), thick: mm(wide * 0.55), facing: [0, 0, 1] }, Slot.Trim);
  for (const side of [-1, 1]) {
    plate(builder, { centre: [mm(side * half), mm(from - 30), mm(z)], a: [0, -1, 0], b: [1, 0, 0], outline: roundedRectangle(mm(9), mm(wide + 3), mm(3), 4, 2), thickness: mm(wide * 0.55 + 1.5), bevel: mm(1) }, Slot.Metal); // prettier-ignore
  }
}

function buildTote(builder: MeshBuilder): void {
  const bag = new Pouch({ rows: [[0, 128, 58], [4, 133, 62], [60, 142, 60], [160, 158, 50], [235, 168, 42]], squareness: 4, isOpen: true }); // prettier-ignore
  bag.addTo(builder, Slot.Body, Slot.Lining);
  addArch(builder, 62, 240, 120, 46, 6, 4);
  addArch(builder, 62, 240, 120, -50, 6, -8);
}

/** Cloth or leather that comes over the top and hangs down the front; round lower corners. */
function addFlap(builder: MeshBuilder, bag: Pouch, top: number, down: number, lift: number): void {
  const [halfTop, depthTop] = bag.sizeAt(top - 12);
  builder.addGrid(
    { columns: 33, rows: 22 },
    (u, v) => {
      const s = 1 - 2 * u;
      const taper = 1 - 0.35 * smoothstep(0.72, 1, v) * Math.abs(s);
      const x = s * (halfTop + lift) * (v > 0.3 ? 1 : 0.985);
      if (v < 0.3) {
        const angle = (v / 0.3) * 0.5 * Math.PI;
        return { position: [mm(x), mm(top + lift - (1 - sin(angle + 0.9)) * 6), mm(-depthTop * 0.7 * cos(angle) + depthTop * 0.86 * sin(angle))], u, v }; // prettier-ignore
      }
      const y = top - ((v - 0.3) / 0.7) * down * taper;
      const [x0, y0, z0] = bag.front(Math.min(Math.abs(x), halfTop * 0.97) * Math.sign(x), Math.min(y, top - 6), lift);
      return { position: [x0, Math.max(y0, mm(y)), z0], u, v };
    },
    Slot.Flap,
  );
}

function addClasp(builder: MeshBuilder, bag: Pouch, y: number, halfWidth: number, halfHeight: number): void {
  const centre = bag.front(0, y, 3);
  plate(builder, { centre, a: [0, -1, 0], b: [1, 0, 0], outline: roundedRectangle(mm(halfHeight), mm(halfWidth), mm(3), 4, 2), thickness: mm(4), bevel: mm(1.2) }, Slot.Metal); // prettier-ignore
}

function buildSatchel(builder: MeshBuilder): void {
  const bag = new Pouch({ rows: [[0, 134, 46], [4, 140, 50], [60, 144, 54], [140, 138, 48], [185, 130, 36], [198, 124, 22], [200, 118, 10]], squareness: 5 }); // prettier-ignore
  bag.addTo(builder, Slot.Body);
  addFlap(builder, bag, 202, 112, 4);
  addClasp(builder, bag, 104, 13, 16);
  addArch(builder, 52, 206, 62, 0, 7);
}

function buildChainBag(builder: MeshBuilder): void {
  const bag = new Pouch({ rows: [[0, 112, 30], [4, 117, 34], [50, 119, 37], [110, 117, 33], [140, 114, 24], [150, 110, 12]], squareness: 5 }); // prettier-ignore
  bag.addTo(builder, Slot.Body);
  addFlap(builder, bag, 152, 92, 4);
  addClasp(builder, bag, 72, 14, 9);
  // the chain rises in an arch
  const links = 44;
  for (let i = 0; i <= links; i++) {
    const angle = (i / links) * Math.PI;
    const centre: Vec3 = [mm(-100 * cos(angle)), mm(142 + 150 * sin(angle)), mm(4 * sin(angle * 7))];
    const squash: Vec3 = i % 2 ? [1, 0.85, 0.45] : [0.6, 0.85, 1];
    builder.addSphere(centre, mm(6.6), Slot.Metal, { columns: 8, rows: 6, squash });
  }
}

function buildBucket(builder: MeshBuilder): void {
  const bag = new Pouch({ rows: [[0, 84, 74], [4, 90, 80], [80, 98, 88], [160, 96, 84], [190, 88, 70], [205, 80, 58], [228, 92, 66]], squareness: 2.3, isOpen: true }); // prettier-ignore
  bag.addTo(builder, Slot.Body, Slot.Lining);
  const ring = Array.from({ length: 37 }, (_, i): Vec3 => {
    const angle = (i / 36) * 2 * Math.PI;
    return [mm(81.5 * sin(angle)), mm(205), mm(60 * cos(angle))];
  });
  tube(builder, ring, { wide: mm(3.4), sides: 8 }, Slot.Trim);
  for (const side of [-1, 1]) {
    const cord = smoothPath([[0, mm(205), mm(60)], [mm(side * 8), mm(180), mm(84)], [mm(side * 14), mm(140), mm(90)]], 5); // prettier-ignore
    tube(builder, cord, { wide: mm(2.6), sides: 8 }, Slot.Trim);
    builder.addSphere([mm(side * 14), mm(136), mm(91)], mm(6), Slot.Metal, { columns: 12, rows: 8 });
  }
  addArch(builder, 88, 228, 150, 0, 8);
}

/** A small bag with a frame of metal that snaps shut. */
function buildClutch(builder: MeshBuilder): void {
  const bag = new Pouch({ rows: [[0, 86, 22], [3, 96, 28], [40, 110, 34], [80, 106, 30], [112, 88, 15], [120, 84, 9]], squareness: 2.7 }); // prettier-ignore
  bag.addTo(builder, Slot.Body);
  plate(builder, { centre: [0, mm(112), 0], outline: roundedRectangle(mm(11), mm(91), mm(8), 5, 8), thickness: mm(12), bevel: mm(3) }, Slot.Metal); // prettier-ignore
  for (const side of [-1, 1]) {
    builder.addSphere([mm(side * 6), mm(131), mm(side * 4)], mm(8), Slot.Metal, { columns: 16, rows: 12 });
  }
  const strap: Vec3[] = [[-90, 118, 0], [-110, 160, 0], [-70, 210, 4], [0, 226, 8], [70, 210, 4], [110, 160, 0], [90, 118, 0]].map(([x, y, z]) => [mm(x), mm(y), mm(z)]); // prettier-ignore
  tube(builder, smoothPath(strap, 6), { wide: mm(3.2), sides: 8 }, Slot.Metal);
}

const HIDES = [COLORS.black, COLORS.brown, COLORS.tan, COLORS.burgundy, COLORS.red, COLORS.navy, COLORS.cream, COLORS.pink, COLORS.teal, COLORS.olive, COLORS.grey, COLORS.purple]; // prettier-ignore

type Relief = (at: SurfacePoint, surface: Surface) => void;

/** Padded diamonds with sewn seams between, on the front and the flap. */
const quilting: Relief = (at, s) => {
  leather(at, s);
  const [p, q] = [(at.x + at.y) / 0.3, (at.x - at.y) / 0.3];
  const [a, b] = [p - Math.floor(p) - 0.5, q - Math.floor(q) - 0.5];
  s.tiltX += 0.5 * (a * a * a + b * b * b) * 4;
  s.tiltY += 0.5 * (a * a * a - b * b * b) * 4;
  shadeBy(s, 1 - 0.45 * smoothstep(0.42, 0.5, Math.max(Math.abs(a), Math.abs(b))));
};

/** A row of stitches along the edges of a flap. */
const stitched =
  (relief: Relief): Relief =>
  (at, s) => {
    relief(at, s);
    const edge = Math.min(at.u, 1 - at.u, 1.4 * (1 - at.v));
    if (edge > 0.022 && edge < 0.034) shadeBy(s, 0.5);
    if (edge < 0.008) shadeBy(s, 0.6);
  };

function finishPurse(random: Random, relief: Relief | null): Finish[] {
  const color = random.pick(HIDES);
  const isCloth = relief === null && random.next() < 0.3;
  const surface = relief ?? (isCloth ? fabric : leather);
  const trim = leatherOf(random.next() < 0.5 ? color : random.pick([COLORS.black, COLORS.brown, COLORS.tan]), 0.4, {
    holdsSticker: false,
  });
  const fitting = metal(random.next() < 0.6 ? BRASS : STEEL, 0.2, { holdsSticker: false });
  const roughness = random.range(0.3, 0.5);
  const body = isCloth ? cloth(color) : leatherOf(color, roughness, { paint: surface });
  const lining = cloth(random.pick([COLORS.beige, COLORS.charcoal, COLORS.burgundy]), { holdsSticker: false });
  const flap = leatherOf(color, roughness, { paint: stitched(surface) });
  return [body, trim, fitting, lining, flap];
}

const purseOf = (build: ThingVariant["build"], relief: Relief | null = null): ThingVariant => ({
  build,
  finish: (random) => finishPurse(random, relief),
});

export const purse: ThingDesign = {
  elevation: [6, 32],
  azimuth: [-48, 48],
  stands: "table",
  variants: {
    tote: purseOf(buildTote),
    satchel: purseOf(buildSatchel, leather),
    "chain bag": purseOf(buildChainBag, quilting),
    bucket: purseOf(buildBucket),
    clutch: purseOf(buildClutch),
  },
};
