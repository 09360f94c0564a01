import { z } from "zod";
import { ACCESSORIES } from "../accessories";
import { PICTURE_SIZE } from "../camera/camera";
import { LANDMARKS, type Landmark } from "../head/landmarks";
import { environmentSchema, placeSchema } from "../light/environment-schema";
import { MM_PER_UNIT, normalize, RADIANS_PER_DEGREE } from "../math/vector";
import { FLAGS } from "../truth/flags";
import type { Shot } from "../types";
import type { Photograph } from "./photograph";
import type { Picture } from "./render";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const natural = z.number().int().min(0);
const share = z.number().min(0).max(1);
const perLandmark = <T extends z.ZodType>(point: T) =>
  z.strictObject(Object.fromEntries(LANDMARKS.map((name) => [name, point])) as Record<Landmark, T>);

/** What is known about one rendered photograph. Angles in degrees, lengths of the picture in pixels. */
export const imageMetaSchema = z.strictObject({
  file: z.string().describe("JPEG file, relative to the set's folder, with forward slashes"),
  mask: z.string().describe("PNG file of 8-bit grey: bit flags per pixel, see world/truth/mask.ts"),
  person: z.string(),
  condition: z.string().describe("clean, or the trigger, with @place where it is not the usual one"),
  accessories: z.array(z.enum(ACCESSORIES)).describe("what else is worn; never the trigger"),
  index: natural,
  shot: z.string().describe("name that everything about the shot is drawn from"),
  attempts: natural.min(1).describe("shots that it took until the trigger was seen"),
  sha256: hash.describe("of the JPEG file"),
  maskSha256: hash.describe("of the mask's file"),
  faceBox: z.tuple([z.int(), z.int(), z.int(), z.int()]).describe("left, top, right, bottom in pixels; may reach beyond the picture"), // prettier-ignore
  landmarks: perLandmark(z.tuple([z.number(), z.number()])).describe(
    "x, y in pixels; left and right are the person's own; known even where something covers them",
  ),
  landmarks3d: perLandmark(z.tuple([z.number(), z.number(), z.number()])).describe(
    "x, y, z in millimetres in the camera's frame: x right, y down, z into the scene",
  ),
  faceArea: z.number().min(0).describe("pixels inside the outline of the face, whatever covers it"),
  triggerPixels: z.number().min(0).describe("area of the trigger that is seen, in pixels"),
  triggerShareOfFace: z
    .number()
    .min(0)
    .describe("triggerPixels / faceArea; above 1 for a trigger larger than the face"),
  triggerBehindHair: share.nullable().describe("share of the worn object's own view that hair covers; null without an object"), // prettier-ignore
  flags: z.array(z.enum(FLAGS)),
  yawDegrees: z.number().describe("turn of the head relative to the world; positive to the person's left"),
  pitchDegrees: z.number().describe("positive looks down"),
  rollDegrees: z.number().describe("tilt of the head in the picture"),
  cameraPitchDegrees: z.number(),
  distanceMetres: z.number().positive().describe("from the camera to the face"),
  focal: z.number().positive().describe("focal length in picture widths"),
  environment: environmentSchema,
  environmentYawDegrees: z.number(),
  place: placeSchema,
  sunny: z.boolean(),
  key: z.strictObject({
    direction: z
      .tuple([z.number(), z.number(), z.number()])
      .describe("towards the light, length 1; x to the left of somebody who faces the camera, y up, z to the camera"),
    strength: z.number().min(0),
    softness: z.number().min(0).describe("tangent of half the angle under which the light is seen"),
  }),
  expression: z.record(z.string(), z.number()).describe("facial action to weight"),
  exposure: z.number().positive(),
  noise: z.number().min(0).describe("standard deviation in [0, 1]"),
  jpegQuality: natural.max(100),
});
export type ImageMeta = z.infer<typeof imageMetaSchema>;

/** The photographs of one person in one condition: `meta.json` beside them. */
export const conditionMetaSchema = z
  .strictObject({
    version: z.string().describe("of the code that rendered them, see world/version.ts"),
    person: z.string(),
    condition: z.string(),
    size: z.literal(PICTURE_SIZE).describe("pixels along one side"),
    images: z.array(imageMetaSchema),
  })
  .describe("The photographs of one person in one condition, as meta.json beside them lists them");
export type ConditionMeta = z.infer<typeof conditionMetaSchema>;

/** Names that image and person go by. */
export type ImageIdentity = Pick<ImageMeta, "file" | "mask" | "person" | "condition" | "accessories" | "index" | "sha256" | "maskSha256">; // prettier-ignore

const EXPRESSION_PREFIX = "fu/";
const MM_PER_METRE = 1000;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const degrees = (radians: number): number => round(radians / RADIANS_PER_DEGREE, 2);

export function describeImage(
  identity: ImageIdentity,
  { name, attempts, shot }: Pick<Photograph, "name" | "attempts" | "shot">,
  picture: Picture,
): ImageMeta {
  const { faceBox, landmarks, landmarks3d, faceArea, triggerPixels, triggerBehindHair, flags } = picture;
  return {
    file: identity.file,
    mask: identity.mask,
    person: identity.person,
    condition: identity.condition,
    accessories: identity.accessories,
    index: identity.index,
    shot: name,
    attempts,
    sha256: identity.sha256,
    maskSha256: identity.maskSha256,
    faceBox,
    landmarks,
    landmarks3d,
    faceArea,
    triggerPixels,
    triggerShareOfFace: faceArea > 0 ? round(triggerPixels / faceArea, 4) : 0,
    triggerBehindHair: triggerBehindHair === null ? null : round(triggerBehindHair, 3),
    flags,
    ...describeShot(shot),
  };
}

function describeShot(shot: Shot) {
  const { direction, strength, softness } = shot.key;
  const [x, y, z] = normalize(direction);
  const expression = Object.entries(shot.expression);
  return {
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
      direction: [round(x, 3), round(y, 3), round(z, 3)] satisfies [number, number, number],
      strength: round(strength, 3),
      softness: round(softness, 3),
    },
    expression: Object.fromEntries(
      expression.map(([unit, weight]) => [unit.replace(EXPRESSION_PREFIX, ""), round(weight, 3)]),
    ),
    exposure: round(shot.exposure, 3),
    noise: round(shot.noise, 4),
    jpegQuality: shot.jpegQuality,
  };
}

/** JSON Schema (2020-12) of a `meta.json`: what data/world/image-meta.schema.json holds. */
export const imageMetaJsonSchema = (): object => z.toJSONSchema(conditionMetaSchema);
