import { cos, sin } from "../../base/exact-math";
import {
  addScaled,
  cross,
  normalize,
  scale,
  subtract,
  vertexAt,
  dot,
  type ReadonlyVec3,
  type Vec3,
} from "../math/vector";
import { Mask, MASK_COUNT, type HeadModel } from "../types";

/** The body vertex nearest to a rest position, among those that `accept` allows. */
export function nearestVertex(
  head: HeadModel,
  point: ReadonlyVec3,
  accept: (vertex: number) => boolean = () => true,
): number {
  const { positions } = head;
  let best = Infinity;
  let nearest = -1;
  for (let vertex = 0; vertex < head.parts.body.v1; vertex++) {
    const dx = positions[vertex * 3] - point[0];
    const dy = positions[vertex * 3 + 1] - point[1];
    const dz = positions[vertex * 3 + 2] - point[2];
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance >= best || !accept(vertex)) continue;
    best = distance;
    nearest = vertex;
  }
  if (nearest < 0) throw new Error(`nearestVertex: no vertex is allowed near ${point.join(", ")}`);
  return nearest;
}

/** The vertex nearest to a rest position that is not inside the mouth. */
export const nearestSkinVertex = (head: HeadModel, point: ReadonlyVec3): number =>
  nearestVertex(head, point, (vertex) => head.masks[vertex * MASK_COUNT + Mask.InsideMouth] < 0.3);

/** A coordinate frame on the surface: unit normal, and two unit vectors along the skin. */
export interface SurfaceFrame {
  center: Vec3;
  normal: Vec3;
  tangent: Vec3;
  bitangent: Vec3;
}

/** The frame at a vertex: tangent level to the person's left, bitangent up, both turned by `angle` about the normal. */
export function frameAt(positions: Float32Array, normals: Float32Array, vertex: number, angle = 0): SurfaceFrame {
  const normal = normalize(vertexAt(normals, vertex));
  const level = normalize(cross([0, 1, 0], normal));
  const up = cross(normal, level);
  const c = cos(angle);
  const s = sin(angle);
  return {
    center: vertexAt(positions, vertex),
    normal,
    tangent: addScaled(scale(level, c), up, s),
    bitangent: addScaled(scale(up, c), level, -s),
  };
}

/** Where a ray meets a triangle. */
export interface RayHit {
  /** Along the ray, in lengths of its direction. */
  distance: number;
  vertices: [number, number, number];
  /** Barycentric weights of the three vertices. */
  weights: [number, number, number];
}

/** Tolerance of barycentric weights, so that a ray through an edge meets one of the two triangles. */
const EDGE = 1e-4;

/**
 * The first triangle that a ray meets (Möller and Trumbore 1997), or null.
 * @param candidates first entries of the triangles to try
 */
export function castRay(
  positions: Float32Array,
  triangles: Uint32Array,
  candidates: readonly number[],
  origin: ReadonlyVec3,
  direction: ReadonlyVec3,
): RayHit | null {
  let nearest: RayHit | null = null;
  for (const t of candidates) {
    const vertices: RayHit["vertices"] = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const hit = intersect(positions, vertices, origin, direction);
    if (hit && hit.distance > 0 && (!nearest || hit.distance < nearest.distance)) nearest = hit;
  }
  return nearest;
}

function intersect(
  positions: Float32Array,
  vertices: RayHit["vertices"],
  origin: ReadonlyVec3,
  direction: ReadonlyVec3,
): RayHit | null {
  const corner = vertexAt(positions, vertices[0]);
  const edge1 = subtract(vertexAt(positions, vertices[1]), corner);
  const edge2 = subtract(vertexAt(positions, vertices[2]), corner);
  const p = cross(direction, edge2);
  const determinant = dot(edge1, p);
  if (Math.abs(determinant) < 1e-9) return null;
  const s = subtract(origin, corner);
  const u = dot(s, p) / determinant;
  if (u < -EDGE || u > 1 + EDGE) return null;
  const q = cross(s, edge1);
  const v = dot(direction, q) / determinant;
  if (v < -EDGE || u + v > 1 + EDGE) return null;
  return { distance: dot(edge2, q) / determinant, vertices, weights: [1 - u - v, u, v] };
}
