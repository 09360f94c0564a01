import { exp } from "../../base/exact-math";
import { Seed, type Random } from "../../base/seed";
import { RASTER_SIZE, type Camera } from "../camera";
import { drawKeyLight, drawScene } from "../shots/random-shot";
import type { Shot } from "../types";
import {
  add,
  multiply,
  RADIANS_PER_DEGREE,
  rotationX,
  rotationY,
  rotationZ,
  transform,
  transpose,
  type ReadonlyVec3,
} from "../vector";
import { drawStage, type Stage } from "./stage";
import type { ThingModel } from "./thing-model";
import type { ThingDesign, ThingVariant } from "./thing";

type SharedWithPeople =
  | "seed"
  | "environment"
  | "place"
  | "environmentYaw"
  | "ambient"
  | "key"
  | "sunny"
  | "cameraRoll"
  | "cameraPitch"
  | "distance"
  | "focal"
  | "offsetX"
  | "offsetY"
  | "exposure"
  | "whiteBalance"
  | "noise"
  | "vignette"
  | "contrast"
  | "backgroundScale"
  | "backgroundLift"
  | "backgroundLuminance"
  | "jpegQuality";

/** Everything that makes one photograph of a thing. The key light's direction is the thing's, not the camera's. */
export interface ThingShot extends Pick<Shot, SharedWithPeople> {
  /** Where the camera stands, from the thing's front to its left (x), in radians. */
  azimuth: number;
  stage: Stage;
}

/** Share of the picture's width that the sphere around a thing takes, unless its design says otherwise. */
const SHARE = [0.72, 1.05] as const;
/** How far the key light may come from the side: added to what portraits have, standard deviation in radians. */
const SIDE_LIGHT = 0.6;
const USUAL_FOCAL = 2.02;

/** Draws light, camera, place and sensor from streams of this name. */
export function randomThingShot(
  name: string,
  model: ThingModel,
  design: ThingDesign,
  variant: ThingVariant,
): ThingShot {
  const seed = new Seed(name);
  const light = seed.child("light").random();
  const scene = drawScene(light);
  const key = drawKeyLight(light, scene);
  const camera = seed.child("camera").random();
  const azimuth = camera.range(...(variant.azimuth ?? design.azimuth)) * RADIANS_PER_DEGREE;
  const cameraPitch = camera.range(...(variant.elevation ?? design.elevation)) * RADIANS_PER_DEGREE;
  const focal = USUAL_FOCAL * camera.range(0.92, 1.1);
  const distance = (2 * model.radius * focal) / camera.range(...(design.share ?? SHARE));
  const sensor = seed.child("sensor").random();
  const warmth = sensor.normal(0, 0.035);
  return {
    seed: `${name}:px`,
    environment: scene.environment,
    place: scene.place,
    sunny: scene.sunny,
    environmentYaw: light.next() * 2 * Math.PI,
    ambient: 1,
    key: { ...key, direction: transform(rotationY(azimuth + light.normal(0, SIDE_LIGHT)), key.direction) },
    azimuth,
    cameraPitch,
    cameraRoll: camera.normal(0, 3) * RADIANS_PER_DEGREE,
    focal,
    distance,
    ...drawOffset(camera, model.radius),
    stage: drawStage(seed.child("stage").random(), design.stands, scene.place, model.radius),
    exposure: exp(sensor.normal(0, 0.14)),
    whiteBalance: [1 + warmth, 1 + sensor.normal(0, 0.012), 1 - warmth],
    noise: sensor.range(0.003, 0.016),
    vignette: sensor.range(0, 0.22),
    contrast: sensor.range(0.98, 1.1),
    backgroundScale: camera.range(1.2, 2),
    // the surroundings are seen nearly level, however steeply the camera looks down on the table
    backgroundLift: cameraPitch * camera.range(0.6, 1),
    backgroundLuminance: scene.night ? [0.02, 0.25] : [0.1, 1],
    jpegQuality: 78 + sensor.int(18),
  };
}

const drawOffset = (random: Random, radius: number): Pick<ThingShot, "offsetX" | "offsetY"> => ({
  offsetX: random.normal(0, 0.07) * radius,
  offsetY: random.normal(0, 0.07) * radius,
});

/** A camera that looks at a thing (and past it, by the shot's offset in the picture's plane). */
export function thingCamera(shot: ThingShot, centre: ReadonlyVec3): Camera {
  const level = multiply(rotationX(shot.cameraPitch), rotationY(-shot.azimuth));
  const rotation = multiply(rotationZ(shot.cameraRoll), level);
  const toWorld = transpose(rotation);
  const target = add(centre, transform(toWorld, [shot.offsetX, shot.offsetY, 0]));
  const position = add(target, transform(toWorld, [0, 0, shot.distance]));
  return { rotation, target, position, distance: shot.distance, focal: shot.focal * RASTER_SIZE };
}
