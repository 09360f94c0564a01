import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { UserError } from "../../base/errors";
import { cos, sin } from "../../base/exact-math";
import { RADIANS_PER_DEGREE } from "../math/vector";
import type { KeyLight, Light } from "../types";
import { ENVIRONMENTS, type EnvironmentName, type Place } from "../types/environment-names";
import { colorSchema, readDescription } from "../user/read-file";
import { turnLight } from "./draw-light";
import { ENVIRONMENT_KEYS } from "./environment-keys";

const BUILT_IN = Object.values(ENVIRONMENTS).flat() as [EnvironmentName, ...EnvironmentName[]];

const keySchema = z.strictObject({
  azimuthDegrees: z.number().min(-180).max(180).describe("from the front, positive to the person's left"),
  elevationDegrees: z.number().min(-90).max(90),
  strength: z.number().min(0).max(20).describe("beside soft light of 1"),
  softness: z.number().min(0.005).max(1.5).default(0.05).describe("tangent of half the angle under which it is seen"),
  color: colorSchema().default([1, 1, 1]),
});

const lightSchema = z.strictObject({
  environment: z.enum(BUILT_IN).optional(),
  panorama: z.string().optional().describe("equirectangular EXR or HDR file beside this file"),
  place: z.enum(Object.keys(ENVIRONMENTS) as [Place, ...Place[]]).optional(),
  yawDegrees: z.number().min(-360).max(360).default(0),
  ambient: z.number().min(0).max(10).default(1),
  sunny: z.boolean().optional(),
  key: keySchema.optional(),
});

const LUMINANCE = [0.2126, 0.7152, 0.0722] as const;
const SUNNY = 0.8;

/** The light that a file describes: a panorama, ours or the reader's own, turned, and the one light that throws shadows. */
export function loadUserLight(file: string): Light {
  const { environment, panorama, place, yawDegrees, ambient, sunny, key } = readDescription(lightSchema, file);
  if ((environment === undefined) === (panorama === undefined)) {
    const found = environment === undefined ? "neither" : "both";
    throw new UserError(`${file}: expected either "environment" or "panorama", found ${found}`);
  }
  if (environment === undefined && key === undefined) {
    throw new UserError(
      `${file}: expected "key" beside "panorama", found none: say where the light that throws shadows stands`,
    );
  }
  const name = environment ?? panoramaFile(file, panorama!);
  const where = place ?? (environment && isOutdoor(environment) ? "outdoor" : "indoor");
  const base = key ? ownKey(key) : builtInKey(name);
  const turned = turnLight(
    {
      environment: name,
      place: where,
      sunny: sunny ?? (where === "outdoor" && base.strength >= SUNNY),
      environmentYaw: 0,
      ambient,
      key: base,
      whiteBalance: [1, 1, 1],
      backgroundLuminance: name === "night" ? [0.02, 0.25] : [0.12, 1.3],
    },
    yawDegrees * RADIANS_PER_DEGREE,
  );
  // a key light of the file's own stands where the file says, however the panorama is turned
  return key ? { ...turned, key: base } : turned;
}

const isOutdoor = (environment: EnvironmentName): boolean =>
  (ENVIRONMENTS.outdoor as readonly string[]).includes(environment);

function panoramaFile(file: string, panorama: string): EnvironmentName {
  const source = path.resolve(path.dirname(file), panorama);
  if (!/\.(exr|hdr)$/i.test(source)) {
    throw new UserError(`${file}: expected an EXR or HDR panorama, found "${panorama}": convert it`);
  }
  if (!fs.existsSync(source))
    throw new UserError(`${file} names the panorama ${source}, and there is no such file: put it there`);
  return `file:${source}`;
}

function directionOf(azimuthDegrees: number, elevationDegrees: number): KeyLight["direction"] {
  const [a, e] = [azimuthDegrees * RADIANS_PER_DEGREE, elevationDegrees * RADIANS_PER_DEGREE];
  return [sin(a) * cos(e), sin(e), cos(a) * cos(e)];
}

function ownKey({ azimuthDegrees, elevationDegrees, strength, softness, color }: z.output<typeof keySchema>): KeyLight {
  return { direction: directionOf(azimuthDegrees, elevationDegrees), strength, softness, color: ofLuminanceOne(color) };
}

/** The key light that was measured in one of our panoramas. */
function builtInKey(environment: EnvironmentName): KeyLight {
  const { azimuth, elevation, color, spread } = ENVIRONMENT_KEYS[environment];
  const angle = spread * RADIANS_PER_DEGREE;
  return {
    direction: directionOf(azimuth, elevation),
    strength: Math.min(STRONGEST_KEY, luminanceOf(color)),
    softness: Math.max(LEAST_SOFTNESS, sin(angle) / cos(angle)),
    color: ofLuminanceOne(color),
  };
}
/** As in random shots: nobody is photographed in glare, and even the sun is seen through haze. */
const STRONGEST_KEY = 2.4;
const LEAST_SOFTNESS = 0.025;

const luminanceOf = (color: readonly number[]): number =>
  color.reduce((sum, value, c) => sum + LUMINANCE[c] * value, 0) || 1;
const ofLuminanceOne = ([red, green, blue]: readonly [number, number, number]): KeyLight["color"] => {
  const luminance = luminanceOf([red, green, blue]);
  return [red / luminance, green / luminance, blue / luminance];
};
