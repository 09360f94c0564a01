import { cos, exp, pow, sin } from "../../base/exact-math";
import { Seed, type Random } from "../../base/seed";
import { ENVIRONMENTS, type EnvironmentName, type Place } from "../environment-names";
import { OUTFIT_COLORS } from "../people/palette";
import { clamp } from "../scalar";
import type { KeyLight, Outfit, Shot } from "../types";
import { RADIANS_PER_DEGREE } from "../vector";
import { drawExpression } from "./expression";

/** Share of photographs taken indoors, and of sunny ones among the rest. */
const INDOOR_SHARE = 0.5;
const SUNNY_SHARE = 0.55;
/** Focal length of the usual lens, in picture widths. */
const USUAL_FOCAL = 2.02;
/** Distance from the camera: nearest, and how much further the furthest is. */
const DISTANCE = { nearest: 5.9, span: 4.3, skew: 1.6 };
/** Offsets of the face in the picture are drawn for this distance. */
const FRAMING_DISTANCE = 7;
/** A turn is shared by head and shoulders. */
const HEAD_SHARE_OF_YAW = 0.75;

export interface ShotScene {
  place: Place;
  environment: EnvironmentName;
  sunny: boolean;
  night: boolean;
}

/** Draws everything about one photograph from a stream of this name: light, pose, camera, clothes, sensor. */
export function randomShot(seedName: string): Shot {
  const random = new Seed(seedName).random();
  const scene = drawScene(random);
  const key = drawKeyLight(random, scene);
  const turn = drawAngle(random, 0, 13, 38);
  const cloth = { color: random.pick(OUTFIT_COLORS), stripe: random.next() < 0.18 ? random.range(0.1, 0.3) : 0 };
  const focal = USUAL_FOCAL * random.range(0.92, 1.1);
  const distance = DISTANCE.nearest + DISTANCE.span * pow(random.next(), DISTANCE.skew);
  const warmth = random.normal(0, 0.035);
  const tint = random.normal(0, 0.012);
  return {
    seed: `${seedName}:px`,
    environment: scene.environment,
    place: scene.place,
    sunny: scene.sunny,
    ambient: 1,
    key,
    focal,
    distance,
    whiteBalance: [1 + warmth, 1 + tint, 1 - warmth],
    yaw: turn * HEAD_SHARE_OF_YAW,
    backgroundLuminance: scene.night ? [0.02, 0.25] : [0.1, 1.1],
    environmentYaw: random.next() * 2 * Math.PI,
    expression: drawExpression(random),
    bodyYaw: turn * (1 - HEAD_SHARE_OF_YAW) + drawAngle(random, 0, 5),
    pitch: drawAngle(random, 1, 6, 18),
    roll: drawAngle(random, 0, 4.5, 14),
    cameraRoll: drawAngle(random, 0, 2),
    cameraPitch: Math.max(-10 * RADIANS_PER_DEGREE, drawAngle(random, 2, 5, 14)),
    gazeYaw: drawGazeYaw(random, turn),
    gazePitch: drawAngle(random, 0, 3),
    offsetX: (random.normal(0, 0.1) * distance) / FRAMING_DISTANCE,
    offsetY: (random.normal(0.06, 0.09) * distance) / FRAMING_DISTANCE,
    exposure: exp(random.normal(0, 0.16)),
    noise: random.range(0.003, 0.018),
    vignette: random.range(0, 0.22),
    contrast: random.range(0.98, 1.1),
    backgroundScale: random.range(1.3, 2.4),
    backgroundLift: random.range(-0.05, 0.25),
    outfit: drawOutfit(random, cloth),
    jpegQuality: 78 + random.int(18),
  };
}

/** A normal angle in radians, all arguments in degrees, held within ±limit. */
const drawAngle = (random: Random, mean: number, deviation: number, limit = Infinity): number =>
  clamp(random.normal(mean, deviation), -limit, limit) * RADIANS_PER_DEGREE;

export function drawScene(random: Random): ShotScene {
  const place = random.next() < INDOOR_SHARE ? "indoor" : "outdoor";
  const environment = random.pick<EnvironmentName>(ENVIRONMENTS[place]);
  const sunny = place === "outdoor" && random.next() < SUNNY_SHARE;
  return { place, environment, sunny, night: environment === "night" };
}

/** The one light that throws shadows: sun, lamp, flash at night, or next to nothing under a grey sky. */
export function drawKeyLight(random: Random, { place, sunny, night }: ShotScene): KeyLight {
  const indoor = place === "indoor";
  const azimuth = drawAngle(random, 0, 55);
  const elevation = (indoor ? random.range(10, 60) : random.range(15, 65)) * RADIANS_PER_DEGREE;
  const warmth = indoor ? random.range(-0.1, 0.22) : random.range(-0.04, 0.18);
  return {
    direction: [sin(azimuth) * cos(elevation), sin(elevation), cos(azimuth) * cos(elevation)],
    strength: night
      ? random.range(0.5, 1.2)
      : sunny
        ? random.range(0.7, 2)
        : indoor
          ? random.range(0.15, 1)
          : random.range(0, 0.35),
    softness: sunny ? random.range(0.8, 1.3) : random.range(2.2, 5),
    color: [1 + warmth, 1, 1 - warmth * 1.2],
  };
}

/** Eyes turn part of the way back to the camera. */
function drawGazeYaw(random: Random, turn: number): number {
  const limit = 25 * RADIANS_PER_DEGREE;
  return clamp(-turn * random.range(0.2, 0.9), -limit, limit) + drawAngle(random, 0, 3);
}

const drawOutfit = (random: Random, cloth: Pick<Outfit, "color" | "stripe">): Outfit => ({
  ...cloth,
  color2: random.pick(OUTFIT_COLORS),
  seed: random.int(1e6),
});
