/**
 * What the two halves of the rendered world hand to each other: geometry (head, person, hair, objects) on one side,
 * images (raster, light, skin, render) on the other. All lengths are head-space units of 100 mm (see vector.ts), all
 * colours linear light (see color.ts), all angles radians. `n` is a number of vertices, `t` of triangles.
 */
import type { Trigger } from "../paper/triggers";
import type { Rgb } from "./color";
import type { EnvironmentName, Place } from "./environment-names";
import type { Vec3 } from "./vector";

// ---------------------------------------------------------------- head model

/** The parts of the base mesh that are kept, in the order in which they lie in the vertex array. */
export const HEAD_PARTS = ["body", "l-eye", "r-eye", "upper-teeth", "lower-teeth", "tongue", "hair", "lashes"] as const;
export type HeadPart = (typeof HEAD_PARTS)[number];

/** Points of the skeleton, each the mean of a small cube of helper vertices that moves with the morphs. */
export const HEAD_JOINTS = [
  "neck",
  "head",
  "head-2",
  "jaw",
  "mouth",
  "l-eye",
  "r-eye",
  "spine-1",
  "l-shoulder",
  "r-shoulder",
] as const;
export type HeadJoint = (typeof HEAD_JOINTS)[number];

/** Half-open ranges: vertices [v0, v1) and entries [t0, t1) of `HeadModel.triangles` (multiples of 3). */
export interface PartRange {
  v0: number;
  v1: number;
  t0: number;
  t1: number;
}

/** Which entries of the morph arrays belong to a morph target: [offset, offset + count). */
export interface MorphRange {
  offset: number;
  count: number;
}

/** Columns of `HeadModel.masks`. */
export const MASK_COUNT = 4;
export enum Mask {
  Lips = 0,
  Eyelids = 1,
  InsideMouth = 2,
  Ears = 3,
}

/** The base head of MakeHuman / MPFB2 from the collar up, with its morph targets. Never written to. */
export interface HeadModel {
  vertexCount: number;
  /** Rest positions, Float32 [n,3]: the coordinates in which skin, hairline and neckline are defined. */
  positions: Float32Array;
  /** Texture coordinates, Float32 [n,2] in [0,1], v up. */
  uv: Float32Array;
  /** Float32 [n,4] in [0,1], columns as in `Mask`; 0 outside the body part. */
  masks: Float32Array;
  /** Corner indices, Uint32 [t,3], none degenerate. */
  triangles: Uint32Array;
  parts: Record<HeadPart, PartRange>;
  joints: Record<HeadJoint, readonly number[]>;
  morphs: Readonly<Record<string, MorphRange>>;
  /** Uint16 [m]: the vertex that an entry moves. */
  morphVertices: Uint16Array;
  /** Float32 [m,3]: by how much at weight 1. */
  morphOffsets: Float32Array;
}

// ---------------------------------------------------------------- people

export type Ancestry = "african" | "asian" | "caucasian";

export interface SkinSpec {
  base: Rgb;
  /** Flush of cheeks, nose and ears, 0 … 1. */
  redness: number;
  /** 0 light … 1 dark: how little redness shows. */
  melanin: number;
  lip: Rgb;
  /** Share of `lip` over the skin, 0 … 1. */
  lipMix: number;
  /** Extra gloss of the lips. */
  lipGloss: number;
  /** Darkness around the eyes, 0 … 1. */
  eyeDarkness: number;
  /** Eyeliner or the natural dark line of the lids, 0 … 1. */
  liner: number;
  /** Strength of the skin's reflection; 1 is usual. */
  oil: number;
  /** Beard shadow, 0 … 1. */
  stubble: number;
  /** 0 … 1. */
  freckles: number;
}

export const HAIR_STYLES = ["bald", "buzz", "short", "side", "back", "afro", "bun", "pony", "bob", "long"] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];

export interface HairSpec {
  style: HairStyle;
  /** Length relative to the style's usual; for bob and long in units of 100 mm. */
  length: number;
  color: Rgb;
  /** Share of grey strands, 0 … 1. */
  grey: number;
  /** How many strand cards are planted. */
  count: number;
  /** Opacity of hair colour painted on the scalp below the strands, 0 … 1. */
  paint: number;
  /** x of the parting; positive on the person's left. */
  part: number;
  /** How far long hair goes behind the ears, 0 … 1. */
  tuck: number;
  /** Waviness of long hair. */
  wave: number;
  /** Waves per radian of height. */
  waveFrequency: number;
  /** Receding of the hairline at the temples. */
  recess: number;
  /** The whole hairline moved up. */
  line: number;
  /** Factor on how far hair stands off the scalp. */
  volume: number;
  /** Factor on how steeply hair leaves the scalp. */
  lift: number;
  /** Length of bangs; 0 for none. */
  bangs: number;
  /** Share of loose strands over the forehead with gathered hair, 0 … 1. */
  fringe: number;
  /** Width of a strand card. */
  cardWidth: number;
  /** Pieces along a strand card. */
  segments: number;
}

/** Eyebrows in rest coordinates. */
export interface BrowSpec {
  /** |x| of the two ends. */
  inner: number;
  outer: number;
  /** Height of the inner end. */
  y: number;
  arch: number;
  /** How far the outer end falls. */
  drop: number;
  thickness: number;
  /** Strokes per brow. */
  count: number;
  /** Opacity of a stroke, 0 … 1. */
  density: number;
  /** Opacity of the soft ground below the strokes, 0 … 1. */
  fill: number;
  color: Rgb;
}

/** Everything that makes one person: a pure description, from which geometry and skin follow. */
export interface Person {
  id: string;
  /** Name that the person's random streams start from. */
  seed: string;
  /** Shares of ancestry, sum 1. */
  race: Partial<Record<Ancestry, number>>;
  /** 0 a woman, 1 a man. */
  male: number;
  /** Years. */
  age: number;
  /** 0 thin … 1 heavy. */
  weight: number;
  /** 0 slack … 1 muscular. */
  muscle: number;
  /** Shape of the face: detail key to -1 … 1. */
  detail: Readonly<Record<string, number>>;
  vneck: boolean;
  skin: SkinSpec;
  hair: HairSpec;
  brow: BrowSpec;
  iris: Rgb;
}

// ---------------------------------------------------------------- shots

export interface KeyLight {
  /** Towards the light, length 1. */
  direction: Vec3;
  strength: number;
  /** Width of the shadow filter. */
  softness: number;
  color: Rgb;
}

export interface Outfit {
  color: Rgb;
  color2: Rgb;
  /** Height of one pair of stripes; 0 for plain cloth. */
  stripe: number;
  seed: number;
}

/** Everything that makes one photograph of a person: light, pose, camera, sensor. */
export interface Shot {
  /** Name that the sensor noise starts from. */
  seed: string;
  environment: EnvironmentName;
  place: Place;
  environmentYaw: number;
  /** Strength of the surrounding light. */
  ambient: number;
  key: KeyLight;
  sunny: boolean;
  /** Morph target ("fu/…") to weight. */
  expression: Readonly<Record<string, number>>;
  /** Turn of the head on the shoulders. */
  yaw: number;
  pitch: number;
  roll: number;
  bodyYaw: number;
  gazeYaw: number;
  gazePitch: number;
  cameraRoll: number;
  cameraPitch: number;
  /** Camera to face. */
  distance: number;
  /** Focal length in picture widths. */
  focal: number;
  /** Where the camera looks, relative to the face. */
  offsetX: number;
  offsetY: number;
  exposure: number;
  /** Factors on red, green and blue after automatic white balance. */
  whiteBalance: Rgb;
  /** Standard deviation of sensor noise, in [0, 1] sRGB. */
  noise: number;
  /** Loss of light towards the corners, 0 … 1. */
  vignette: number;
  contrast: number;
  /** Magnification of the background. */
  backgroundScale: number;
  backgroundLift: number;
  /** Lowest and highest mean luminance allowed for the background. */
  backgroundLuminance: readonly [low: number, high: number];
  outfit: Outfit;
  /** 0 … 100. */
  jpegQuality: number;
}

// ---------------------------------------------------------------- meshes

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
