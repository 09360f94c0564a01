import { cos, pow, sin } from "../../base/exact-math";
import { jointPosition } from "../morph";
import type { PersonBase } from "../person-geometry";
import { mix } from "../scalar";
import { Material, type TriggerMesh } from "../types";
import { mm, type Vec3 } from "../vector";
import { EYE_Y } from "./measures";
import { MeshBuilder } from "./mesh-builder";

/** Half the width and height of a lens, before its taper. */
const LENS = { halfWidth: mm(26.5), halfHeight: mm(21.5), bulge: mm(2), columns: 40, rows: 7 };
/** Outline of a lens: exponent of the superellipse, wider above than below, outer corner raised. */
const OUTLINE = { exponent: 2 / 2.9, taper: 0.12, raise: mm(3), raiseBelow: 0.2 };
/** How far the lens's middle lies outside the pupil, and below the eye. */
const CENTRING = { outward: mm(3.5), down: mm(2) };
/** The glasses follow the face: z falls with x², and the lower edge leans in by this much per unit of height. */
const WRAP = 0.2;
const LEAN = 0.1;
/** Clearance in front of brow and cheek, and of the bridge of the nose. */
const CLEARANCE = { face: mm(3.5), nose: mm(1) };

/** Cross-section of the rim: share of the lens's radius, and depth. */
const RIM: readonly (readonly [share: number, depth: number])[] = [
  [0.97, mm(0)],
  [1, mm(4.5)],
  [1.1, mm(5.5)],
  [1.19, mm(4.5)],
  [1.21, mm(1)],
  [1.2, mm(-5)],
  [0.99, mm(-5)],
];

/** Where the temples rest on the ears, and the narrowest they stand apart, each from the middle. */
const EAR_Y = 7.4;
const NARROWEST_TEMPLE = mm(70);
const TEMPLE = { thickness: mm(2.2), front: mm(6), back: mm(3.5), clearance: mm(4) };
const BRIDGE = { thickness: mm(2.8), height: mm(3), rise: mm(5.5), drop: 1.5, forward: mm(3) };
const BRIDGE_X = [mm(-12), mm(-6), 0, mm(6), mm(12)];

/** Where the glasses sit on one face. */
interface Fit {
  /** Height of the lenses' middle and its distance from the face's middle. */
  centerY: number;
  centerX: number;
  /** z of the glasses' front surface at (x, y). */
  frontZ: (x: number, y: number) => number;
}

/** Dark glasses with a black frame, fitted to the face: in front of brow, cheeks and nose. */
export function buildSunglasses(base: PersonBase): TriggerMesh {
  const builder = new MeshBuilder();
  const fit = fitToFace(base);
  for (const side of [1, -1] as const) {
    addLensAndRim(builder, fit, side);
    addTemple(builder, fit, side, base);
  }
  addBridge(builder, fit);
  return builder.finish();
}

function fitToFace({ head, positions }: PersonBase): Fit {
  let faceZ = -Infinity;
  let noseZ = -Infinity;
  for (let i = 0; i < head.parts.body.v1 * 3; i += 3) {
    const x = Math.abs(positions[i]);
    const aboveEye = positions[i + 1] - EYE_Y;
    const z = positions[i + 2];
    if (x > 0.1 && x < 0.6 && aboveEye > -0.22 && aboveEye < 0.17) faceZ = Math.max(faceZ, z + WRAP * x * x);
    if (x < 0.06 && Math.abs(aboveEye) < 0.1) noseZ = Math.max(noseZ, z);
  }
  const lensZ = Math.max(faceZ + CLEARANCE.face, noseZ + CLEARANCE.nose);
  const centerY = EYE_Y - CENTRING.down;
  const left = jointPosition(head, positions, "l-eye");
  const right = jointPosition(head, positions, "r-eye");
  return {
    centerY,
    centerX: (Math.abs(left[0]) + Math.abs(right[0])) / 2 + CENTRING.outward,
    frontZ: (x, y) => lensZ - WRAP * x * x + (y - centerY) * LEAN,
  };
}

/** A point of the lens's outline relative to its middle, x outward; u in [0,1) goes round. */
function outlineAt(u: number): [x: number, y: number] {
  const angle = u * 2 * Math.PI;
  const rounded = (c: number) => Math.sign(c) * pow(Math.abs(c), OUTLINE.exponent);
  const y = LENS.halfHeight * rounded(sin(angle));
  const x = LENS.halfWidth * rounded(cos(angle)) * (1 + (OUTLINE.taper * y) / LENS.halfHeight);
  return [x, y + ((OUTLINE.raise * x) / LENS.halfWidth) * (y > 0 ? 1 : OUTLINE.raiseBelow)];
}

function addLensAndRim(builder: MeshBuilder, fit: Fit, side: 1 | -1): void {
  const middleX = side * fit.centerX;
  // The left lens runs the other way round, so that both have their front outside.
  const pointAt = (u: number, share: number, depth: number): Vec3 => {
    const [dx, dy] = outlineAt(side > 0 ? 1 - u : u);
    const x = side * (fit.centerX + dx * share);
    const y = fit.centerY + dy * share;
    return [x, y, fit.frontZ(x, y) + depth];
  };
  builder.addGrid(
    { columns: LENS.columns, rows: LENS.rows, closed: true },
    (u, share) => {
      const position = pointAt(u, share, LENS.bulge * (1 - share * share));
      const attributes = {
        u: (position[0] - middleX) / LENS.halfWidth,
        v: (position[1] - fit.centerY) / LENS.halfHeight,
      };
      return { position, ...attributes };
    },
    Material.Lens,
  );
  builder.addGrid(
    { columns: LENS.columns, rows: RIM.length, closed: true },
    (u, v) => ({ position: pointAt(u, ...RIM[Math.round(v * (RIM.length - 1))]) }),
    Material.Frame,
  );
}

/** The side piece: from the rim's upper corner past the temple of the head, over the ear and down behind it. */
function addTemple(builder: MeshBuilder, fit: Fit, side: 1 | -1, { headMap }: PersonBase): void {
  const hingeX = fit.centerX + LENS.halfWidth * 1.24;
  const hingeY = fit.centerY + LENS.halfHeight * 0.62;
  const hingeZ = fit.frontZ(hingeX, hingeY);
  const headHalfWidth = headMap.radius(1, (hingeY - headMap.center[1]) * 1.2, 0.05);
  const earX = Math.max(NARROWEST_TEMPLE, headHalfWidth + TEMPLE.clearance);
  const path: Vec3[] = [
    [side * (hingeX - 0.02), hingeY, hingeZ + 0.03],
    [side * (hingeX + 0.03), hingeY, hingeZ - 0.06],
    [side * mix(hingeX, earX, 0.6), hingeY, mix(hingeZ, 0.5, 0.45)],
    [side * earX, mix(hingeY, EAR_Y, 0.7), 0.62],
    [side * (earX + 0.02), EAR_Y, 0.42],
    [side * earX, EAR_Y - 0.1, 0.25],
    [side * (earX - 0.05), EAR_Y - 0.3, 0.15],
  ];
  const upright = (share: number) => mix(TEMPLE.front, TEMPLE.back, Math.min(1, share * 1.5));
  builder.addTube(path, { level: TEMPLE.thickness, upright }, Material.Frame);
}

function addBridge(builder: MeshBuilder, fit: Fit): void {
  const path = BRIDGE_X.map((x): Vec3 => {
    const y = fit.centerY + BRIDGE.rise - x * x * BRIDGE.drop;
    return [x, y, fit.frontZ(x, fit.centerY) + BRIDGE.forward];
  });
  builder.addTube(path, { level: BRIDGE.thickness, upright: () => BRIDGE.height }, Material.Frame);
}
