import { acos, atan2 } from "../../base/exact-math";
import { sampleDirection } from "../light/panorama";
import { valueNoise } from "../math/noise";
import { clamp, mix, smoothstep } from "../math/scalar";
import type { Fragment } from "./fragment";
import type { Scene } from "./scene";

/** Angle from the eye's axis to the edge of the iris, radians. */
const IRIS_ANGLE = 0.44;
/** Half the soft edge between iris and white. */
const IRIS_EDGE = 0.04;
/** The pupil's edge, as a share of the iris. */
const PUPIL_EDGE = { inner: 0.4, outer: 0.5 };
const WHITE = { red: 0.72, green: 0.68, blue: 0.66 };
/** The white yellows and reddens with the years: share that green and blue lose at 80. */
const AGED_WHITE = { green: 0.07, blue: 0.16 };
const PUPIL = 0.004;
/** Pattern of every iris. */
const NOISE_SEED = 11;
/** Light wraps this far (in cosine) around the eyeball. */
const WRAP = 0.25;
/** Soft light that the socket leaves. */
const SOCKET_LIGHT = 0.92;
/** The cornea bulges: its normal turns this much faster than the eyeball's. */
const CORNEA_BULGE = 0.55;
/** The key light as it is seen in the eye: cosines of the angles where its image ends and is full, and its brightness: a lamp is brighter than what it lights. */
const GLINT = { edge: 0.965, full: 0.985, radiance: 2.4, highest: 1.8 };
/** Reflectance head-on of the wet eye, at its edge, and the brightest reflection of the surroundings. */
const MIRROR = { f0: 0.035, rim: 0.35, highest: 8 };

const radiance = new Float64Array(3);

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
  const old = clamp((person.age - 30) / 50);
  // towards the corners the white is pink, and most at the caruncle beside the nose
  const pink = smoothstep(0.5, 1.1, angle) + 0.9 * smoothstep(0.55, 0.8, Math.abs(x));
  let red = WHITE.red * (1 - 0.06 * pink);
  let green = WHITE.green * (1 - 0.17 * pink) * (1 - AGED_WHITE.green * old);
  let blue = WHITE.blue * (1 - 0.17 * pink) * (1 - AGED_WHITE.blue * old);

  const iris = smoothstep(IRIS_ANGLE + IRIS_EDGE, IRIS_ANGLE - IRIS_EDGE, angle);
  if (iris > 0) {
    const r = angle / IRIS_ANGLE;
    const pupil = smoothstep(PUPIL_EDGE.outer, PUPIL_EDGE.inner, r);
    const tone = irisTone(lookX, lookY, angle, r) * (1 - pupil);
    // a warm ring around the pupil
    const warm = 1 + 0.5 * smoothstep(0.75, 0.45, r);
    red = mix(red, person.iris[0] * tone * warm + PUPIL * pupil, iris);
    green = mix(green, person.iris[1] * tone + PUPIL * pupil, iris);
    blue = mix(blue, (person.iris[2] * tone) / warm + PUPIL * pupil, iris);
  }

  const shade = lidShade(ex, ey);
  const direct = Math.max(0, (f.nDotL + WRAP) / (1 + WRAP)) * f.lit;
  // light that falls through the cornea gathers on the iris' far side
  const gathered = 1 + iris * 0.7 * smoothstep(0.1, -0.35, lookX * key.x + lookY * key.y);
  f.red = red * (f.softRed * SOCKET_LIGHT + key.red * direct) * shade * gathered;
  f.green = green * (f.softGreen * SOCKET_LIGHT + key.green * direct) * shade * gathered;
  f.blue = blue * (f.softBlue * SOCKET_LIGHT + key.blue * direct) * shade * gathered;
  addWetReflection(f, scene, smoothstep(IRIS_ANGLE * 1.25, IRIS_ANGLE * 0.95, angle), shade);
}

/** Brightness of the iris: fibres from the pupil outwards, dark at the limbus. */
function irisTone(lookX: number, lookY: number, angle: number, r: number): number {
  const azimuth = atan2(lookY, lookX);
  const fibres =
    0.55 * valueNoise(azimuth * 14 + 50, angle * 6, 0, NOISE_SEED) +
    0.45 * valueNoise(azimuth * 5 + 20, angle * 22, 0, NOISE_SEED);
  return (0.75 + 0.9 * fibres * smoothstep(0.35, 0.7, r)) * (1 - 0.8 * smoothstep(0.66, 0.98, r));
}

/** The window or lamp that a wet eye mirrors, and the surroundings. `cornea` is 1 on the bulge over the iris. */
function addWetReflection(f: Fragment, scene: Scene, cornea: number, shade: number): void {
  const { key, environment, environmentYaw, eyeAxis } = scene;
  const bulge = CORNEA_BULGE * cornea;
  let nx = f.nx + bulge * (f.nx - eyeAxis[0]);
  let ny = f.ny + bulge * (f.ny - eyeAxis[1]);
  let nz = f.nz + bulge * (f.nz - eyeAxis[2]);
  const inverse = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
  nx *= inverse;
  ny *= inverse;
  nz *= inverse;
  const nDotV = Math.max(0.05, nx * f.vx + ny * f.vy + nz * f.vz);
  const mx = 2 * nDotV * nx - f.vx;
  const my = 2 * nDotV * ny - f.vy;
  const mz = 2 * nDotV * nz - f.vz;
  sampleDirection(environment.panorama, environmentYaw, mx, my, mz, radiance);
  const rim = 1 - nDotV;
  const fresnel = MIRROR.f0 + MIRROR.rim * rim * rim * rim * rim * rim;
  const share = fresnel * scene.ambient * shade;
  const glint = smoothstep(GLINT.edge, GLINT.full, mx * key.x + my * key.y + mz * key.z) * f.lit;
  f.red += share * Math.min(MIRROR.highest, radiance[0]) + glint * Math.min(GLINT.highest, GLINT.radiance * key.red);
  f.green +=
    share * Math.min(MIRROR.highest, radiance[1]) + glint * Math.min(GLINT.highest, GLINT.radiance * key.green);
  f.blue += share * Math.min(MIRROR.highest, radiance[2]) + glint * Math.min(GLINT.highest, GLINT.radiance * key.blue);
}

/** Shade of the upper lid and of the corners, by position in the eyeball. */
function lidShade(x: number, y: number): number {
  const lid = 0.5 + 0.5 * smoothstep(0.085, 0.01, y);
  const corners = Math.sqrt(smoothstep(0.17, 0.06, Math.abs(x)));
  return lid * (0.3 * corners + 0.7);
}
