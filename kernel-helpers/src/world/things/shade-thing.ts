import { PICTURE_SIZE, RASTER_SIZE, SUPERSAMPLING } from "../camera/camera";
import { sampleDirection, type Panorama } from "../light/panorama";
import { SH_COUNT } from "../light/spherical-harmonics";
import { clamp, mix, smoothstep } from "../math/scalar";
import { litShare } from "../raster/shadow-map";
import { Fragment } from "../shading/fragment";
import { keyHighlight, type Gloss } from "../shading/reflection";
import type { StageView } from "./draw-stage";
import { sampleSticker, STICKER_RADIUS, type Sticker } from "./sticker";
import type { Finish, Surface, SurfacePoint } from "./thing";
import { SeenTriangle, type VisibleThing } from "./visible-thing";

/** What a pixel of a label mask shows. */
export enum Label {
  Background = 0,
  Thing = 1,
  Sticker = 2,
}

export interface ShadedThing {
  /** Sums over the samples of each pixel, exposed linear colour, Float32 [h,w,3]. */
  light: Float32Array;
  /** Samples that the thing covers, Float32 [h,w]. */
  coverage: Float32Array;
  /** Samples that show the sticker, Float32 [h,w]. */
  sticker: Float32Array;
}

/** The mean transfer of a point in the open. */
const OPEN_TRANSFER = 0.26;
const GRAZING = 0.02;
const HIGHEST_SAMPLE = 5;
/** Shadows are looked up with this bias, in radii of the thing. */
const BIAS = 0.022;
/** Roughness up to which surroundings are mirrored sharply, and from which they are blurred most. */
const SHARP = 0.1;
const ROUGH = 0.28;
const HIGHEST_RADIANCE = 8;
/** Paper with a satin print. */
const STICKER_FINISH = { roughness: 0.34, f0: 0.04 };
/** How far glass moves what is behind it, in pixels. */
const REFRACTION = 26;

class ThingFragment extends Fragment implements SurfacePoint, Surface {
  x = 0.5;
  y = 0.5;
  z = 0.5;
  u = 0.5;
  v = 0.5;
  roughness = 0.5;
  glow = 0.5;
  tiltX = 0.5;
  tiltY = 0.5;
  tiltZ = 0.5;
  f0 = 0.5;
}

const radiance = new Float64Array(3);
const print = new Float64Array(3);
const triangle = new SeenTriangle();
const gloss: Gloss = { roughness: 0.5, strength: 1, f0: 0.5, openness: 0.5 };

/**
 * Shades every sample that shows the thing.
 * @param behind what glass lets through: exposed linear colour, Float32 [h,w,3]
 */
export function shadeThing(
  seen: VisibleThing,
  view: StageView,
  finishes: readonly Finish[],
  sticker: Sticker | null,
  behind: Float32Array,
): ShadedThing {
  const pixels = PICTURE_SIZE * PICTURE_SIZE;
  const shaded: ShadedThing = {
    light: new Float32Array(pixels * 3),
    coverage: new Float32Array(pixels),
    sticker: new Float32Array(pixels),
  };
  const f = new ThingFragment();
  const { materials } = seen.model.mesh;
  for (let y = 0; y < RASTER_SIZE; y++) {
    for (let x = 0; x < RASTER_SIZE; x++) {
      const index = seen.buffer.triangle[y * RASTER_SIZE + x];
      if (index < 0) continue;
      triangle.meet(seen, index, x + 0.5, y + 0.5);
      const finish = finishes[materials[index]];
      interpolate(f, seen, view);
      const isSticker = colour(f, finish, sticker, view);
      tilt(f);
      meetLight(f, view);
      const pixel = Math.trunc(y / SUPERSAMPLING) * PICTURE_SIZE + Math.trunc(x / SUPERSAMPLING);
      if (finish.clear && !isSticker) shadeGlass(f, finish, view, behind, pixel);
      else shadeOpaque(f, isSticker ? null : finish, view);
      shaded.light[pixel * 3] += limit(f.red * view.exposure);
      shaded.light[pixel * 3 + 1] += limit(f.green * view.exposure);
      shaded.light[pixel * 3 + 2] += limit(f.blue * view.exposure);
      shaded.coverage[pixel]++;
      if (isSticker) shaded.sticker[pixel]++;
    }
  }
  return shaded;
}

const limit = (value: number): number => (value > HIGHEST_SAMPLE ? HIGHEST_SAMPLE : value > 0 ? value : 0);

function interpolate(f: ThingFragment, { model }: VisibleThing, { camera, soft }: StageView): void {
  const { positions, normals, attributes } = model.mesh;
  f.x = triangle.mix(positions, 3, 0);
  f.y = triangle.mix(positions, 3, 1);
  f.z = triangle.mix(positions, 3, 2);
  f.nx = triangle.mix(normals, 3, 0);
  f.ny = triangle.mix(normals, 3, 1);
  f.nz = triangle.mix(normals, 3, 2);
  f.u = triangle.mix(attributes, 4, 0);
  f.v = triangle.mix(attributes, 4, 1);
  f.softRed = triangle.mix(soft.onThing, 3, 0);
  f.softGreen = triangle.mix(soft.onThing, 3, 1);
  f.softBlue = triangle.mix(soft.onThing, 3, 2);
  const expected = OPEN_TRANSFER * (0.25 + 0.75 * (0.5 + 0.5 * f.ny));
  f.openness = Math.min(1, triangle.mix(model.transfer, SH_COUNT, 0) / expected);
  const vx = camera.position[0] - f.x;
  const vy = camera.position[1] - f.y;
  const vz = camera.position[2] - f.z;
  const inverse = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
  f.vx = vx * inverse;
  f.vy = vy * inverse;
  f.vz = vz * inverse;
}

/** The finish's colour, or the sticker's; true for the latter. */
function colour(f: ThingFragment, finish: Finish, sticker: Sticker | null, { camera }: StageView): boolean {
  f.tiltX = 0;
  f.tiltY = 0;
  f.tiltZ = 0;
  f.glow = 0;
  if (sticker && finish.holdsSticker !== false) {
    const edge = camera.distance / camera.focal / STICKER_RADIUS;
    if (sampleSticker(sticker, f, edge, print)) {
      f.red = print[0];
      f.green = print[1];
      f.blue = print[2];
      f.roughness = STICKER_FINISH.roughness;
      f.f0 = STICKER_FINISH.f0;
      return true;
    }
  }
  f.red = finish.color[0];
  f.green = finish.color[1];
  f.blue = finish.color[2];
  f.roughness = finish.roughness;
  f.f0 = finish.f0;
  finish.paint?.(f, f);
  return false;
}

/** Turns the normal to the camera's side and tilts it by the finish's relief. */
function tilt(f: ThingFragment): void {
  const nx = f.nx + f.tiltX;
  const ny = f.ny + f.tiltY;
  const nz = f.nz + f.tiltZ;
  const inverse = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
  const side = nx * f.vx + ny * f.vy + nz * f.vz < 0 ? -inverse : inverse;
  f.nx = nx * side;
  f.ny = ny * side;
  f.nz = nz * side;
  f.nDotV = Math.max(GRAZING, f.nx * f.vx + f.ny * f.vy + f.nz * f.vz);
}

function meetLight(f: ThingFragment, { scene, model }: StageView): void {
  const { key, shadows } = scene;
  f.nDotL = f.nx * key.x + f.ny * key.y + f.nz * key.z;
  f.lit = shadows && f.nDotL > -0.2 ? litShare(shadows, f.x, f.y, f.z, f.nx, f.ny, f.nz, BIAS * model.radius) : 0;
}

/** `finish` is null for the sticker. */
function shadeOpaque(f: ThingFragment, finish: Finish | null, view: StageView): void {
  const { key, ambient } = view.scene;
  const wrap = finish?.wrap ?? 0;
  const direct = Math.max(0, (f.nDotL + wrap) / (1 + wrap)) * f.lit;
  mirror(f, view);
  if (finish?.isMetal) {
    f.red *= f.mirrorRed;
    f.green *= f.mirrorGreen;
    f.blue *= f.mirrorBlue;
    return;
  }
  f.red = f.red * (f.softRed * ambient + key.red * direct + f.glow) + f.mirrorRed;
  f.green = f.green * (f.softGreen * ambient + key.green * direct + f.glow) + f.mirrorGreen;
  f.blue = f.blue * (f.softBlue * ambient + key.blue * direct + f.glow) + f.mirrorBlue;
}

/** What is behind, moved aside by the curved surface and tinted, below the reflection; darker at the rim. */
function shadeGlass(f: ThingFragment, finish: Finish, view: StageView, behind: Float32Array, pixel: number): void {
  const { camera, exposure } = view;
  const [r0, r1, r2, r3, r4, r5] = camera.rotation;
  const right = r0 * f.nx + r1 * f.ny + r2 * f.nz;
  const up = r3 * f.nx + r4 * f.ny + r5 * f.nz;
  const x = clamp((pixel % PICTURE_SIZE) - Math.round(right * REFRACTION), 0, PICTURE_SIZE - 1);
  const y = clamp(Math.trunc(pixel / PICTURE_SIZE) + Math.round(up * REFRACTION), 0, PICTURE_SIZE - 1);
  const o = (y * PICTURE_SIZE + x) * 3;
  const clear = finish.clear! * mix(0.35, 1, smoothstep(0.05, 0.55, f.nDotV));
  const { red, green, blue } = f;
  mirror(f, view);
  f.red = red * ((clear * behind[o]) / exposure + (1 - clear) * f.softRed) + f.mirrorRed;
  f.green = green * ((clear * behind[o + 1]) / exposure + (1 - clear) * f.softGreen) + f.mirrorGreen;
  f.blue = blue * ((clear * behind[o + 2]) / exposure + (1 - clear) * f.softBlue) + f.mirrorBlue;
}

/** The key light's highlight and the surroundings, mirrored; below the horizon the ground is mirrored. */
function mirror(f: ThingFragment, { scene, soft, shot }: StageView): void {
  const { key, environment, environmentYaw, ambient } = scene;
  gloss.roughness = Math.max(0.08, f.roughness);
  gloss.f0 = f.f0;
  gloss.openness = f.openness;
  const highlight = keyHighlight(f, scene, gloss);
  const rim = 1 - f.nDotV;
  const rim2 = rim * rim;
  const fresnel = f.f0 + (Math.max(1 - f.roughness, f.f0) - f.f0) * rim2 * rim2 * rim * (f.roughness > ROUGH ? 0.6 : 1);
  const q = 2 * f.nDotV;
  const ry = q * f.ny - f.vy;
  sampleDirection(
    panoramaFor(f.roughness, environment),
    environmentYaw,
    q * f.nx - f.vx,
    ry,
    q * f.nz - f.vz,
    radiance,
  );
  const ground = smoothstep(0.05 + 0.5 * f.roughness, -0.05 - 0.5 * f.roughness, ry);
  const share = fresnel * ambient * mix(1, f.openness, 0.8);
  const { mean } = shot.stage.ground;
  const groundLight = Math.max(0, key.y) * 0.6;
  const light = soft.coefficients;
  const floor = (c: number, direct: number): number => mean[c] * (0.282 * light[c] * 0.8 + direct * groundLight);
  f.mirrorRed = highlight * key.red + share * mix(Math.min(HIGHEST_RADIANCE, radiance[0]), floor(0, key.red), ground);
  f.mirrorGreen =
    highlight * key.green + share * mix(Math.min(HIGHEST_RADIANCE, radiance[1]), floor(1, key.green), ground);
  f.mirrorBlue =
    highlight * key.blue + share * mix(Math.min(HIGHEST_RADIANCE, radiance[2]), floor(2, key.blue), ground);
}

const panoramaFor = (roughness: number, { panorama, ambient, glossy }: StageView["scene"]["environment"]): Panorama =>
  roughness <= SHARP ? panorama : roughness < ROUGH ? ambient : glossy;
