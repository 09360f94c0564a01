import type { Trigger } from "../../paper/triggers";
import type { Rgb } from "../color";
import type { Vec3 } from "../vector";
import type { HeadModel } from "./head";
import type { Person } from "./person";

/** What a triangle is made of; the shader chooses by it. */
export enum Material {
  Body = 0,
  Eye = 1,
  Teeth = 2,
  Tongue = 3,
  Lash = 4,
  Hair = 5,
  Cloth = 6,
  Lens = 7,
  Frame = 8,
  Metal = 9,
  Tape = 10,
  Pearl = 11,
}

export interface Mesh {
  vertexCount: number;
  /** Float32 [n,3]. */
  positions: Float32Array;
  /** Float32 [n,3], length 1. */
  normals: Float32Array;
  /** Float32 [n,4]; what the columns mean stands at the mesh. */
  attributes: Float32Array;
  /** Corner indices, Uint32 [t,3]. */
  triangles: Uint32Array;
}

/** Strand cards. Attributes: u across (0, 1), v along (0 root … 1 tip), seed in [0, 1), tint (standard normal). */
export interface HairMesh extends Mesh {
  /** Direction of the strand, Float32 [n,3], length 1. */
  tangents: Float32Array;
}

/** Points of the body surface that object vertices stick to, so that tape follows an expression. */
export interface SurfaceBinding {
  /** Corners of the triangle below each object vertex, Uint32 [n,3]. */
  vertices: Uint32Array;
  /** Barycentric weights, Float32 [n,3], rows sum to 1. */
  weights: Float32Array;
}

/** An object that is worn. Attributes: u, v of its surface pattern, and two that only its material reads. */
export interface TriggerMesh extends Mesh {
  /** One `Material` per triangle, Uint8 [t]. */
  materials: Uint8Array;
  /** Present where the object sticks to the skin. */
  binding?: SurfaceBinding;
}

/** A flat patch on the skin, evaluated per pixel on neutral positions: a point p is at ((p-center)·tangent, ·bitangent). */
interface DecalFrame {
  center: Vec3;
  normal: Vec3;
  tangent: Vec3;
  bitangent: Vec3;
  radius: number;
  /** Beyond this distance from the centre (times √1.3) nothing is drawn. */
  reach: number;
}
export interface DotDecal extends DecalFrame {
  kind: "dot";
  color: Rgb;
}
export interface TattooDecal extends DecalFrame {
  kind: "tattoo";
  filled: boolean;
}
export type Decal = DotDecal | TattooDecal;

/** A trigger on one person: an object, patches on the skin, or both absent for none. */
export interface TriggerObject {
  trigger: Trigger;
  mesh: TriggerMesh | null;
  decals: readonly Decal[];
  /** Hair positions [n,3] pressed under the object, as a new array; absent where hair is left alone. */
  pressHair?: (positions: Float32Array) => Float32Array;
}

/** A person's neutral head before any trigger, expression or pose: shared by all conditions. */
export interface PersonGeometry {
  head: HeadModel;
  person: Person;
  /** Float32 [n,3] in the order of the head model, clothes pushed out. */
  positions: Float32Array;
  /** Float32 [n,3]. */
  normals: Float32Array;
  hair: HairMesh | null;
}
