import type { Trigger } from "../../paper/triggers";
import type { Rgb } from "../math/color";
import type { Vec3 } from "../math/vector";
import type { HeadModel } from "./head";
import type { Person } from "./person";
import type { Surface, Texture } from "./surface";

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
  /** Described by one of the `surfaces` of its mesh. */
  Custom = 12,
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

/** The last vertices of a mesh that stick to the skin. */
export interface PartialBinding extends SurfaceBinding {
  /** The first of them. */
  start: number;
}

/** Strand cards. Attributes: u across (0, 1), v along (0 root … 1 tip), seed in [0, 1), factor on the brightness. */
export interface HairMesh extends Mesh {
  /** Direction of the strand, Float32 [n,3], length 1. */
  tangents: Float32Array;
  /** Of a beard, which moves with the jaw; hair on the head is fixed. */
  binding: PartialBinding | null;
}

/** Points of the body surface that object vertices stick to, so that tape follows an expression. */
export interface SurfaceBinding {
  /** Corners of the triangle below each object vertex, Uint32 [n,3]. */
  vertices: Uint32Array;
  /** Barycentric weights, Float32 [n,3], rows sum to 1. */
  weights: Float32Array;
}

/** A part that hangs from a point and turns about it until it points down, however the head is held. */
export interface HangingPart {
  /** Its vertices in the object's mesh: [v0, v1). */
  v0: number;
  v1: number;
  pivot: Vec3;
  /** Where it points in the mesh, length 1. */
  rest: Vec3;
  /** Away from what it would swing into, length 1, and the least cosine with it that is allowed. */
  outward: Vec3;
  leastOutward: number;
}

/** An object that is worn. Attributes: u, v of its surface pattern, and two that only its material reads. */
export interface TriggerMesh extends Mesh {
  /** One `Material` per triangle, Uint8 [t]. */
  materials: Uint8Array;
  /** Present where the object sticks to the skin. */
  binding?: SurfaceBinding;
  /** Present where parts of it hang. */
  hanging?: readonly HangingPart[];
  /** Share of the head bone, Float32 [n] in [0, 1]; absent for an object that turns with the head as a whole. */
  headWeights?: Float32Array;
  /** Present where every triangle is of `Material.Custom`: what they look like, by `CustomAttribute.Surface`. */
  surfaces?: readonly Surface[];
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
  /** Part of an accessory, not of a trigger. */
  isAccessory?: true;
}
export interface DotDecal extends DecalFrame {
  kind: "dot";
  color: Rgb;
}
export interface TattooDecal extends DecalFrame {
  kind: "tattoo";
  filled: boolean;
  /** Width of an outline. */
  line: number;
  /** Half the width of the ink's soft edge. */
  bleed: number;
}
/** Light that skin loses right beside an object that lies on it: too fine for shadow maps. */
export interface ContactShade {
  kind: "contact";
  /** Share of light lost at a neutral position, 0 … 1. */
  shadeAt: (x: number, y: number, z: number) => number;
}
/** An ellipse of colour with a soft edge: a mole, rouge. Its half axes are `radius` and `radius` · `flatness`. */
export interface BlotDecal extends DecalFrame {
  kind: "blot";
  color: Rgb;
  /** At the middle, 0 … 1. */
  opacity: number;
  flatness: number;
  /** Share of the radius over which the colour fades out. */
  softness: number;
}
/** Colour on the lips, wherever they are: the frame is not used. */
export interface LipstickDecal extends DecalFrame {
  kind: "lipstick";
  color: Rgb;
  opacity: number;
}
/** A picture on the skin, 2 · `radius` wide, upright along the bitangent. */
export interface PictureDecal extends DecalFrame {
  kind: "picture";
  texture: Texture;
  /** Ink is seen through skin and shines as skin does; a sticker is paper on it. */
  as: "ink" | "sticker";
}
export type Decal = DotDecal | TattooDecal | ContactShade | BlotDecal | LipstickDecal | PictureDecal;

/** What is worn on one person: an object, patches on the skin, or both absent for none. */
export interface WornObject {
  mesh: TriggerMesh | null;
  decals: readonly Decal[];
  /** Hair positions [n,3] pressed under the object, as a new array; absent where hair is left alone. */
  pressHair?: (positions: Float32Array) => Float32Array;
}

/** The name of a trigger: one of the paper's seven, or one that a file describes (see user/). */
export type TriggerName = Trigger | (string & {});

/** A trigger on one person. */
export interface TriggerObject extends WornObject {
  trigger: TriggerName;
}

/** What a triangle of a subject belongs to. */
export enum WornAs {
  Nothing = 0,
  Trigger = 1,
  Accessory = 2,
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
