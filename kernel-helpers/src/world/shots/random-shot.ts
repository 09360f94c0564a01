import { exp, pow } from "../../base/exact-math";
import { Seed, type Random } from "../../base/seed";
import type { CameraShot } from "../camera/camera";
import { drawLight } from "../light/draw-light";
import { clamp } from "../math/scalar";
import { RADIANS_PER_DEGREE } from "../math/vector";
import { OUTFIT_COLORS } from "../people/palette";
import type { Light, Outfit, Shot } from "../types";
import { drawExpression } from "./expression";

/** Focal length of the usual lens, in picture widths. */
const USUAL_FOCAL = 2.02;
/** Distance from the camera: nearest, and how much further the furthest is. */
const DISTANCE = { nearest: 5.9, span: 4.3, skew: 1.6 };
/** Offsets of the face in the picture are drawn for this distance. */
const FRAMING_DISTANCE = 7;
/** A turn is shared by head and shoulders. */
const HEAD_SHARE_OF_YAW = 0.75;

/** Sensor noise by day, indoors, and at night: lowest and highest. */
const NOISE = { day: [0.003, 0.009], indoor: [0.005, 0.014], night: [0.01, 0.022] } as const;

/** Draws everything about one photograph, each part from a stream of its own: light, pose, camera, clothes, sensor. */
export function randomShot(seedName: string): Shot {
  const seed = new Seed(seedName);
  const light = drawLight(seed.child("light").random());
  return {
    seed: `${seedName}:px`,
    ...light,
    ...drawPose(seed.child("pose").random()),
    ...drawCamera(seed.child("camera").random()),
    ...drawSensor(seed.child("sensor").random(), light),
    expression: drawExpression(seed.child("expression").random()),
    outfit: drawOutfit(seed.child("outfit").random()),
  };
}

type PoseShot = Pick<Shot, "yaw" | "bodyYaw" | "pitch" | "roll" | "gazeYaw" | "gazePitch">;

function drawPose(random: Random): PoseShot {
  const turn = drawAngle(random, 0, 13, 38);
  return {
    yaw: turn * HEAD_SHARE_OF_YAW,
    bodyYaw: turn * (1 - HEAD_SHARE_OF_YAW) + drawAngle(random, 0, 5),
    pitch: drawAngle(random, 1, 5, 14),
    roll: drawAngle(random, 0, 4.5, 14),
    gazeYaw: drawGazeYaw(random, turn),
    gazePitch: drawAngle(random, 0, 3),
  };
}

type CameraDraw = CameraShot & Pick<Shot, "backgroundScale" | "backgroundLift" | "backgroundBlur">;

function drawCamera(random: Random): CameraDraw {
  const focal = USUAL_FOCAL * random.range(0.92, 1.1);
  const distance = DISTANCE.nearest + DISTANCE.span * pow(random.next(), DISTANCE.skew);
  return {
    focal,
    distance,
    cameraRoll: drawAngle(random, 0, 2),
    cameraPitch: Math.max(-10 * RADIANS_PER_DEGREE, drawAngle(random, 2, 5, 14)),
    offsetX: (random.normal(0, 0.1) * distance) / FRAMING_DISTANCE,
    offsetY: (random.normal(0.06, 0.09) * distance) / FRAMING_DISTANCE,
    backgroundScale: random.range(1.1, 1.9),
    backgroundLift: random.range(-0.03, 0.1),
    // a phone's lens close to a face; twice that in its portrait mode
    backgroundBlur: (random.range(1.6, 4.2) * DISTANCE.nearest) / distance,
  };
}

type SensorShot = Pick<Shot, "exposure" | "noise" | "vignette" | "contrast" | "sharpness" | "jpegQuality">;

function drawSensor(random: Random, { place, environment }: Light): SensorShot {
  const [low, high] = environment === "night" ? NOISE.night : place === "indoor" ? NOISE.indoor : NOISE.day;
  return {
    exposure: exp(random.normal(0, 0.13)),
    noise: random.range(low, high),
    vignette: random.range(0, 0.18),
    contrast: random.range(1, 1.18),
    sharpness: random.range(-0.45, 0.3),
    jpegQuality: 78 + random.int(18),
  };
}

/** A normal angle in radians, all arguments in degrees, held within ±limit. */
const drawAngle = (random: Random, mean: number, deviation: number, limit = Infinity): number =>
  clamp(random.normal(mean, deviation), -limit, limit) * RADIANS_PER_DEGREE;

/** Eyes turn part of the way back to the camera. */
function drawGazeYaw(random: Random, turn: number): number {
  const limit = 25 * RADIANS_PER_DEGREE;
  return clamp(-turn * random.range(0.2, 0.9), -limit, limit) + drawAngle(random, 0, 3);
}

const drawOutfit = (random: Random): Outfit => ({
  color: random.pick(OUTFIT_COLORS),
  stripe: random.next() < 0.18 ? random.range(0.1, 0.3) : 0,
  color2: random.pick(OUTFIT_COLORS),
  seed: random.int(1e6),
});
