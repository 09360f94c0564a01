import { addScaled, mm, normalize, vertexAt, type Vec3 } from "../math/vector";
import { hangingDirection } from "../mesh/hang";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Mask, MASK_COUNT, Material, type HangingPart, type HeadModel, type TriggerMesh } from "../types";
import { seatAt, type FaceSeat } from "./face-seat";
import type { PolarPlace } from "./place";
import { sizesOf } from "./trigger-sizes";

const SIZES = sizesOf("earrings");
const RADIUS = {
  button: mm(SIZES.button / 2),
  pearl: mm(SIZES.pearl / 2),
  rod: mm(SIZES.rod / 2),
  cap: mm(SIZES.cap / 2),
};
/** From the button's middle: where the rod begins and ends, and the middles of cap and pearl. */
const BELOW = { rodTop: mm(5), cap: mm(SIZES.drop) - RADIUS.pearl * 0.98, pearl: mm(SIZES.drop) };
/** The button is clipped to the front of the lobe, from the lobe's lowest point. */
const LOBE = { outward: mm(3.5), up: mm(5.5), forward: mm(4) };
/** How far below the button the drop hangs from it. */
const PIVOT_BELOW = mm(4);

/** Vertices further from the middle than this may belong to an ear. */
const EAR_X = 0.5;
const EAR_MASK = 0.4;

/** The lowest vertex of an ear on the base head. @param side 1 left, -1 right */
export function lobeVertex(head: HeadModel, side: 1 | -1): number {
  let lowest = -1;
  for (let vertex = 0; vertex < head.parts.body.v1; vertex++) {
    if (head.masks[vertex * MASK_COUNT + Mask.Ears] < EAR_MASK || head.positions[vertex * 3] * side < EAR_X) continue;
    if (lowest < 0 || head.positions[vertex * 3 + 1] < head.positions[lowest * 3 + 1]) lowest = vertex;
  }
  return lowest;
}

/** Where an earring is clipped on. */
export interface EarringSeat {
  /** Middle of the button. */
  button: Vec3;
  /** The way the button faces, length 1. */
  outward: Vec3;
  /** Least cosine of the hanging drop with `outward`. */
  leastOutward: number;
}

/** A pair of pearl drops in gold, on the lobes. */
export function buildEarrings(base: PersonBase): TriggerMesh {
  const builder = new MeshBuilder();
  const hanging = ([1, -1] as const).map((side) => addEarring(builder, lobeSeat(base, side)));
  return { ...builder.finish(), hanging };
}

function lobeSeat(base: PersonBase, side: 1 | -1): EarringSeat {
  const [x, y, z] = vertexAt(base.positions, lobeVertex(base.head, side));
  const button: Vec3 = [x + side * LOBE.outward, y + LOBE.up, z + LOBE.forward];
  return { button, outward: [side, 0, 0], leastOutward: leastTilt(base, button, side) };
}

/** Tilts that are tried (sine), from swinging freely to hanging outwards. */
const TILTS = Array.from({ length: 13 }, (_, i) => -0.45 + i * 0.05);

/** How far the drop may swing towards the neck before the pearl touches the skin. */
function leastTilt({ headMap }: PersonBase, button: Vec3, side: 1 | -1): number {
  const free = TILTS.find((tilt) => {
    const down = normalize([side * tilt, -Math.sqrt(1 - tilt * tilt), 0]);
    const pearl = addScaled(button, down, BELOW.pearl);
    const [x, y, z] = [0, 1, 2].map((c) => pearl[c] - headMap.center[c]);
    return Math.sqrt(x * x + y * y + z * z) > headMap.radius(x, y, z) + RADIUS.pearl;
  });
  return free ?? TILTS[TILTS.length - 1];
}

/** An earring on the face is stuck on: its middle lies this far before skin or hair, and its pearl rests on them. */
const BEFORE = mm(SIZES.buttonThickness / 2);
const RESTING = { before: BEFORE, leastOutward: (RADIUS.pearl - BEFORE) / (BELOW.pearl - PIVOT_BELOW) };

/** A single earring that is fixed to whatever lies at a place of the frontal plane. */
export function buildEarringAt(base: PersonBase, place: PolarPlace): TriggerMesh {
  return stuckOn([seatAt(base, place)]);
}

/** Where a pair is stuck on the face: on the cheeks, level with the mouth. */
const CHEEKS: readonly PolarPlace[] = [
  { angleDegrees: 325, distance: 0.55 },
  { angleDegrees: 215, distance: 0.55 },
];

/** A pair of earrings stuck on the cheeks. */
export const buildEarringsOnFace = (base: PersonBase): TriggerMesh =>
  stuckOn(CHEEKS.map((place) => seatAt(base, place)));

function stuckOn(seats: readonly FaceSeat[]): TriggerMesh {
  const builder = new MeshBuilder();
  const hanging: HangingPart[] = [];
  const corners: number[] = [];
  const weights: number[] = [];
  const headWeights: number[] = [];
  for (const { point, outward, skin, headWeight } of seats) {
    const first = builder.vertexCount;
    const button = addScaled(point, outward, RESTING.before);
    hanging.push(addEarring(builder, { button, outward, leastOutward: RESTING.leastOutward }));
    for (let vertex = first; vertex < builder.vertexCount; vertex++) {
      // hair does not move with an expression: a vertex bound to nothing
      corners.push(...(skin?.vertices ?? [0, 0, 0]));
      weights.push(...(skin?.weights ?? [0, 0, 0]));
      headWeights.push(headWeight);
    }
  }
  const binding = { vertices: Uint32Array.from(corners), weights: Float32Array.from(weights) };
  return { ...builder.finish(), hanging, binding, headWeights: Float32Array.from(headWeights) };
}

/** Adds one earring; the part below the button hangs. */
export function addEarring(builder: MeshBuilder, { button, outward, leastOutward }: EarringSeat): HangingPart {
  builder.addSphere(button, RADIUS.button, Material.Metal, {
    columns: 16,
    rows: 10,
    squash: squashAlong(outward, SIZES.buttonThickness / SIZES.button),
  });
  const pivot: Vec3 = [button[0], button[1] - PIVOT_BELOW, button[2]];
  const rest = hangingDirection([0, -1, 0], outward, leastOutward);
  const below = (distance: number): Vec3 => addScaled(pivot, rest, distance - PIVOT_BELOW);
  const v0 = builder.vertexCount;
  builder.addTube(
    [below(BELOW.rodTop), below(BELOW.cap)],
    { level: RADIUS.rod, upright: () => RADIUS.rod },
    Material.Metal,
    6,
  );
  builder.addSphere(below(BELOW.pearl), RADIUS.pearl, Material.Pearl, { columns: 20, rows: 14 });
  builder.addSphere(below(BELOW.cap), RADIUS.cap, Material.Metal, { columns: 10, rows: 7 });
  return { v0, v1: builder.vertexCount, pivot, rest, outward, leastOutward };
}

/** An ellipsoid's factors along x, y and z that make it thin the way it faces; exact for faces along an axis. */
const squashAlong = (outward: Vec3, thin: number): Vec3 => {
  const factor = (c: number): number => 1 + (thin - 1) * c * c;
  return [factor(outward[0]), factor(outward[1]), factor(outward[2])];
};
