import { cos, sin } from "../../base/exact-math";
import { seatGlasses, type GlassesFront, type GlassesSeat } from "../head/glasses-seat";
import { mix, signedPow } from "../math/scalar";
import { mm, vertexAt, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Mask, MASK_COUNT, Material, type TriggerMesh } from "../types";
import { sizesOf } from "./trigger-sizes";

const SIZES = sizesOf("sunglasses");

/** Half the width and height of a lens, before its taper; how far its middle stands out: cut from a sphere. */
const LENS = {
  halfWidth: mm(SIZES.lensWidth / 2),
  halfHeight: mm(SIZES.lensHeight / 2),
  bulge: mm((SIZES.lensWidth * SIZES.lensWidth) / (8 * SIZES.lensRadius)),
  columns: 40,
  rows: 7,
};
/** The lenses' middles from the middle of the bridge: the frame is rigid, so this is the same on every face. */
const LENS_X = mm((SIZES.bridge + SIZES.lensWidth) / 2);
/** Outline of a lens: exponent of the superellipse, wider above than below, outer corner raised. */
const OUTLINE = { exponent: 2 / 2.9, taper: 0.07, raise: mm(3), raiseBelow: 0.2 };
const FRONT: GlassesFront = {
  down: mm(2),
  wrap: 0.2,
  lean: 0.1,
  clearance: { face: mm(3.5), nose: mm(1) },
  face: { inner: 0.1, outer: 0.64, below: 0.24, above: 0.2 },
};

/** Cross-section of the rim: shares of its width outside the lens, and depth. */
const RIM: readonly (readonly [outside: number, depth: number])[] = [
  [-0.15, mm(0)],
  [0, mm(2.2)],
  [0.45, mm(3)],
  [0.92, mm(2)],
  [1, mm(0)],
  [0.95, mm(3 - SIZES.rimDepth)],
  [-0.05, mm(3 - SIZES.rimDepth)],
];
const RIM_WIDTH = mm(SIZES.rimWidth);

const TEMPLE = {
  level: mm(SIZES.templeThickness / 2),
  front: mm(SIZES.templeHeight / 2),
  back: mm(SIZES.templeHeight / 4),
  /** Beside the head where it rests, behind the hinge. */
  clearance: mm(2.5),
  hinge: { out: mm(3), up: 0.55 },
};
/** Beyond the top of the ear a temple goes on for what is left of its length, bent down by this angle. */
const TIP = { slope: 0.9, bend: mm(12) };
const BRIDGE = { thickness: mm(2.2), height: mm(2.8), rise: mm(6), drop: 1.2, forward: mm(1) };

/** Dark glasses with a black frame, put on the face: in front of brow, cheeks and nose, temples over the ears. */
export function buildSunglasses(base: PersonBase): TriggerMesh {
  const builder = new MeshBuilder();
  const fit = seatGlasses(base, FRONT);
  for (const side of [1, -1] as const) {
    addLensAndRim(builder, fit, side);
    addTemple(builder, fit, side, base);
  }
  addBridge(builder, fit);
  return builder.finish();
}

/** A point `beyond` outside a lens's outline, relative to its middle, x outward; u in [0,1) goes round. */
function outlineAt(u: number, share: number, beyond = 0): [x: number, y: number] {
  const angle = u * 2 * Math.PI;
  const upright = signedPow(sin(angle), OUTLINE.exponent);
  const level = signedPow(cos(angle), OUTLINE.exponent) * (1 + OUTLINE.taper * upright);
  const y = (LENS.halfHeight * share + beyond) * upright;
  const x = (LENS.halfWidth * share + beyond) * level;
  return [x, y + ((OUTLINE.raise * x) / LENS.halfWidth) * (y > 0 ? 1 : OUTLINE.raiseBelow)];
}

function addLensAndRim(builder: MeshBuilder, fit: GlassesSeat, side: 1 | -1): void {
  // The left lens runs the other way round, so that both have their front outside.
  const pointAt = (u: number, share: number, beyond: number, depth: number): Vec3 => {
    const [dx, dy] = outlineAt(side > 0 ? 1 - u : u, share, beyond);
    const x = side * (LENS_X + dx);
    const y = fit.centerY + dy;
    return [x, y, fit.frontZ(x, y) + depth];
  };
  builder.addGrid(
    { columns: LENS.columns, rows: LENS.rows, closed: true },
    (u, share) => {
      const position = pointAt(u, share, 0, LENS.bulge * (1 - share * share));
      const attributes = {
        u: (position[0] - side * LENS_X) / LENS.halfWidth,
        v: (position[1] - fit.centerY) / LENS.halfHeight,
      };
      return { position, ...attributes };
    },
    Material.Lens,
  );
  builder.addGrid(
    { columns: LENS.columns, rows: RIM.length, closed: true },
    (u, v) => {
      const [outside, depth] = RIM[Math.round(v * (RIM.length - 1))];
      return { position: pointAt(u, 1, outside * RIM_WIDTH, depth) };
    },
    Material.Frame,
  );
}

/** The top of an ear on the person's head: where a temple rests. */
export function earTop({ head, positions }: PersonBase, side: 1 | -1): Vec3 {
  let top: Vec3 = [0, -Infinity, 0];
  for (let vertex = 0; vertex < head.parts.body.v1; vertex++) {
    if (head.masks[vertex * MASK_COUNT + Mask.Ears] < 0.4 || positions[vertex * 3] * side < 0.5) continue;
    if (positions[vertex * 3 + 1] > top[1]) top = vertexAt(positions, vertex);
  }
  return top;
}

/** The side piece: from the rim's upper corner past the temple of the head, over the ear and down behind it. */
function addTemple(builder: MeshBuilder, fit: GlassesSeat, side: 1 | -1, base: PersonBase): void {
  const [hingeX, hingeY] = [
    LENS_X + LENS.halfWidth + TEMPLE.hinge.out,
    fit.centerY + LENS.halfHeight * TEMPLE.hinge.up,
  ];
  const hingeZ = fit.frontZ(hingeX, hingeY);
  const [, earY, earZ] = earTop(base, side);
  const restY = earY - mm(1);
  const earX = besideHead(base, restY, earZ);
  const tip = mm(SIZES.temple) - (hingeZ - earZ);
  const path: Vec3[] = [
    [side * (hingeX - mm(3)), hingeY, hingeZ + mm(1)],
    [side * (hingeX + mm(2)), hingeY, hingeZ - mm(4)],
    [
      side * Math.max(mix(hingeX, earX, 0.4), besideHead(base, hingeY, mix(hingeZ, earZ, 0.4))),
      hingeY,
      mix(hingeZ, earZ, 0.4),
    ],
    [side * mix(hingeX, earX, 0.85), mix(hingeY, restY, 0.85), mix(hingeZ, earZ, 0.85)],
    [side * earX, restY, earZ],
    [side * earX, restY - mm(2), earZ - TIP.bend],
    [side * (earX - mm(3)), restY - tip * TIP.slope * 0.7, earZ - TIP.bend - tip * 0.3],
  ];
  const upright = (share: number) => mix(TEMPLE.front, TEMPLE.back, Math.min(1, share * 1.3));
  builder.addTube(path, { level: TEMPLE.level, upright }, Material.Frame);
}

/** |x| just beside the head, without ears, at a height and depth: by bisection along x. */
function besideHead({ headMap }: PersonBase, y: number, z: number): number {
  const dy = y - headMap.center[1];
  const dz = z - headMap.center[2];
  let low = 0.2;
  let high = 1.2;
  for (let k = 0; k < 20; k++) {
    const x = (low + high) / 2;
    if (x * x + dy * dy + dz * dz < headMap.radius(x, dy, dz) * headMap.radius(x, dy, dz)) low = x;
    else high = x;
  }
  return high + TEMPLE.clearance;
}

function addBridge(builder: MeshBuilder, fit: GlassesSeat): void {
  const reach = mm(SIZES.bridge / 2) - RIM_WIDTH * 0.3;
  const path = [-1, -0.5, 0, 0.5, 1].map((share): Vec3 => {
    const x = share * reach;
    const y = fit.centerY + BRIDGE.rise - x * x * BRIDGE.drop;
    return [x, y, fit.frontZ(x, fit.centerY) + BRIDGE.forward];
  });
  builder.addTube(path, { level: BRIDGE.thickness, upright: () => BRIDGE.height }, Material.Frame);
}
