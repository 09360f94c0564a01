import type { Environment } from "../light/environment";
import type { KeyRay } from "../light/key-ray";
import type { Rgb } from "../math/color";
import type { ReadonlyMat3, Vec3 } from "../math/vector";
import type { ShadowMap } from "../raster/shadow-map";
import type { Decal, Outfit, Person, Surface } from "../types";
import type { Garment } from "./garment";

/** The light of a picture. */
export interface LitScene {
  environment: Environment;
  environmentYaw: number;
  /** Strength of the surrounding light. */
  ambient: number;
  key: KeyRay;
  /** Null where the key light is too weak to matter. */
  shadows: ShadowMap | null;
}

/** All that shaders know besides the point: the same for every point of one picture. */
export interface Scene extends LitScene {
  /** Soft light on the face's front, divided by π: what comes in through an open mouth. */
  frontLight: Rgb;
  person: Person;
  /** Painted skin; see skin-chart.ts. */
  skinChart: Float32Array;
  decals: readonly Decal[];
  /** Of triangles of `Material.Custom`. */
  surfaces: readonly Surface[];
  outfit: Outfit;
  garment: Garment;
  /** Rotation from the head to the eyeballs. */
  gaze: ReadonlyMat3;
  /** Where the head's top and the eyes' axes point in the world, unit vectors. */
  up: Vec3;
  eyeAxis: Vec3;
}
