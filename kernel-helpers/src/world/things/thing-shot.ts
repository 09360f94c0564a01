import { exp } from "../../base/exact-math";
import { Seed, type Random } from "../../base/seed";
import { RASTER_SIZE, type Camera } from "../camera/camera";
import { drawLight, turnLight } from "../light/draw-light";
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
} from "../math/vector";
import type { Light, Shot } from "../types";
import { drawStage, type Stage } from "./stage";
import type { ThingDesign, ThingVariant } from "./thing";
import type { ThingModel } from "./thing-model";

type SharedWithPeople =
  | keyof Light
  | "seed"
  | "cameraRoll"
  | "cameraPitch"
  | "distance"
  | "focal"
  | "offsetX"
  | "offsetY"
  | "exposure"
  | "noise"
  | "vignette"
  | "contrast"
  | "sharpness"
  | "backgroundScale"
  | "backgroundLift"
  | "backgroundBlur"
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
  const camera = drawCamera(seed.child("camera").random(), model, design, variant);
  const light = seed.child("light").random();
  const drawn = drawLight(light);
  // the thing stays where it is: camera and light go round it together
  const turned = turnLight(drawn, camera.azimuth + light.normal(0, SIDE_LIGHT));
  return {
    seed: `${name}:px`,
    ...turned,
    ...camera,
    ...drawSensor(seed.child("sensor").random()),
    stage: drawStage(seed.child("stage").random(), design.stands, drawn.place, model.radius),
  };
}

function drawCamera(random: Random, { radius }: ThingModel, design: ThingDesign, variant: ThingVariant) {
  const cameraPitch = random.range(...(variant.elevation ?? design.elevation)) * RADIANS_PER_DEGREE;
  const focal = USUAL_FOCAL * random.range(0.92, 1.1);
  return {
    azimuth: random.range(...(variant.azimuth ?? design.azimuth)) * RADIANS_PER_DEGREE,
    cameraPitch,
    cameraRoll: random.normal(0, 3) * RADIANS_PER_DEGREE,
    focal,
    distance: (2 * radius * focal) / random.range(...(design.share ?? SHARE)),
    ...drawOffset(random, radius),
    backgroundScale: random.range(1.1, 1.9),
    // the surroundings are seen nearly level, however steeply the camera looks down on the table
    backgroundLift: cameraPitch * random.range(0.6, 1),
    backgroundBlur: random.range(2.5, 6),
  };
}

const drawSensor = (random: Random) => ({
  exposure: exp(random.normal(0, 0.13)),
  noise: random.range(0.003, 0.014),
  vignette: random.range(0, 0.18),
  contrast: random.range(1, 1.18),
  sharpness: random.range(-0.25, 0.55),
  jpegQuality: 78 + random.int(18),
});

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
