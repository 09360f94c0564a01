import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { clamp } from "../math/scalar";
import { normalize, RADIANS_PER_DEGREE, rotationY, transform } from "../math/vector";
import type { KeyLight, Light } from "../types";
import { ENVIRONMENTS, placeOf, type EnvironmentName, type Place } from "../types/environment-names";
import { ENVIRONMENT_KEYS } from "./environment-keys";

/** Share of photographs taken indoors. */
const INDOOR_SHARE = 0.5;
/** The key light is no stronger than this beside soft light of 1: people step out of glare. */
const STRONGEST_KEY = 2.4;
/** Weaker ones do not make anybody turn. */
const NOTICED_KEY = 0.25;
/** How people stand to a light that they notice: mostly facing it, some with it at the side or behind them. Degrees. */
const FACING = { deviation: 45, limit: 85, share: 0.86, turnedFrom: 85, turnedTo: 165 };
/** Share of outdoor photographs in which a cloud hides the sun, what it leaves, and how it spreads. */
const CLOUD = { share: 0.25, strength: 0.12, softness: 0.35 };
/** A sky counts as sunny from this strength on. */
const SUNNY = 0.8;
/** Even the sun is seen through haze. */
const LEAST_SOFTNESS = 0.025;
/** Share of photographs at night that are taken with the phone's flash. */
const FLASH_SHARE = 0.5;
/** White balance as cameras miss it: standard deviation of warmth and of tint. */
const BALANCE_ERROR = { warmth: 0.035, tint: 0.012 };
/** Limits of the background's mean luminance. */
const BACKGROUND = { day: [0.12, 1.3], night: [0.02, 0.25] } as const;

/** Draws a place, or takes one, how the person stands to its light, and how the camera's white balance errs. */
export function drawLight(random: Random, taken?: EnvironmentName): Light {
  const drawn: Place = random.next() < INDOOR_SHARE ? "indoor" : "outdoor";
  const environment = taken ?? random.pick<EnvironmentName>(ENVIRONMENTS[drawn]);
  const place = taken ? placeOf(taken) : drawn;
  const azimuth = drawAzimuth(random);
  const dimming = drawDimming(random, place);
  const anyYaw = random.next() * 2 * Math.PI;
  const flash = random.next() < FLASH_SHARE && environment === "night" ? drawFlash(random) : null;
  const warmth = random.normal(0, BALANCE_ERROR.warmth);
  const tint = random.normal(0, BALANCE_ERROR.tint);
  const key = keyOf(environment, dimming);
  const light: Light = {
    environment,
    place,
    sunny: place === "outdoor" && key.strength >= SUNNY,
    environmentYaw: 0,
    ambient: 1,
    key,
    whiteBalance: [1 + warmth, 1 + tint, 1 - warmth],
    backgroundLuminance: environment === "night" ? BACKGROUND.night : BACKGROUND.day,
  };
  if (flash) return { ...turnLight(light, anyYaw), key: flash };
  const isNoticed = key.strength >= NOTICED_KEY;
  return turnLight(light, isNoticed ? azimuth - ENVIRONMENT_KEYS[environment].azimuth * RADIANS_PER_DEGREE : anyYaw);
}

/** The same light turned about the person by an angle in radians, positive to the person's left. */
export function turnLight(light: Light, angle: number): Light {
  const direction = transform(rotationY(angle), light.key.direction);
  return { ...light, environmentYaw: light.environmentYaw + angle, key: { ...light.key, direction } };
}

interface Dimming {
  strength: number;
  softness: number;
}

/** The key light of a place as it stands when the panorama is not turned. */
function keyOf(environment: EnvironmentName, dimming: Dimming): KeyLight {
  const { azimuth, elevation, color, spread } = ENVIRONMENT_KEYS[environment];
  const [a, e] = [azimuth * RADIANS_PER_DEGREE, elevation * RADIANS_PER_DEGREE];
  const luminance = 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2];
  return {
    direction: [sin(a) * cos(e), sin(e), cos(a) * cos(e)],
    strength: Math.min(STRONGEST_KEY, luminance) * dimming.strength,
    softness: Math.max(LEAST_SOFTNESS, dimming.softness, tangent(spread * RADIANS_PER_DEGREE)),
    color: [color[0] / luminance, color[1] / luminance, color[2] / luminance],
  };
}

/** Where the key light stands, from the front to the person's left. */
function drawAzimuth(random: Random): number {
  const facing = clamp(random.normal(0, FACING.deviation), -FACING.limit, FACING.limit);
  const turned = random.sign() * random.range(FACING.turnedFrom, FACING.turnedTo);
  return (random.next() < FACING.share ? facing : turned) * RADIANS_PER_DEGREE;
}

/** Clouds outdoors; indoors lamps are simply brighter or dimmer. */
function drawDimming(random: Random, place: Place): Dimming {
  const isCloudy = random.next() < CLOUD.share;
  const strength = random.range(0.55, 1.1);
  if (place === "indoor" || !isCloudy) return { strength, softness: 0 };
  return { strength: strength * CLOUD.strength, softness: CLOUD.softness };
}

/** Beside the lens, so nearly without visible shadows. */
const drawFlash = (random: Random): KeyLight => ({
  direction: normalize([random.range(-0.08, 0.08), random.range(0.03, 0.12), 1]),
  strength: random.range(1.2, 2.2),
  softness: LEAST_SOFTNESS,
  color: [1.02, 1, 0.97],
});

const tangent = (angle: number): number => sin(angle) / cos(angle);
