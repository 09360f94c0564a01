import { acos, atan2 } from "../../base/exact-math";
import { latticeHash, valueNoise } from "../noise";
import { clamp, mix, smoothstep } from "../scalar";
import type { Fragment } from "./fragment";
import { addReflection, type Gloss } from "./reflection";
import type { Scene } from "./scene";

/** Angle from the eye's axis to the edge of the iris, radians. */
const IRIS_ANGLE = 0.42;
/** Half the soft edge between iris and white. */
const IRIS_EDGE = 0.035;
const WHITE = { red: 0.6, green: 0.575, blue: 0.56 };
const PUPIL = 0.005;
/** Pattern of every iris. */
const NOISE_SEED = 11;
/** Light wraps this far (in cosine) around the eyeball. */
const WRAP = 0.2;
/** Soft light that the socket leaves. */
const SOCKET_LIGHT = 0.85;
/** Reflections in an eye are toned down to this share, and end at this brightness. */
const MIRROR = { share: 0.6, highest: 0.8 };

const gloss: Gloss = { roughness: 0.07, strength: 0.8, f0: 0.03, openness: 1 };

/** An eyeball: white, iris and pupil, in the shade of its lids. Attributes 0 … 2 are the position in the eyeball. */
export function shadeEye(f: Fragment, scene: Scene): void {
  const ex = f.attributes[0];
  const ey = f.attributes[1];
  const ez = f.attributes[2];
  const { gaze, key, person } = scene;
  const inverse = 1 / (Math.sqrt(ex * ex + ey * ey + ez * ez) || 1);
  const x = ex * inverse;
  const y = ey * inverse;
  const z = ez * inverse;
  const lookX = gaze[0] * x + gaze[1] * y + gaze[2] * z;
  const lookY = gaze[3] * x + gaze[4] * y + gaze[5] * z;
  const lookZ = gaze[6] * x + gaze[7] * y + gaze[8] * z;
  const angle = acos(clamp(lookZ, -1, 1));
  const pink = smoothstep(0.5, 1.1, angle);
  let red = WHITE.red;
  let green = WHITE.green * (1 - 0.14 * pink);
  let blue = WHITE.blue * (1 - 0.16 * pink);

  const iris = smoothstep(IRIS_ANGLE + IRIS_EDGE, IRIS_ANGLE - IRIS_EDGE, angle);
  if (iris > 0) {
    const r = angle / IRIS_ANGLE;
    const fibres = irisFibres(atan2(lookY, lookX), angle);
    const tone = (0.6 + 0.8 * fibres * smoothstep(0.35, 0.7, r)) * (1 - 0.7 * smoothstep(0.78, 1, r));
    const pupil = smoothstep(0.46, 0.38, r);
    red = mix(red, person.iris[0] * tone * (1 - pupil) + PUPIL * pupil, iris);
    green = mix(green, person.iris[1] * tone * (1 - pupil) + PUPIL * pupil, iris);
    blue = mix(blue, person.iris[2] * tone * (1 - pupil) + PUPIL * pupil, iris);
  }

  const shade = lidShade(ex, ey);
  const direct = Math.max(0, (f.nDotL + WRAP) / (1 + WRAP)) * f.lit;
  gloss.openness = f.openness;
  addReflection(f, scene, gloss);
  f.red = red * (f.softRed * SOCKET_LIGHT + key.red * direct) * shade + toneDown(f.mirrorRed);
  f.green = green * (f.softGreen * SOCKET_LIGHT + key.green * direct) * shade + toneDown(f.mirrorGreen);
  f.blue = blue * (f.softBlue * SOCKET_LIGHT + key.blue * direct) * shade + toneDown(f.mirrorBlue);
}

const toneDown = (mirror: number): number => Math.min(MIRROR.highest, mirror * MIRROR.share);

/** Radial fibres of the iris, 0 … 1. */
const irisFibres = (azimuth: number, angle: number): number =>
  0.5 * latticeHash(Math.floor(azimuth * 40), 0, 0, NOISE_SEED) +
  0.5 * valueNoise(azimuth * 9 + 20, angle * 20, 0, NOISE_SEED);

/** Shade of the upper lid and of the corners, by position in the eyeball. */
function lidShade(x: number, y: number): number {
  const lid = mix(1, 0.38 + 0.62 * smoothstep(0.085, 0, y), 0.9);
  const corners = Math.sqrt(smoothstep(0.16, 0.06, Math.abs(x)));
  return lid * (0.25 * corners + 0.75);
}
