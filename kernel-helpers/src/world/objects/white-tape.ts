import type { Random } from "../../base/seed";
import { fractalNoise } from "../math/noise";
import { clamp, distance, smoothstep } from "../math/scalar";
import { addScaled, dot, length, mm, scale, subtract, vertexAt, type ReadonlyVec3, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import { castRay, frameAt, nearestVertex, type RayHit, type SurfaceFrame } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";
import { Material, type ContactShade, type SurfaceBinding, type TriggerMesh } from "../types";
import { sizesOf } from "./trigger-sizes";

/** A strip of white cloth tape; its length is measured along the skin, so it is the same on every face. */
const TAPE = {
  length: mm(sizesOf("white_tape").length),
  width: mm(sizesOf("white_tape").width),
  columns: 41,
  rows: 13,
};
/** Outer rows and columns of points bend down to the skin over this distance: the rounded edge. */
const ROUNDING = mm(1.1);
/** Tape is stretched over hollows and gathers into fine creases across: creases per unit of length along and across. */
const CREASES = { along: 14, across: 3, seed: 41 };
/** How far beyond its edges tape takes light from the skin, and how much right at the edge. */
const CONTACT = { width: mm(2.2), strength: 0.5 };
/** On the right cheek of the base head. */
const CHEEK: ReadonlyVec3 = [-0.43, 6.93, 1.2];
/** Turn of the strip in radians: mean and standard deviation. */
const TURN = { mean: 0.42, deviation: 0.06 };
/** The edge lies this far above the skin, so that it is not below it between two points. */
const EDGE_LIFT = mm(0.25);
/** Skin is looked for from this far above the middle of the strip, among triangles this near to it. */
const LOOK_FROM = mm(45);
const LOOK_WITHIN = mm(80);
/** Height, below the middle, of points under which there is no skin. */
const NO_SKIN = mm(-10);
/** Tape is stiff along its length: it may sink below the mean of its neighbours by only this much, in 14 rounds. */
const STIFFNESS = { sag: mm(0.15), rounds: 14 };

/** Tape on a person, and the shade along its edges. */
export interface WhiteTape {
  mesh: TriggerMesh;
  decals: [ContactShade];
}

/** A strip of tape on the right cheek, bound to the skin so that it moves with an expression. */
export function buildWhiteTape(base: PersonBase, random: Random): WhiteTape {
  const { head, positions, normals } = base;
  const turn = random.normal(TURN.mean, TURN.deviation);
  const frame = frameAt(positions, normals, nearestVertex(head, CHEEK), turn);
  const { span, hits, heights } = layTape(projectSkin(base, frame));

  const builder = new MeshBuilder();
  gridPoints(span).forEach(([u, v], i) => {
    const position = addScaled(planePoint(frame, u, v), frame.normal, heights[i] + thicknessAt(u, v, span));
    builder.addVertex({ position, u: u / span + 0.5, v: v / TAPE.width + 0.5 });
  });
  builder.joinGrid(0, TAPE, Material.Tape);
  return { mesh: { ...builder.finish(), binding: bind(hits) }, decals: [contactShade(frame, span)] };
}

/** Height of the tape's upper side above the skin: rounded at the edges, creased between them. */
function thicknessAt(u: number, v: number, span: number): number {
  const { thickness, wrinkle } = sizesOf("white_tape");
  const inside = Math.min(span / 2 - Math.abs(u), TAPE.width / 2 - Math.abs(v));
  const rounded = smoothstep(-ROUNDING * 0.2, ROUNDING, inside);
  const crease = fractalNoise(u * CREASES.along, v * CREASES.across, 0, CREASES.seed, 2);
  return EDGE_LIFT + rounded * (mm(thickness) - EDGE_LIFT + mm(wrinkle) * crease);
}

/** The dim line along the edges, fading outwards. */
function contactShade({ center, normal, tangent, bitangent }: SurfaceFrame, span: number): ContactShade {
  const shadeAt = (x: number, y: number, z: number): number => {
    const offset = subtract([x, y, z], center);
    if (Math.abs(dot(offset, normal)) > LOOK_FROM) return 0;
    const du = Math.max(0, Math.abs(dot(offset, tangent)) - span / 2);
    const dv = Math.max(0, Math.abs(dot(offset, bitangent)) - TAPE.width / 2);
    return CONTACT.strength * smoothstep(1, 0, clamp(distance(du, dv) / CONTACT.width));
  };
  return { kind: "contact", shadeAt };
}

/** A strip laid on the skin, its points row by row. */
interface Layout {
  /** Its extent in the plane of its frame: shorter than the tape, as the skin curves away. */
  span: number;
  hits: (RayHit | null)[];
  /** Heights above the plane. */
  heights: number[];
}

/** How often the span is corrected: the length is right to a tenth of a millimetre after three times. */
const SPAN_ROUNDS = 3;

/** Lays the tape so that its middle line is as long as the tape. */
function layTape(skin: SkinBelow): Layout {
  let layout = layStrip(skin, TAPE.length);
  for (let round = 0; round < SPAN_ROUNDS; round++) {
    layout = layStrip(skin, (layout.span * TAPE.length) / middleLength(layout));
  }
  return layout;
}

function layStrip(skin: SkinBelow, span: number): Layout {
  const hits = gridPoints(span).map(([u, v]) => skin(u, v));
  const heights = hits.map((hit) => (hit ? LOOK_FROM - hit.distance : NO_SKIN));
  stiffen(heights);
  return { span, hits, heights };
}

/** The length of the strip's middle row over hills and hollows. */
function middleLength({ span, heights }: Layout): number {
  const first = ((TAPE.rows - 1) / 2) * TAPE.columns;
  let sum = 0;
  for (let column = 1; column < TAPE.columns; column++) {
    const step = shareOf(column, TAPE.columns, span) - shareOf(column - 1, TAPE.columns, span);
    sum += distance(step * span, heights[first + column] - heights[first + column - 1]);
  }
  return sum;
}

/** A share of the way along a row of points, the outermost two of which lie close together for the rounded edge. */
function shareOf(index: number, count: number, extent: number): number {
  const border = ROUNDING / extent;
  if (index === 0) return 0;
  if (index === count - 1) return 1;
  return border + ((index - 1) / (count - 3)) * (1 - 2 * border);
}

/** Points of a strip in the plane of its frame, row by row. */
function gridPoints(span: number): [u: number, v: number][] {
  const points: [number, number][] = [];
  for (let row = 0; row < TAPE.rows; row++) {
    for (let column = 0; column < TAPE.columns; column++) {
      const u = shareOf(column, TAPE.columns, span) - 0.5;
      const v = shareOf(row, TAPE.rows, TAPE.width) - 0.5;
      points.push([u * span, v * TAPE.width]);
    }
  }
  return points;
}

/** Finds the skin straight below the point (u, v) of a frame's plane. */
type SkinBelow = (u: number, v: number) => RayHit | null;

const planePoint = (frame: SurfaceFrame, u: number, v: number): Vec3 =>
  addScaled(addScaled(frame.center, frame.tangent, u), frame.bitangent, v);

/** A function that finds the skin straight below a point of the frame's plane. */
function projectSkin({ head, positions }: PersonBase, frame: SurfaceFrame): SkinBelow {
  const boxes = trianglesNear(head.triangles, head.parts.body, positions, frame);
  const down = scale(frame.normal, -1);
  return (u, v) => {
    const below = boxes.filter((box) => u >= box.u0 && u <= box.u1 && v >= box.v0 && v <= box.v1);
    const origin = addScaled(planePoint(frame, u, v), frame.normal, LOOK_FROM);
    return castRay(
      positions,
      head.triangles,
      below.map((box) => box.triangle),
      origin,
      down,
    );
  };
}

/** A triangle and its bounds in the frame's plane. */
interface TriangleBox {
  /** Its first entry in the triangle array. */
  triangle: number;
  u0: number;
  u1: number;
  v0: number;
  v1: number;
}

/** Bounds are widened by this, as a ray may meet a triangle just outside its edges. */
const MARGIN = mm(0.5);

/** Whether an interval reaches one of this extent around zero. */
const reaches = (low: number, high: number, extent: number): boolean => low <= extent / 2 && high >= -extent / 2;

/** Triangles that may lie below the tape, whatever its span. */
function trianglesNear(
  triangles: Uint32Array,
  { t0, t1 }: { t0: number; t1: number },
  positions: Float32Array,
  frame: SurfaceFrame,
): TriangleBox[] {
  const boxes: TriangleBox[] = [];
  for (let triangle = t0; triangle < t1; triangle += 3) {
    const corner = (k: number): Vec3 => subtract(vertexAt(positions, triangles[triangle + k]), frame.center);
    if (length(corner(0)) >= LOOK_WITHIN) continue;
    const corners = [corner(0), corner(1), corner(2)];
    const us = corners.map((corner) => dot(corner, frame.tangent));
    const vs = corners.map((corner) => dot(corner, frame.bitangent));
    const box = {
      triangle,
      u0: Math.min(...us) - MARGIN,
      u1: Math.max(...us) + MARGIN,
      v0: Math.min(...vs) - MARGIN,
      v1: Math.max(...vs) + MARGIN,
    };
    if (reaches(box.u0, box.u1, TAPE.length) && reaches(box.v0, box.v1, TAPE.width)) boxes.push(box);
  }
  return boxes;
}

/** Lifts points that lie far below the mean of their neighbours along the strip; changes `heights`. */
function stiffen(heights: number[]): void {
  for (let round = 0; round < STIFFNESS.rounds; round++) {
    const before = heights.slice();
    for (let i = 0; i < heights.length; i++) {
      const column = i % TAPE.columns;
      if (column === 0 || column === TAPE.columns - 1) continue;
      heights[i] = Math.max(before[i], (before[i - 1] + before[i + 1]) / 2 - STIFFNESS.sag);
    }
  }
}

/** Binds each point to the skin below it; one with no skin below it follows the first that has some. */
function bind(hits: readonly (RayHit | null)[]): SurfaceBinding {
  const fallback = hits.find((hit) => hit !== null);
  if (!fallback) throw new Error("buildWhiteTape: there is no skin below the tape");
  const vertices = new Uint32Array(hits.length * 3);
  const weights = new Float32Array(hits.length * 3);
  hits.forEach((hit, i) => {
    vertices.set((hit ?? fallback).vertices, i * 3);
    weights.set((hit ?? fallback).weights, i * 3);
  });
  return { vertices, weights };
}
