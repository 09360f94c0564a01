import type { Condition } from "../paper/triggers";
import type { EnvironmentName, Place } from "./environment-names";
import type { FaceBox, Landmarks } from "./landmarks";
import type { Picture } from "./render";
import type { Shot } from "./types";
import { MM_PER_UNIT, normalize, RADIANS_PER_DEGREE, type Vec3 } from "./vector";

/** What is known about one rendered photograph. Angles in degrees, lengths of the picture in pixels. */
export interface ImageMeta {
  /** Relative to the data set's folder, with forward slashes. */
  file: string;
  person: string;
  condition: Condition;
  index: number;
  /** Of the JPEG's bytes. */
  sha256: string;
  faceBox: FaceBox;
  /** Named from the person's point of view. */
  landmarks: Landmarks;
  /** Area of the trigger that is seen; 0 when it is out of sight. */
  triggerPixels: number;
  /** Turn of the head relative to the world: positive to the person's left. */
  yawDegrees: number;
  /** Positive looks down. */
  pitchDegrees: number;
  /** Tilt of the head in the picture. */
  rollDegrees: number;
  cameraPitchDegrees: number;
  distanceMetres: number;
  /** In picture widths. */
  focal: number;
  environment: EnvironmentName;
  environmentYawDegrees: number;
  place: Place;
  sunny: boolean;
  key: { direction: Vec3; strength: number; softness: number };
  /** Facial action to weight. */
  expression: Record<string, number>;
  exposure: number;
  /** Standard deviation in [0, 1]. */
  noise: number;
  jpegQuality: number;
}

/** Names that image and person go by. */
export type ImageIdentity = Pick<ImageMeta, "file" | "person" | "condition" | "index" | "sha256">;

const EXPRESSION_PREFIX = "fu/";
const MM_PER_METRE = 1000;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const degrees = (radians: number): number => round(radians / RADIANS_PER_DEGREE, 2);

export function describeImage(identity: ImageIdentity, shot: Shot, picture: Picture): ImageMeta {
  const { direction, strength, softness } = shot.key;
  const [x, y, z] = normalize(direction);
  const { file, person, condition, index, sha256 } = identity;
  return {
    file,
    person,
    condition,
    index,
    sha256,
    faceBox: picture.faceBox,
    landmarks: picture.landmarks,
    triggerPixels: picture.triggerPixels,
    yawDegrees: degrees(shot.yaw + shot.bodyYaw),
    pitchDegrees: degrees(shot.pitch),
    rollDegrees: degrees(shot.roll - shot.cameraRoll),
    cameraPitchDegrees: degrees(shot.cameraPitch),
    distanceMetres: round((shot.distance * MM_PER_UNIT) / MM_PER_METRE, 3),
    focal: round(shot.focal, 3),
    environment: shot.environment,
    environmentYawDegrees: degrees(shot.environmentYaw),
    place: shot.place,
    sunny: shot.sunny,
    key: {
      direction: [round(x, 3), round(y, 3), round(z, 3)],
      strength: round(strength, 3),
      softness: round(softness, 3),
    },
    expression: Object.fromEntries(
      Object.entries(shot.expression).map(([unit, weight]) => [unit.slice(EXPRESSION_PREFIX.length), round(weight, 3)]),
    ),
    exposure: round(shot.exposure, 3),
    noise: round(shot.noise, 4),
    jpegQuality: shot.jpegQuality,
  };
}
