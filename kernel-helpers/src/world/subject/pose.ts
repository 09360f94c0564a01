import { Seed } from "../../base/seed";
import { applyExpression } from "../head/morph";
import {
  mixVec,
  multiply,
  normalize,
  rotationX,
  rotationY,
  rotationZ,
  subtract,
  transform,
  transpose,
  vertexAt,
  type Mat3,
  type ReadonlyMat3,
  type Vec3,
} from "../math/vector";
import { hangPart } from "../mesh/hang";
import { computeNormals } from "../mesh/mesh-normals";
import { ATTRIBUTE_COUNT, HairAttribute } from "../mesh/vertex-attributes";
import type { Shot } from "../types";
import type { Subject } from "./subject";

/** The joint about which the head turns: y and z (x = 0). */
const NECK = { y: 6.35, z: 0.05 };

/** How a shot turns head and shoulders. */
export interface Pose {
  /** Head relative to the shoulders. */
  neck: Mat3;
  /** Shoulders to the world. */
  body: Mat3;
  /** Head to the world. */
  head: Mat3;
  /** Which way hanging things point, in the frame of the shoulders, length 1: nearly down, as they swing a little. */
  pull: Vec3;
}

/** Standard deviation of the swing of hanging things, to the side and to the front, as a slope. */
const SWING = 0.07;

export function poseFor(shot: Pick<Shot, "yaw" | "pitch" | "roll" | "bodyYaw" | "seed">): Pose {
  const neck = multiply(rotationY(shot.yaw), multiply(rotationX(shot.pitch), rotationZ(shot.roll)));
  const body = rotationY(shot.bodyYaw);
  const random = new Seed(`${shot.seed}:swing`).random();
  const pull = normalize([random.normal(0, SWING), -1, random.normal(0, SWING)]);
  return { neck, body, head: multiply(body, neck), pull };
}

/** A subject as one shot shows it; working memory that every shot of the subject overwrites. */
export interface PosedSubject {
  /** Float32 [n,3]. */
  positions: Float32Array;
  /** Float32 [n,3]. */
  normals: Float32Array;
  /** Float32 [n,ATTRIBUTE_COUNT]. */
  attributes: Float32Array;
}

/** Moves a subject into expression and pose, from its neutral arrays into `posed`. */
export function poseSubject(subject: Subject, expression: Shot["expression"], pose: Pose, posed: PosedSubject): void {
  posed.positions.set(subject.positions);
  posed.normals.set(subject.normals);
  express(subject, expression, posed);
  moveBound(subject, posed.positions);
  hang(subject, pose, posed);
  turnVertices(posed.positions, posed.normals, subject.headWeights, pose);
  turnTangents(subject, pose.head, posed.attributes);
}

/** Expression morphs touch the head's own vertices, which come first. */
function express(subject: Subject, expression: Shot["expression"], posed: PosedSubject): void {
  const { head } = subject.model.geometry;
  applyExpression(head, posed.positions, expression);
  for (const part of ["body", "lashes"] as const) {
    computeNormals(posed.positions, head.triangles, head.parts[part], posed.normals);
  }
}

/** What sticks to the skin moves as the skin below it has moved. */
function moveBound({ bindings, positions }: Subject, posed: Float32Array): void {
  for (const { start, vertices, weights } of bindings) {
    for (let k = 0; k < vertices.length; k++) {
      const from = vertices[k] * 3;
      const to = (start + Math.floor(k / 3)) * 3;
      for (let c = 0; c < 3; c++) posed[to + c] += weights[k] * (posed[from + c] - positions[from + c]);
    }
  }
}

/** Parts that hang point down, whatever way the object they hang from will be turned. */
function hang(subject: Subject, { neck, pull }: Pose, posed: PosedSubject): void {
  const { hanging, objectStart, headWeights, positions } = subject;
  const onHead = transform(transpose(neck), pull);
  for (const part of hanging) {
    const first = objectStart + part.v0;
    const shift = subtract(vertexAt(posed.positions, first), vertexAt(positions, first));
    hangPart(part, objectStart, normalize(mixVec(pull, onHead, headWeights[first])), shift, posed);
  }
}

/** Each vertex turns about the neck by its share of the head bone, then with the shoulders. */
function turnVertices(positions: Float32Array, normals: Float32Array, headWeights: Float32Array, pose: Pose): void {
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = pose.neck;
  const [b0, , b2, , , , b6, , b8] = pose.body;
  for (let i = 0, o = 0; i < headWeights.length; i++, o += 3) {
    const weight = headWeights[i];
    let x = positions[o];
    let y = positions[o + 1];
    let z = positions[o + 2];
    let nx = normals[o];
    let ny = normals[o + 1];
    let nz = normals[o + 2];
    if (weight > 0) {
      const ry = y - NECK.y;
      const rz = z - NECK.z;
      const hx = r0 * x + r1 * ry + r2 * rz;
      const hy = r3 * x + r4 * ry + r5 * rz + NECK.y;
      const hz = r6 * x + r7 * ry + r8 * rz + NECK.z;
      const mx = r0 * nx + r1 * ny + r2 * nz;
      const my = r3 * nx + r4 * ny + r5 * nz;
      const mz = r6 * nx + r7 * ny + r8 * nz;
      x += (hx - x) * weight;
      y += (hy - y) * weight;
      z += (hz - z) * weight;
      nx += (mx - nx) * weight;
      ny += (my - ny) * weight;
      nz += (mz - nz) * weight;
    }
    positions[o] = b0 * x + b2 * z;
    positions[o + 1] = y;
    positions[o + 2] = b6 * x + b8 * z;
    normals[o] = b0 * nx + b2 * nz;
    normals[o + 1] = ny;
    normals[o + 2] = b6 * nx + b8 * nz;
  }
}

/** Strand directions turn with the head. */
function turnTangents(
  { tangents, hairStart }: Subject,
  [m0, m1, m2, m3, m4, m5, m6, m7, m8]: ReadonlyMat3,
  attributes: Float32Array,
): void {
  if (!tangents) return;
  for (let i = 0; i < tangents.length; i += 3) {
    const x = tangents[i];
    const y = tangents[i + 1];
    const z = tangents[i + 2];
    const o = (hairStart + i / 3) * ATTRIBUTE_COUNT;
    attributes[o + HairAttribute.TangentX] = m0 * x + m1 * y + m2 * z;
    attributes[o + HairAttribute.TangentY] = m3 * x + m4 * y + m5 * z;
    attributes[o + HairAttribute.TangentZ] = m6 * x + m7 * y + m8 * z;
  }
}
