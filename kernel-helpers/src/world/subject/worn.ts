import { CustomAttribute } from "../mesh/vertex-attributes";
import { WornAs, type Decal, type SurfaceBinding, type TriggerMesh, type WornObject } from "../types";

/** All that one person wears, as one object. */
export interface Outerwear {
  mesh: TriggerMesh | null;
  decals: readonly Decal[];
  /** One `WornAs` per triangle of the mesh, Uint8 [t]. */
  wornAs: Uint8Array;
  /** Hair positions [n,3] pressed under what presses them, as a new array; absent where hair is left alone. */
  pressHair?: (positions: Float32Array) => Float32Array;
}

/** Puts a trigger and accessories together. Accessories' decals lie below the trigger's. */
export function combineWorn(trigger: WornObject | null, accessories: readonly WornObject[]): Outerwear {
  const worn = [...accessories, ...(trigger ? [trigger] : [])];
  const parts = worn.flatMap((object) =>
    object.mesh ? [{ mesh: object.mesh, as: object === trigger ? WornAs.Trigger : WornAs.Accessory }] : [],
  );
  const meshes = parts.map(({ mesh }) => mesh);
  return {
    mesh: joinMeshes(meshes),
    decals: worn.flatMap(({ decals }) => decals),
    wornAs: Uint8Array.from(parts.flatMap(({ mesh, as }) => Array<number>(mesh.materials.length).fill(as))),
    ...(worn.some(({ pressHair }) => pressHair) ? { pressHair: pressByAll(worn) } : {}),
  };
}

const pressByAll =
  (worn: readonly WornObject[]) =>
  (positions: Float32Array): Float32Array =>
    worn.reduce((pressed, { pressHair }) => pressHair?.(pressed) ?? pressed, positions);

function joinMeshes(meshes: readonly TriggerMesh[]): TriggerMesh | null {
  if (meshes.length <= 1) return meshes.at(0) ?? null;
  const vertexCount = meshes.reduce((sum, mesh) => sum + mesh.vertexCount, 0);
  const joined = {
    vertexCount,
    positions: new Float32Array(vertexCount * 3),
    normals: new Float32Array(vertexCount * 3),
    attributes: new Float32Array(vertexCount * 4),
    triangles: Uint32Array.from(
      offsets(meshes).flatMap((first, i) => Array.from(meshes[i].triangles, (corner) => corner + first)),
    ),
    materials: Uint8Array.from(meshes.flatMap(({ materials }) => [...materials])),
    surfaces: meshes.flatMap(({ surfaces }) => surfaces ?? []),
  };
  const headWeights = new Float32Array(vertexCount).fill(1);
  let surfaceCount = 0;
  offsets(meshes).forEach((first, i) => {
    const { positions, normals, attributes, surfaces } = meshes[i];
    joined.positions.set(positions, first * 3);
    joined.normals.set(normals, first * 3);
    joined.attributes.set(attributes, first * 4);
    headWeights.set(meshes[i].headWeights ?? [], first);
    if (!surfaces) return;
    for (let v = 0; v < meshes[i].vertexCount; v++) {
      joined.attributes[(first + v) * 4 + CustomAttribute.Surface] += surfaceCount;
    }
    surfaceCount += surfaces.length;
  });
  const hanging = offsets(meshes).flatMap((first, i) =>
    (meshes[i].hanging ?? []).map((part) => ({ ...part, v0: part.v0 + first, v1: part.v1 + first })),
  );
  return { ...joined, headWeights, hanging, binding: joinBindings(meshes, vertexCount) };
}

/** The number of each mesh's first vertex. */
function offsets(meshes: readonly TriggerMesh[]): number[] {
  let next = 0;
  return meshes.map(({ vertexCount }) => (next += vertexCount) - vertexCount);
}

/** Vertices that stick to nothing are bound with weight 0. */
function joinBindings(meshes: readonly TriggerMesh[], vertexCount: number): SurfaceBinding | undefined {
  if (meshes.every(({ binding }) => !binding)) return undefined;
  const joined = { vertices: new Uint32Array(vertexCount * 3), weights: new Float32Array(vertexCount * 3) };
  offsets(meshes).forEach((first, i) => {
    const { binding } = meshes[i];
    if (!binding) return;
    joined.vertices.set(binding.vertices, first * 3);
    joined.weights.set(binding.weights, first * 3);
  });
  return joined;
}
