import { UserError } from "../../base/errors";
import { computeNormals } from "../mesh/mesh-normals";
import { parseObj, type ObjCorner, type ObjFile } from "../mesh/obj-file";

/** A mesh as its file has it, without place and scale: triangles over positions, each with a corner of the texture. */
export interface UserMesh {
  /** Float32 [n,3], in the file's units; a position is repeated where it has several texture corners. */
  positions: Float32Array;
  /** Float32 [n,3], smooth over all that share a position. */
  normals: Float32Array;
  /** Float32 [n,2]; zeros without texture corners. */
  uv: Float32Array;
  /** Uint32 [t,3]. */
  triangles: Uint32Array;
}

const MOST_TRIANGLES = 20_000;

/** Checks and reads a Wavefront OBJ file. Every mistake that would draw holes or nothing is refused in one sentence. */
export function readUserMesh(
  file: string,
  text: string,
  { isOpen, needsUv }: { isOpen: boolean; needsUv: boolean },
): UserMesh {
  const obj = parseObj(text);
  const corners = trianglesOf(obj);
  if (obj.positions.length === 0 || corners.length === 0) {
    throw new UserError(
      `expected a mesh in ${file}, found ${obj.positions.length} vertices and no faces: export it as Wavefront OBJ`,
    );
  }
  if (corners.length > MOST_TRIANGLES) {
    throw new UserError(
      `${file} has ${corners.length} triangles, and ${MOST_TRIANGLES} are the most: simplify the mesh`,
    );
  }
  checkNumbers(file, obj, corners, needsUv);
  if (!isOpen) checkClosed(file, corners);
  return assemble(obj, corners);
}

type Triangle = readonly [ObjCorner, ObjCorner, ObjCorner];

/** Polygons as fans of triangles. */
const trianglesOf = (obj: ObjFile): Triangle[] =>
  [...obj.groups.values()]
    .flat()
    .flatMap((polygon) => polygon.slice(2).map((corner, k): Triangle => [polygon[0], polygon[k + 1], corner]));

function checkNumbers(file: string, obj: ObjFile, triangles: readonly Triangle[], needsUv: boolean): void {
  const bad = obj.positions.findIndex((position) => !position.every(Number.isFinite));
  if (bad >= 0) {
    throw new UserError(
      `vertex ${bad + 1} of ${file} is (${obj.positions[bad].join(", ")}), not three numbers: export the mesh again`,
    );
  }
  for (const { position, texture } of triangles.flat()) {
    if (!(position >= 0 && position < obj.positions.length)) {
      throw new UserError(
        `a face of ${file} names vertex ${position + 1}, and there are ${obj.positions.length}: export the mesh again`,
      );
    }
    if (!needsUv) continue;
    if (texture < 0) {
      throw new UserError(
        `${file} has faces without texture coordinates (UVs), which its texture needs: unwrap the mesh, or leave "texture" out`,
      );
    }
    if (!(texture < obj.textures.length && obj.textures[texture].every(Number.isFinite))) {
      throw new UserError(
        `a face of ${file} names texture coordinate ${texture + 1}, which is not there or not two numbers: export the mesh again`,
      );
    }
  }
}

/** In a closed mesh every edge belongs to two triangles. */
function checkClosed(file: string, triangles: readonly Triangle[]): void {
  const uses = new Map<string, number>();
  for (const triangle of triangles) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [triangle[k].position, triangle[(k + 1) % 3].position];
      const edge = a < b ? `${a} ${b}` : `${b} ${a}`;
      uses.set(edge, (uses.get(edge) ?? 0) + 1);
    }
  }
  const open = [...uses.values()].filter((count) => count === 1).length;
  if (open === 0) return;
  throw new UserError(
    `the mesh in ${file} has holes (${open} open edges): close them, or write "openMesh": true if it is a sheet`,
  );
}

function assemble(obj: ObjFile, triangles: readonly Triangle[]): UserMesh {
  const vertices = new Map<string, number>();
  const positions: number[] = [];
  const uv: number[] = [];
  const source: number[] = [];
  const indices = triangles.flat().map(({ position, texture }) => {
    const key = `${position}/${texture}`;
    const known = vertices.get(key);
    if (known !== undefined) return known;
    positions.push(...obj.positions[position]);
    uv.push(...(texture < 0 ? [0, 0] : obj.textures[texture]));
    source.push(position);
    vertices.set(key, vertices.size);
    return vertices.size - 1;
  });
  // normals over positions, so that no seam of the texture shows as a crease
  const all = Float32Array.from(obj.positions.flat());
  const corners = Uint32Array.from(triangles.flat(), ({ position }) => position);
  const smooth = new Float32Array(all.length);
  computeNormals(all, corners, { v0: 0, v1: obj.positions.length, t0: 0, t1: corners.length }, smooth);
  const normals = Float32Array.from(source.flatMap((position) => [...smooth.subarray(position * 3, position * 3 + 3)]));
  return {
    positions: Float32Array.from(positions),
    normals,
    uv: Float32Array.from(uv),
    triangles: Uint32Array.from(indices),
  };
}
