import type { HeadModel } from "../types";
import { computeNormals } from "./mesh-normals";

/**
 * Mean curvature at the body's vertices in rest position: the mean over a vertex's edges of the turn of the normal per
 * length along the edge. 1 on a ball of radius 1, negative in a fold.
 * @returns Float32 [n], 1 / unit of length
 */
export function vertexCurvature(head: HeadModel): Float32Array {
  const { positions, triangles, parts, vertexCount } = head;
  const normals = new Float32Array(vertexCount * 3);
  computeNormals(positions, triangles, parts.body, normals);
  const sum = new Float32Array(vertexCount);
  const count = new Uint16Array(vertexCount);
  for (let t = parts.body.t0; t < parts.body.t1; t++) {
    const i = triangles[t];
    const j = triangles[t % 3 === 2 ? t - 2 : t + 1];
    const bend = edgeCurvature(positions, normals, i * 3, j * 3);
    sum[i] += bend;
    sum[j] += bend;
    count[i]++;
    count[j]++;
  }
  return sum.map((total, i) => (count[i] > 0 ? total / count[i] : 0));
}

/** (n_a - n_b) · (a - b) / |a - b|². */
function edgeCurvature(p: Float32Array, n: Float32Array, a: number, b: number): number {
  let along = 0;
  let square = 0;
  for (let c = 0; c < 3; c++) {
    const step = p[a + c] - p[b + c];
    along += (n[a + c] - n[b + c]) * step;
    square += step * step;
  }
  return square > 0 ? along / square : 0;
}
