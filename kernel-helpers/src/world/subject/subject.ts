import { findLandmarks, type LandmarkVertices } from "../head/landmarks";
import { headBoneWeight, VISIBLE_PARTS } from "../head/morph";
import { smoothstep } from "../math/scalar";
import type { Vec3 } from "../math/vector";
import { ATTRIBUTE_COUNT, BodyAttribute } from "../mesh/vertex-attributes";
import { radianceTransfer, transferWith, type TransferField, type TransferMesh } from "../raster/radiance-transfer";
import { shadowCasters, type ShadowCasters } from "../raster/shadow-casters";
import { paintSkin } from "../skin/skin-colour";
import {
  MASK_COUNT,
  Material,
  type Decal,
  type HairMesh,
  type HangingPart,
  type HeadModel,
  type HeadPart,
  type Mesh,
  type PersonGeometry,
  type PartialBinding,
  type Surface,
  type TriggerMesh,
  type TriggerObject,
  type WornObject,
} from "../types";
import { combineWorn, type Outerwear } from "./worn";

/** A person with skin: shared by all conditions. */
export interface PersonModel {
  geometry: PersonGeometry;
  /** See skin-chart.ts. */
  skinChart: Float32Array;
  /** How head and hair answer soft light while nothing is worn. */
  bare: TransferField;
}

export function modelPerson(geometry: PersonGeometry): PersonModel {
  const mesh = joinMeshes(geometry, geometry.hair, combineWorn(null, []));
  return {
    geometry,
    skinChart: paintSkin(geometry.head, geometry.person),
    bare: radianceTransfer({ ...mesh, casters: shadowCasters(mesh.triangles, mesh.materials) }),
  };
}

/**
 * A person wearing a trigger, or none, as one mesh in neutral pose: the head's vertices, then hair, then the object.
 * Triangles lie the other way around, object before hair, because hair is costly to draw where it is hidden.
 */
export interface Subject {
  model: PersonModel;
  /** Name of what is worn; null for nothing. */
  trigger: TriggerObject["trigger"] | null;
  decals: readonly Decal[];
  /** Float32 [n,3]. */
  positions: Float32Array;
  /** Float32 [n,3]. */
  normals: Float32Array;
  /** Float32 [n,ATTRIBUTE_COUNT], columns as in vertex-attributes.ts. */
  attributes: Float32Array;
  /** Uint32 [t,3]. */
  triangles: Uint32Array;
  /** One `Material` per triangle, Uint8 [t]. */
  materials: Uint8Array;
  /** One `WornAs` per triangle, Uint8 [t]. */
  wornAs: Uint8Array;
  /** What triangles of `Material.Custom` look like. */
  surfaces: readonly Surface[];
  /** Uint8 [t]: 1 for hair and lashes, which have holes. */
  perforated: Uint8Array;
  casters: ShadowCasters;
  /** Share of the head bone, Float32 [n] in [0, 1]. */
  headWeights: Float32Array;
  /** Float32 [n,9]: how each vertex answers soft light; see radiance-transfer.ts. */
  transfer: Float32Array;
  /** First vertices of hair and object. */
  hairStart: number;
  objectStart: number;
  /** First triangle of hair, which is the last material. */
  hairTriangle: number;
  /** Directions of hair strands, Float32 [hair vertices,3]. */
  tangents: Float32Array | null;
  /** Vertices that move with the skin: a beard's, an object's. */
  bindings: readonly PartialBinding[];
  /** Parts of the object that hang. */
  hanging: readonly HangingPart[];
  landmarks: LandmarkVertices;
}

/**
 * Dresses a person.
 * @param trigger null for a clean picture
 * @param accessories what else they wear; never counted as trigger
 */
export function dressPerson(
  model: PersonModel,
  trigger: TriggerObject | null,
  accessories: readonly WornObject[] = [],
): Subject {
  const { geometry } = model;
  const worn = combineWorn(trigger, accessories);
  const hair = pressedHair(geometry.hair, worn);
  const object = worn.mesh;
  const mesh = joinMeshes(geometry, hair, worn);
  const casters = shadowCasters(mesh.triangles, mesh.materials);
  return {
    ...mesh,
    model,
    trigger: trigger?.trigger ?? null,
    decals: worn.decals,
    surfaces: object?.surfaces ?? [],
    casters,
    perforated: mesh.materials.map((m) => Number(m === (Material.Lash as number) || m === (Material.Hair as number))),
    transfer: transferOf(model, hair, object, { ...mesh, casters }),
    tangents: hair?.tangents ?? null,
    bindings: bindingsOf(hair, object, mesh),
    hanging: object?.hanging ?? [],
    landmarks: findLandmarks(geometry.head),
  };
}

/** Only hair that an object presses down makes all light be traced anew. */
function transferOf(
  model: PersonModel,
  hair: HairMesh | null,
  object: TriggerMesh | null,
  mesh: TransferMesh & Pick<JoinedMesh, "objectStart">,
): Float32Array {
  if (hair !== model.geometry.hair) return radianceTransfer(mesh).transfer;
  if (!object) return model.bare.transfer;
  const triangles = object.triangles.map((corner) => corner + mesh.objectStart);
  return transferWith(model.bare, { ...mesh, casters: { triangles, hairTriangle: triangles.length / 3 } });
}

function bindingsOf(
  hair: HairMesh | null,
  object: TriggerMesh | null,
  { hairStart, objectStart }: Pick<JoinedMesh, "hairStart" | "objectStart">,
): PartialBinding[] {
  const bindings: PartialBinding[] = [];
  if (hair?.binding) bindings.push({ ...hair.binding, start: hairStart + hair.binding.start });
  if (object?.binding) bindings.push({ ...object.binding, start: objectStart });
  return bindings;
}

function pressedHair(hair: HairMesh | null, { pressHair }: Outerwear): HairMesh | null {
  return hair && pressHair ? { ...hair, positions: pressHair(hair.positions) } : hair;
}

const PART_MATERIAL: Record<(typeof VISIBLE_PARTS)[number], Material> = {
  body: Material.Body,
  "l-eye": Material.Eye,
  "r-eye": Material.Eye,
  "upper-teeth": Material.Teeth,
  "lower-teeth": Material.Teeth,
  tongue: Material.Tongue,
  lashes: Material.Lash,
};

type JoinedMesh = Pick<
  Subject,
  | "positions"
  | "normals"
  | "attributes"
  | "triangles"
  | "materials"
  | "wornAs"
  | "headWeights"
  | "hairStart"
  | "objectStart"
  | "hairTriangle"
>;

function joinMeshes(geometry: PersonGeometry, hair: HairMesh | null, worn: Outerwear): JoinedMesh {
  const { head } = geometry;
  const object = worn.mesh;
  const hairStart = head.vertexCount;
  const objectStart = hairStart + (hair?.vertexCount ?? 0);
  const count = objectStart + (object?.vertexCount ?? 0);
  const joined = {
    hairStart,
    objectStart,
    positions: new Float32Array(count * 3),
    normals: new Float32Array(count * 3),
    attributes: new Float32Array(count * ATTRIBUTE_COUNT),
    headWeights: new Float32Array(count),
    ...joinTriangles(head, hair, hairStart, worn, objectStart),
  };
  joined.positions.set(geometry.positions);
  joined.normals.set(geometry.normals);
  writeHeadAttributes(geometry, joined.attributes);
  writeHeadWeights(geometry, joined.headWeights);
  if (hair) {
    appendMesh(joined, hair, hairStart);
    for (let i = 0; i < hair.vertexCount; i++) {
      joined.headWeights[hairStart + i] = hairWeight(hair.positions[i * 3 + 1], hair.positions[i * 3 + 2]);
    }
  }
  if (object) {
    appendMesh(joined, object, objectStart);
    if (object.headWeights) joined.headWeights.set(object.headWeights, objectStart);
    else joined.headWeights.fill(1, objectStart);
  }
  return joined;
}

function appendMesh(joined: Pick<JoinedMesh, "positions" | "normals" | "attributes">, mesh: Mesh, start: number): void {
  joined.positions.set(mesh.positions, start * 3);
  joined.normals.set(mesh.normals, start * 3);
  for (let i = 0; i < mesh.vertexCount; i++) {
    joined.attributes.set(mesh.attributes.subarray(i * 4, i * 4 + 4), (start + i) * ATTRIBUTE_COUNT);
  }
}

function joinTriangles(
  head: HeadModel,
  hair: HairMesh | null,
  hairStart: number,
  { mesh: object, wornAs: wornAsOfObject }: Outerwear,
  objectStart: number,
): Pick<Subject, "triangles" | "materials" | "wornAs" | "hairTriangle"> {
  const parts: { corners: Uint32Array; materials: Uint8Array; wornAs?: Uint8Array }[] = VISIBLE_PARTS.map((part) => ({
    corners: head.triangles.subarray(head.parts[part].t0, head.parts[part].t1),
    materials: new Uint8Array((head.parts[part].t1 - head.parts[part].t0) / 3).fill(PART_MATERIAL[part]),
  }));
  if (object) {
    const corners = object.triangles.map((corner) => corner + objectStart);
    parts.push({ corners, materials: object.materials, wornAs: wornAsOfObject });
  }
  if (hair) {
    const corners = hair.triangles.map((corner) => corner + hairStart);
    parts.push({ corners, materials: new Uint8Array(corners.length / 3).fill(Material.Hair) });
  }
  const count = parts.reduce((sum, part) => sum + part.materials.length, 0);
  const triangles = new Uint32Array(count * 3);
  const materials = new Uint8Array(count);
  const wornAs = new Uint8Array(count);
  let at = 0;
  for (const part of parts) {
    triangles.set(part.corners, at * 3);
    materials.set(part.materials, at);
    if (part.wornAs) wornAs.set(part.wornAs, at);
    at += part.materials.length;
  }
  return { triangles, materials, wornAs, hairTriangle: count - (hair ? hair.triangles.length / 3 : 0) };
}

function writeHeadAttributes({ head, positions }: PersonGeometry, attributes: Float32Array): void {
  for (let i = 0; i < head.vertexCount; i++) {
    const o = i * ATTRIBUTE_COUNT;
    attributes.set(head.positions.subarray(i * 3, i * 3 + 3), o + BodyAttribute.RestX);
    attributes.set(positions.subarray(i * 3, i * 3 + 3), o + BodyAttribute.NeutralX);
    attributes.set(head.masks.subarray(i * MASK_COUNT, (i + 1) * MASK_COUNT), o + BodyAttribute.Lips);
  }
  for (const eye of ["l-eye", "r-eye"] as const) {
    const centre = partCentre(head, positions, eye);
    for (let i = head.parts[eye].v0; i < head.parts[eye].v1; i++) {
      for (let c = 0; c < 3; c++) attributes[i * ATTRIBUTE_COUNT + c] = positions[i * 3 + c] - centre[c];
    }
  }
}

function partCentre(head: HeadModel, positions: Float32Array, part: HeadPart): Vec3 {
  const { v0, v1 } = head.parts[part];
  const centre: Vec3 = [0, 0, 0];
  for (let i = v0; i < v1; i++) {
    for (let c = 0; c < 3; c++) centre[c] += positions[i * 3 + c] / (v1 - v0);
  }
  return centre;
}

/** Skin bends at the neck; eyes, teeth, tongue and lashes go with the head. */
function writeHeadWeights({ head, positions }: PersonGeometry, weights: Float32Array): void {
  for (let i = 0; i < head.vertexCount; i++) weights[i] = headBoneWeight(positions[i * 3 + 1], positions[i * 3 + 2]);
  for (const part of VISIBLE_PARTS) {
    if (part !== "body") weights.fill(1, head.parts[part].v0, head.parts[part].v1);
  }
}

/** Long hair swings with the head further down than skin does. */
const hairWeight = (y: number, z: number): number => Math.max(smoothstep(5.3, 6.6, y), headBoneWeight(y, z));
