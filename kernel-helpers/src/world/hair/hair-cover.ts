import { addScaled, cross, dot, length, subtract, vertexAt, type ReadonlyVec3, type Vec3 } from "../math/vector";
import type { HairMesh } from "../types";

/** Hair further off the skin than this hangs beside the face, not over the place. */
const HIGHEST = 0.6;
/** Hair behind this z cannot hang over the face. */
const FACE_FROM_Z = 0.3;

/** How much hair hangs over places of the face. A beard counts as hair. */
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
    const a = vertexAt(positions, triangles[t]);
    if (a[2] < FACE_FROM_Z) continue;
    const b = vertexAt(positions, triangles[t + 1]);
    const c = vertexAt(positions, triangles[t + 2]);
    const area = length(cross(subtract(b, a), subtract(c, a))) / 2;
    pieces.push((a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3, (a[2] + b[2] + c[2]) / 3, area);
  }
  return Float64Array.from(pieces);
}
