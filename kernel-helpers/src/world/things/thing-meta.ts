import type { EnvironmentName, Place } from "../environment-names";
import { MM_PER_UNIT, normalize, RADIANS_PER_DEGREE, type Vec3 } from "../vector";
import type { ThingClass } from "./catalogue";
import type { ThingPicture } from "./render-thing";

/** What is known about one photograph of a thing. Angles in degrees, lengths of the picture in pixels. */
export interface ThingMeta {
  /** Relative to the data set's folder, with forward slashes: the JPEG, and its mask (see `Label`). */
  file: string;
  sha256: string;
  mask: string;
  maskSha256: string;
  class: ThingClass;
  variant: string;
  condition: string;
  index: number;
  /** How many pictures were taken before this one, in which the sticker could not be seen. */
  attempt: number;
  /** Around the thing, right and bottom exclusive. */
  box: ThingPicture["box"];
  /** Area of the sticker that is seen. */
  stickerPixels: number;
  /** Where the camera stands: around from the thing's front, and above it. */
  azimuthDegrees: number;
  elevationDegrees: number;
  rollDegrees: number;
  distanceMetres: number;
  /** In picture widths. */
  focal: number;
  ground: string;
  hasWall: boolean;
  environment: EnvironmentName;
  environmentYawDegrees: number;
  place: Place;
  sunny: boolean;
  /** Towards the light, in the thing's frame. */
  key: { direction: Vec3; strength: number; softness: number };
  exposure: number;
  noise: number;
  jpegQuality: number;
}

const MM_PER_METRE = 1000;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const degrees = (radians: number): number => round(radians / RADIANS_PER_DEGREE, 2);

type ThingIdentity = Pick<
  ThingMeta,
  "file" | "sha256" | "mask" | "maskSha256" | "class" | "variant" | "condition" | "index" | "attempt"
>;

export function describeThing(identity: ThingIdentity, { shot, box, stickerPixels }: ThingPicture): ThingMeta {
  const { direction, strength, softness } = shot.key;
  const [x, y, z] = normalize(direction);
  return {
    ...identity,
    box,
    stickerPixels,
    azimuthDegrees: degrees(shot.azimuth),
    elevationDegrees: degrees(shot.cameraPitch),
    rollDegrees: degrees(shot.cameraRoll),
    distanceMetres: round((shot.distance * MM_PER_UNIT) / MM_PER_METRE, 3),
    focal: round(shot.focal, 3),
    ground: shot.stage.ground.name,
    hasWall: shot.stage.wall !== null,
    environment: shot.environment,
    environmentYawDegrees: degrees(shot.environmentYaw),
    place: shot.place,
    sunny: shot.sunny,
    key: { direction: [round(x, 3), round(y, 3), round(z, 3)], strength: round(strength, 3), softness: round(softness, 3) }, // prettier-ignore
    exposure: round(shot.exposure, 3),
    noise: round(shot.noise, 4),
    jpegQuality: shot.jpegQuality,
  };
}
