import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { seatGlasses, type GlassesFront, type GlassesSeat } from "../head/glasses-seat";
import { jointPosition } from "../head/morph";
import type { Rgb } from "../math/color";
import { mix, signedPow } from "../math/scalar";
import { mm, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type WornObject } from "../types";
import { GOLD, GUNMETAL, metal, plastic, SILVER } from "./surfaces";

/** A frame: half the width and height of a lens, squareness of its outline, thickness of rim and temples. */
interface Frame {
  halfWidth: number;
  halfHeight: number;
  /** Exponent of the outline's superellipse: 1 round, less for more corners. */
  exponent: number;
  rim: number;
  depth: number;
  temple: number;
}

const METAL_FRAMES: readonly Frame[] = [
  { halfWidth: mm(22.5), halfHeight: mm(21.5), exponent: 1, rim: mm(0.9), depth: mm(1), temple: mm(1.2) },
  { halfWidth: mm(25), halfHeight: mm(17), exponent: 0.62, rim: mm(0.9), depth: mm(1), temple: mm(1.2) },
];
const PLASTIC_FRAMES: readonly Frame[] = [
  { halfWidth: mm(25), halfHeight: mm(18.5), exponent: 0.6, rim: mm(1.5), depth: mm(2), temple: mm(3) },
  { halfWidth: mm(24), halfHeight: mm(21), exponent: 0.85, rim: mm(1.4), depth: mm(2), temple: mm(2.6) },
  { halfWidth: mm(26), halfHeight: mm(17), exponent: 0.55, rim: mm(1.9), depth: mm(2), temple: mm(3.4) },
];
const METAL_COLORS: readonly Rgb[] = [SILVER, GOLD, GUNMETAL];
/** Black, tortoise, brown, blue, grey, clear. */
const PLASTIC_COLORS: readonly Rgb[] = [
  [0.015, 0.014, 0.014],
  [0.12, 0.05, 0.02],
  [0.06, 0.028, 0.018],
  [0.02, 0.045, 0.14],
  [0.12, 0.12, 0.13],
  [0.5, 0.42, 0.34],
];
const METAL_SHARE = 0.45;

const FRONT: GlassesFront = {
  down: mm(3),
  wrap: 0.16,
  lean: 0.1,
  clearance: { face: mm(2.5), nose: mm(1) },
  face: { inner: 0.1, outer: 0.58, below: 0.22, above: 0.17 },
};
/** The lenses' middles lie this far outside the pupils. */
const OUTWARD = mm(2.5);
const COLUMNS = 44;
const SIDES = 7;
/** Where the temples rest on the ears, and the narrowest they stand apart, each from the middle. */
const EAR_Y = 7.4;
const NARROWEST_TEMPLE = mm(68);

/** Plain glasses: thin metal or plastic frames; their lenses are so clear that they are not drawn. */
export function makeGlasses(base: PersonBase, random: Random): WornObject {
  const isMetal = random.next() < METAL_SHARE;
  const frame = random.pick(isMetal ? METAL_FRAMES : PLASTIC_FRAMES);
  const color = random.pick(isMetal ? METAL_COLORS : PLASTIC_COLORS);
  const fit = fitToFace(base);
  const builder = new MeshBuilder();
  for (const side of [1, -1] as const) {
    addRim(builder, frame, fit, side);
    addTemple(builder, frame, fit, side, base);
  }
  addBridge(builder, frame, fit);
  return { mesh: builder.finish([isMetal ? metal(color) : plastic(color)]), decals: [] };
}

/** Where glasses sit on one face, and how far from its middle their lenses are. */
interface Fit extends GlassesSeat {
  centerX: number;
}

function fitToFace(base: PersonBase): Fit {
  const [left] = jointPosition(base.head, base.positions, "l-eye");
  const [right] = jointPosition(base.head, base.positions, "r-eye");
  return { ...seatGlasses(base, FRONT), centerX: (Math.abs(left) + Math.abs(right)) / 2 + OUTWARD };
}

/** A closed tube along the outline of a lens. */
function addRim(builder: MeshBuilder, frame: Frame, fit: Fit, side: 1 | -1): void {
  builder.addGrid(
    { columns: COLUMNS, rows: SIDES, closed: true },
    (u, v) => {
      const angle = u * 2 * Math.PI;
      const round = v * 2 * Math.PI;
      const out = cos(round) * frame.rim;
      const dx = (frame.halfWidth + out) * signedPow(cos(angle), frame.exponent);
      const dy = (frame.halfHeight + out) * signedPow(sin(angle), frame.exponent);
      const x = side * (fit.centerX + dx);
      const y = fit.centerY + dy;
      return { position: [x, y, fit.frontZ(x, y) - side * sin(round) * frame.depth] };
    },
    Material.Custom,
  );
}

/** The side piece: from the rim's upper corner past the temple of the head, over the ear and down behind it. */
function addTemple(builder: MeshBuilder, frame: Frame, fit: Fit, side: 1 | -1, { headMap }: PersonBase): void {
  const hingeX = fit.centerX + frame.halfWidth + frame.rim;
  const hingeY = fit.centerY + frame.halfHeight * 0.45;
  const hingeZ = fit.frontZ(hingeX, hingeY);
  const headHalfWidth = headMap.radius(1, (hingeY - headMap.center[1]) * 1.2, 0.05);
  const earX = Math.max(NARROWEST_TEMPLE, headHalfWidth + mm(3));
  const path: Vec3[] = [
    [side * (hingeX - 0.03), hingeY, hingeZ + 0.01],
    [side * (hingeX + 0.02), hingeY, hingeZ - 0.03],
    [side * mix(hingeX, earX, 0.6), hingeY, mix(hingeZ, 0.5, 0.45)],
    [side * earX, mix(hingeY, EAR_Y, 0.7), 0.62],
    [side * (earX + 0.02), EAR_Y, 0.42],
    [side * earX, EAR_Y - 0.1, 0.25],
    [side * (earX - 0.05), EAR_Y - 0.3, 0.15],
  ];
  builder.addTube(path, { level: frame.depth, upright: () => frame.temple }, Material.Custom, 6);
}

function addBridge(builder: MeshBuilder, frame: Frame, fit: Fit): void {
  const half = fit.centerX - frame.halfWidth;
  const path = [-1, -0.5, 0, 0.5, 1].map((s): Vec3 => {
    const x = s * half;
    const y = fit.centerY + frame.halfHeight * 0.3 + mm(3) * (1 - s * s);
    return [x, y, fit.frontZ(x, fit.centerY) + mm(1)];
  });
  builder.addTube(path, { level: frame.depth, upright: () => Math.max(mm(1.1), frame.rim) }, Material.Custom, 6);
}
