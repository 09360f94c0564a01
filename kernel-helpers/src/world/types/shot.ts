import type { Rgb } from "../color";
import type { EnvironmentName, Place } from "../environment-names";
import type { Vec3 } from "../vector";

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
