import type { Rgb } from "../math/color";
import type { Vec3 } from "../math/vector";
import type { EnvironmentName, Place } from "./environment-names";

/** The one light that throws shadows: sun, window, lamp or flash. */
export interface KeyLight {
  /** Towards the light, in the world: x to the left of somebody who faces the camera, y up, z to the camera. */
  direction: Vec3;
  /** Light on a surface that faces it, divided by π; the soft light of the surroundings is 1 on average. */
  strength: number;
  /** Tangent of half the angle under which the light is seen: 0.005 the sun, 0.3 a window nearby. */
  softness: number;
  /** Linear colour of luminance 1. */
  color: Rgb;
}

/** The part of a shot that is light. */
export interface Light {
  /** The panorama that lights the person softly and is seen behind. */
  environment: EnvironmentName;
  place: Place;
  /** Whether the sun shines on the place. */
  sunny: boolean;
  /** Turn of the panorama about the person, radians, positive to the person's left; `turnLight` turns the key along. */
  environmentYaw: number;
  /** Strength of the surrounding light beside the key light; 1 as in the panorama. */
  ambient: number;
  key: KeyLight;
  /** Factors on red, green and blue after automatic white balance: 1 is a camera without error. */
  whiteBalance: Rgb;
  /** Lowest and highest mean luminance allowed for the background: phones hold back what is too bright. */
  backgroundLuminance: readonly [low: number, high: number];
}

export interface Outfit {
  color: Rgb;
  color2: Rgb;
  /** Height of one pair of stripes; 0 for plain cloth. */
  stripe: number;
  seed: number;
}

/** Everything that makes one photograph of a person: light, pose, camera, sensor. Angles in radians. */
export interface Shot extends Light {
  /** Name that the sensor noise starts from. */
  seed: string;
  /** Morph target ("fu/…") to weight. */
  expression: Readonly<Record<string, number>>;
  /** Turn of the head on the shoulders, positive to the person's left. */
  yaw: number;
  /** Nod, positive looks down. */
  pitch: number;
  roll: number;
  /** Turn of the shoulders. */
  bodyYaw: number;
  /** Turn of the eyes in the head. */
  gazeYaw: number;
  gazePitch: number;
  cameraRoll: number;
  /** Positive looks down from above. */
  cameraPitch: number;
  /** Camera to face, in head units (100 mm). */
  distance: number;
  /** Focal length in picture widths. */
  focal: number;
  /** Where the camera looks, relative to the face, in head units. */
  offsetX: number;
  offsetY: number;
  /** Factor on the automatic exposure. */
  exposure: number;
  /** Standard deviation of sensor noise at mid-grey, in [0, 1] sRGB. */
  noise: number;
  /** Loss of light towards the corners, 0 … 1. */
  vignette: number;
  /** Slope of the tone curve at mid-grey. */
  contrast: number;
  /** Strength of the unsharp mask; below 0 for a soft lens or heavy noise reduction. */
  sharpness: number;
  /** Magnification of the background. */
  backgroundScale: number;
  /** Tangent of the angle by which the background's horizon lies below the camera's axis. */
  backgroundLift: number;
  /** Radius in pixels of the disc to which the lens blurs a distant point. */
  backgroundBlur: number;
  outfit: Outfit;
  /** 0 … 100. */
  jpegQuality: number;
}
