import { cos, sin } from "../../base/exact-math";
import { signedPow } from "../math/scalar";
import { addScaled, cross, normalize, subtract, type ReadonlyVec3, type Vec3 } from "../math/vector";
import type { Surface, TriggerMesh } from "../types";
import { computeNormals } from "./mesh-normals";

/** A vertex of an object: its place and what its material reads (see `TriggerMesh`). */
export interface ObjectPoint {
  position: Vec3;
  u?: number;
  v?: number;
  extra?: number;
  extra2?: number;
}

export interface GridShape {
  columns: number;
  rows: number;
  /** Whether the last column joins the first one. */
  closed?: boolean;
}

/** Round parts are drawn as superellipses with this exponent, slightly boxy. */
const BOXY = 0.7;

const FULL_TURN = 2 * Math.PI;
const ROUND: ReadonlyVec3 = [1, 1, 1];

/** Puts an object together from grids, spheres and tubes. Materials are `Material`s, or an object's own numbers. */
export class MeshBuilder {
  private readonly positions: number[] = [];
  private readonly attributes: number[] = [];
  private readonly triangles: number[] = [];
  private readonly materials: number[] = [];

  /** Index of the surface of the vertices that follow. */
  private surface = 0;

  useSurface(index: number): void {
    this.surface = index;
  }

  get vertexCount(): number {
    return this.positions.length / 3;
  }

  addVertex({ position, u = 0, v = 0, extra = this.surface, extra2 = 0 }: ObjectPoint): number {
    this.positions.push(...position);
    this.attributes.push(u, v, extra, extra2);
    return this.vertexCount - 1;
  }

  addQuad(a: number, b: number, c: number, d: number, material: number): void {
    this.triangles.push(a, b, c, a, c, d);
    this.materials.push(material, material);
  }

  /** A sheet of quads through the points at (u, v) in [0,1]²; a closed one stops short of u = 1. */
  addGrid(shape: GridShape, pointAt: (u: number, v: number) => ObjectPoint, material: number): void {
    const { columns, rows, closed = false } = shape;
    const first = this.vertexCount;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        this.addVertex(pointAt(column / (closed ? columns : columns - 1), row / (rows - 1)));
      }
    }
    this.joinGrid(first, shape, material);
  }

  /** Joins vertices that were added row by row, from `first` on, to a sheet of quads. */
  joinGrid(first: number, { columns, rows, closed = false }: GridShape, material: number): void {
    for (let row = 0; row + 1 < rows; row++) {
      const here = first + row * columns;
      for (let column = 0; column < (closed ? columns : columns - 1); column++) {
        const next = (column + 1) % columns;
        this.addQuad(here + column, here + next, here + columns + next, here + columns + column, material);
      }
    }
  }

  /** A sphere, or with `squash` an ellipsoid with radii radius · squash. */
  addSphere(
    center: ReadonlyVec3,
    radius: number,
    material: number,
    { columns, rows, squash = ROUND }: { columns: number; rows: number; squash?: ReadonlyVec3 },
  ): void {
    const pointAt = (u: number, v: number): ObjectPoint => {
      const azimuth = u * FULL_TURN;
      const elevation = (v - 0.5) * Math.PI;
      return {
        position: [
          center[0] + radius * squash[0] * cos(elevation) * sin(azimuth),
          center[1] + radius * squash[1] * sin(elevation),
          center[2] + radius * squash[2] * cos(elevation) * cos(azimuth),
        ],
      };
    };
    this.addGrid({ columns, rows, closed: true }, pointAt, material);
  }

  /** A rod along `path`: level radius and upright radius may depend on the share of the way. */
  addTube(
    path: readonly ReadonlyVec3[],
    { level, upright }: { level: number; upright: (share: number) => number },
    material: number,
    sides = 8,
  ): void {
    const last = path.length - 1;
    const pointAt = (u: number, v: number): ObjectPoint => {
      const k = Math.round(v * last);
      const along = normalize(subtract(path[Math.min(last, k + 1)], path[Math.max(0, k - 1)]));
      const side = normalize(cross(Math.abs(along[1]) > 0.95 ? [0, 0, 1] : [0, 1, 0], along));
      const up = cross(along, side);
      const angle = u * FULL_TURN;
      const offset = addScaled(path[k], side, level * signedPow(cos(angle), BOXY));
      return { position: addScaled(offset, up, upright(k / last) * signedPow(sin(angle), BOXY)) };
    };
    this.addGrid({ columns: sides, rows: path.length, closed: true }, pointAt, material);
  }

  /** @param surfaces what triangles of `Material.Custom` look like, one for each index that `useSurface` was given */
  finish(surfaces?: readonly Surface[]): TriggerMesh {
    const { vertexCount } = this;
    const positions = Float32Array.from(this.positions);
    const triangles = Uint32Array.from(this.triangles);
    const normals = new Float32Array(vertexCount * 3);
    computeNormals(positions, triangles, { v0: 0, v1: vertexCount, t0: 0, t1: triangles.length }, normals);
    return {
      vertexCount,
      positions,
      normals,
      triangles,
      attributes: Float32Array.from(this.attributes),
      materials: Uint8Array.from(this.materials),
      ...(surfaces ? { surfaces } : {}),
    };
  }
}
