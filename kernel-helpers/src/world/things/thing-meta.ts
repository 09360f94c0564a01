import { z } from "zod";
import { PICTURE_SIZE } from "../camera/camera";
import { environmentSchema, placeSchema } from "../light/environment-schema";
import { MM_PER_UNIT, normalize, RADIANS_PER_DEGREE } from "../math/vector";
import { THING_CLASSES } from "./catalogue";
import type { ThingPicture } from "./render-thing";

/** With the smile sticker or without. */
export const THING_CONDITIONS = ["clean", "sticker"] as const;
export type ThingCondition = (typeof THING_CONDITIONS)[number];

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const natural = z.int().min(0);

/** What is known about one photograph of a thing. Angles in degrees, lengths of the picture in pixels. */
const thingMetaSchema = z.strictObject({
  file: z.string().describe("JPEG file, relative to the set's folder, with forward slashes"),
  sha256: hash,
  mask: z.string().describe("PNG file of labels, see `Label`"),
  maskSha256: hash,
  class: z.enum(THING_CLASSES),
  variant: z.string(),
  condition: z.enum(THING_CONDITIONS),
  index: natural,
  attempt: natural.describe("pictures taken before this one, in which the sticker could not be seen"),
  box: z
    .strictObject({ left: z.int(), top: z.int(), right: z.int(), bottom: z.int() })
    .nullable()
    .describe("around the thing, right and bottom exclusive"),
  stickerPixels: z.number().min(0).describe("area of the sticker that is seen"),
  azimuthDegrees: z.number().describe("where the camera stands, around from the thing's front"),
  elevationDegrees: z.number().describe("where the camera stands, above the thing's front"),
  rollDegrees: z.number(),
  distanceMetres: z.number().positive(),
  focal: z.number().positive().describe("in picture widths"),
  ground: z.string(),
  hasWall: z.boolean(),
  environment: environmentSchema,
  environmentYawDegrees: z.number(),
  place: placeSchema,
  sunny: z.boolean(),
  key: z.strictObject({
    direction: z.tuple([z.number(), z.number(), z.number()]).describe("towards the light, in the thing's frame"),
    strength: z.number().min(0),
    softness: z.number().min(0),
  }),
  exposure: z.number().positive(),
  noise: z.number().min(0),
  jpegQuality: natural.max(100),
});
export type ThingMeta = z.infer<typeof thingMetaSchema>;

/** The photographs of one class in one condition, as `meta.json` beside them lists them. */
export const thingListSchema = z.strictObject({
  version: z.string().describe("of the code that rendered them, see world/version.ts"),
  class: z.enum(THING_CLASSES),
  condition: z.enum(THING_CONDITIONS),
  size: z.literal(PICTURE_SIZE).describe("pixels along one side"),
  images: z.array(thingMetaSchema),
});
export type ThingListMeta = z.infer<typeof thingListSchema>;

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
