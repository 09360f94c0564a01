import { distance } from "../scalar";
import type { Random } from "../../base/seed";
import type { PersonBase } from "../person-geometry";
import { castRay, frameAt, nearestVertex, type RayHit, type SurfaceFrame } from "../surface";
import { Material, type SurfaceBinding, type TriggerMesh } from "../types";
import { addScaled, dot, length, mm, scale, subtract, vertexAt, type ReadonlyVec3, type Vec3 } from "../vector";
import { MeshBuilder } from "./mesh-builder";

/** A strip of white cloth tape; its length is measured along the skin, so it is the same on every face. */
const TAPE = { length: mm(68), width: mm(17), columns: 33, rows: 9 };
/** On the right cheek of the base head. */
const CHEEK: ReadonlyVec3 = [-0.43, 6.93, 1.2];
/** Turn of the strip in radians: mean and standard deviation. */
const TURN = { mean: 0.42, deviation: 0.06 };
/** Tape lies this far above the skin, so that it is never below it between two vertices. */
const LIFT = mm(1.2);
/** Skin is looked for from this far above the middle of the strip, among triangles this near to it. */
const LOOK_FROM = mm(45);
const LOOK_WITHIN = mm(80);
/** Height, below the middle, of points under which there is no skin. */
const NO_SKIN = mm(-10);
/** Tape is stiff along its length: it may sink below the mean of its neighbours by only this much, in 14 rounds. */
const STIFFNESS = { sag: mm(0.15), rounds: 14 };

/** A strip of tape on the right cheek, bound to the skin so that it moves with an expression. */
export function buildWhiteTape(base: PersonBase, random: Random): TriggerMesh {
  const { head, positions, normals } = base;
  const turn = random.normal(TURN.mean, TURN.deviation);
  const frame = frameAt(positions, normals, nearestVertex(head, CHEEK), turn);
  const { span, hits, heights } = layTape(projectSkin(base, frame));

  const builder = new MeshBuilder();
  let vertex = 0;
  builder.addGrid(
    TAPE,
    (u, v) => {
      const inPlane = planePoint(frame, (u - 0.5) * span, (v - 0.5) * TAPE.width);
      return { position: addScaled(inPlane, frame.normal, heights[vertex++] + LIFT), u, v };
    },
    Material.Tape,
  );
  return { ...builder.finish(), binding: bind(hits) };
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
    sum += distance(span / (TAPE.columns - 1), heights[first + column] - heights[first + column - 1]);
  }
  return sum;
}

/** Points of a strip in the plane of its frame, row by row. */
function gridPoints(span: number): [u: number, v: number][] {
  const points: [number, number][] = [];
  for (let row = 0; row < TAPE.rows; row++) {
    for (let column = 0; column < TAPE.columns; column++) {
      points.push([(column / (TAPE.columns - 1) - 0.5) * span, (row / (TAPE.rows - 1) - 0.5) * TAPE.width]);
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
