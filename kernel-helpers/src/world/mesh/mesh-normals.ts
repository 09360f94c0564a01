import type { PartRange } from "../types";

/**
 * Smooth normals of some part of a mesh: the triangles' normals, weighted by area, at length 1.
 * Writes entries [v0, v1) of `normals` [n,3] and leaves the others alone.
 */
export function computeNormals(
  positions: Float32Array,
  triangles: Uint32Array,
  range: PartRange,
  normals: Float32Array,
): void {
  normals.fill(0, range.v0 * 3, range.v1 * 3);
  for (let t = range.t0; t < range.t1; t += 3) {
    addTriangleNormal(positions, triangles[t] * 3, triangles[t + 1] * 3, triangles[t + 2] * 3, normals);
  }
  for (let i = range.v0 * 3; i < range.v1 * 3; i += 3) {
    const x = normals[i];
    const y = normals[i + 1];
    const z = normals[i + 2];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    normals[i] = x / length;
    normals[i + 1] = y / length;
    normals[i + 2] = z / length;
  }
}

/** Adds the normal of the triangle whose corners start at entries a, b, c to each of its corners. */
function addTriangleNormal(p: Float32Array, a: number, b: number, c: number, normals: Float32Array): void {
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  normals[a] += nx;
  normals[a + 1] += ny;
  normals[a + 2] += nz;
  normals[b] += nx;
  normals[b + 1] += ny;
  normals[b + 2] += nz;
  normals[c] += nx;
  normals[c + 1] += ny;
  normals[c + 2] += nz;
}
