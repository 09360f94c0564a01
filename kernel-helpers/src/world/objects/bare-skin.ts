import { addScaled, dot, subtract, type ReadonlyVec3, type Vec3 } from "../math/vector";
import type { HairMesh } from "../types";

/** Hair further off the skin than this hangs beside the face, not over the place. */
const HIGHEST = 0.6;
/** Hair behind this z cannot hang over the face. */
const FACE_FROM_Z = 0.3;

/** How much hair hangs over places of the face. */
export class HairCover {
  /** Middle of every strand piece that may hang over the face, and its area: [x, y, z, area] each. */
  private readonly pieces: Float64Array;

  constructor(hair: HairMesh | null) {
    this.pieces = hair ? piecesOf(hair) : new Float64Array(0);
  }

  /**
   * Area of hair over a disc of the skin, as a share of the disc: 0 bare, about 1 hidden.
   * @param normal unit normal of the skin there
   */
  over(center: ReadonlyVec3, normal: ReadonlyVec3, radius: number): number {
    let area = 0;
    for (let i = 0; i < this.pieces.length; i += 4) {
      const offset: Vec3 = subtract([this.pieces[i], this.pieces[i + 1], this.pieces[i + 2]], center);
      const height = dot(offset, normal);
      if (height < 0 || height > HIGHEST) continue;
      const level = addScaled(offset, normal, -height);
      if (dot(level, level) < radius * radius) area += this.pieces[i + 3];
    }
    return area / (Math.PI * radius * radius);
  }
}

function piecesOf({ positions, triangles }: HairMesh): Float64Array {
  const pieces: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t] * 3;
    if (positions[a + 2] < FACE_FROM_Z) continue;
    const b = triangles[t + 1] * 3;
    const c = triangles[t + 2] * 3;
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    pieces.push(
      (positions[a] + positions[b] + positions[c]) / 3,
      (positions[a + 1] + positions[b + 1] + positions[c + 1]) / 3,
      (positions[a + 2] + positions[b + 2] + positions[c + 2]) / 3,
      Math.sqrt(nx * nx + ny * ny + nz * nz) / 2,
    );
  }
  return Float64Array.from(pieces);
}
