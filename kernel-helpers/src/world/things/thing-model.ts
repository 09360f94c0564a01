import type { Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import { radianceTransfer } from "../raster/radiance-transfer";
import type { ShadowCasters } from "../raster/shadow-casters";
import type { TriggerMesh } from "../types";
import { designOf, variantOf, type ThingClass } from "./catalogue";

/** Vertices along one side of the patch of ground that the thing keeps light from. */
export const PATCH_SIDE = 56;
/** Half that side, in radii of the thing. */
const PATCH_REACH = 2.2;

/** A thing's shape and how it meets light: the same for all photographs of a variant. */
export interface ThingModel {
  mesh: TriggerMesh;
  centre: Vec3;
  /** Of the sphere around `centre` that holds all of it. */
  radius: number;
  /** Float32 [n,9]; see radiance-transfer.ts. */
  transfer: Float32Array;
  /** The ground around it, y = 0: half the side, and Float32 [PATCH_SIDE,PATCH_SIDE,9] (rows along z). */
  patch: { half: number; transfer: Float32Array };
}

const models = new Map<string, ThingModel>();

/** The model of a variant, built once per process. */
export function thingModel(thing: ThingClass, variant: string): ThingModel {
  const name = `${thing}/${variant}`;
  const known = models.get(name);
  if (known) return known;
  const builder = new MeshBuilder();
  variantOf(designOf(thing), thing, variant).build(builder);
  const model = modelOf(builder.finish());
  models.set(name, model);
  return model;
}

function modelOf(mesh: TriggerMesh): ThingModel {
  const { centre, radius } = boundsOf(mesh.positions);
  const half = PATCH_REACH * radius;
  const patch = patchVertices(centre, half);
  const { transfer } = radianceTransfer(
    {
      positions: concatenate(mesh.positions, patch.positions),
      normals: concatenate(mesh.normals, patch.normals),
      casters: castersOf(mesh),
    },
    { centre, reach: radius * 1.05, bias: 0.03 * radius, onGround: true },
  );
  const end = mesh.vertexCount * 9;
  return {
    mesh,
    centre,
    radius,
    transfer: transfer.subarray(0, end),
    patch: { half, transfer: transfer.subarray(end) },
  };
}

/** All of a thing throws shadows; nothing of it is hair. */
export const castersOf = ({ triangles }: TriggerMesh): ShadowCasters => ({
  triangles,
  hairTriangle: triangles.length / 3,
});

function boundsOf(positions: Float32Array): { centre: Vec3; radius: number } {
  const low: Vec3 = [Infinity, Infinity, Infinity];
  const high: Vec3 = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    low[i % 3] = Math.min(low[i % 3], positions[i]);
    high[i % 3] = Math.max(high[i % 3], positions[i]);
  }
  const centre: Vec3 = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
  let square = 0;
  for (let o = 0; o < positions.length; o += 3) {
    const [x, y, z] = [positions[o] - centre[0], positions[o + 1] - centre[1], positions[o + 2] - centre[2]];
    square = Math.max(square, x * x + y * y + z * z);
  }
  return { centre, radius: Math.sqrt(square) };
}

function patchVertices([cx, , cz]: Vec3, half: number): { positions: Float32Array; normals: Float32Array } {
  const positions = new Float32Array(PATCH_SIDE * PATCH_SIDE * 3);
  const normals = new Float32Array(positions.length);
  for (let row = 0, o = 0; row < PATCH_SIDE; row++) {
    for (let column = 0; column < PATCH_SIDE; column++, o += 3) {
      positions[o] = cx + ((2 * column) / (PATCH_SIDE - 1) - 1) * half;
      positions[o + 2] = cz + ((2 * row) / (PATCH_SIDE - 1) - 1) * half;
      normals[o + 1] = 1;
    }
  }
  return { positions, normals };
}

function concatenate(a: Float32Array, b: Float32Array): Float32Array {
  const joined = new Float32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
