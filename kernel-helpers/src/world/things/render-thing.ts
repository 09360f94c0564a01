import { Seed } from "../../base/seed";
import { drawBackground } from "../camera/background";
import { PICTURE_SIZE, projectVertices, RASTER_SIZE, SUPERSAMPLING, type Camera } from "../camera/camera";
import { develop } from "../camera/develop";
import { exposeFor } from "../camera/exposure";
import { loadEnvironment } from "../light/environment";
import { keyRay, type KeyRay } from "../light/key-ray";
import { dot, normalize } from "../math/vector";
import { clearVisibilityBuffer, createVisibilityBuffer, drawVisible } from "../raster/rasteriser";
import { createShadowDepth, drawShadowMap } from "../raster/shadow-map";
import type { LitScene } from "../shading/scene";
import { designOf, variantOf, type ThingClass } from "./catalogue";
import { drawStageSurfaces, type StageView } from "./draw-stage";
import { placeSticker } from "./place-sticker";
import { Label, shadeThing, type ShadedThing } from "./shade-thing";
import { openLight, softLightOf, type SoftLight } from "./thing-light";
import { castersOf, thingModel, type ThingModel } from "./thing-model";
import { randomThingShot, thingCamera, type ThingShot } from "./thing-shot";

export interface RenderThingSpec {
  class: ThingClass;
  variant: string;
  sticker: boolean;
  /** Name of the streams that everything is drawn from: the same picture but for the sticker, with and without it. */
  seed: string;
  /** Replaces what the seed would draw. */
  shot?: Partial<ThingShot>;
}

/** A photograph of a thing and what is known about it. */
export interface ThingPicture {
  /** sRGB bytes [PICTURE_SIZE,PICTURE_SIZE,3]. */
  rgb: Uint8Array;
  /** A `Label` per pixel, Uint8 [PICTURE_SIZE,PICTURE_SIZE]. */
  mask: Uint8Array;
  /** Around all pixels of the thing (in pixels, right and bottom exclusive), or null when it is out of the picture. */
  box: { left: number; top: number; right: number; bottom: number } | null;
  /** Area of the sticker that is seen, in pixels. */
  stickerPixels: number;
  shot: ThingShot;
}

/** Weaker key lights throw no shadow. */
const WEAKEST_KEY = 0.02;
/** The shadow map covers this many radii around the thing. */
const SHADOW_REACH = 2.1;

const buffer = createVisibilityBuffer(RASTER_SIZE);
const shadowDepth = createShadowDepth();

/** Takes one photograph. The same spec always gives the same bytes. */
export async function renderThing(spec: RenderThingSpec): Promise<ThingPicture> {
  const design = designOf(spec.class);
  const variant = variantOf(design, spec.class, spec.variant);
  const model = thingModel(spec.class, spec.variant);
  const seed = new Seed(spec.seed);
  const shot = { ...randomThingShot(spec.seed, model, design, variant), ...spec.shot };
  const environment = await loadEnvironment(shot.environment);
  // from here on nothing waits: working memory is shared between calls
  const finishes = variant.finish(seed.child("finish").random());
  const key = keyRay(shot.key);
  const screen = new Float32Array(model.mesh.positions.length);
  const scene: LitScene = {
    environment,
    environmentYaw: shot.environmentYaw,
    ambient: shot.ambient,
    key,
    shadows: shot.key.strength > WEAKEST_KEY ? shadowsOf(model, shot, screen) : null,
  };
  const soft = softLightOf(model, environment, shot.environmentYaw, key, shot.stage.ground.mean);
  const camera = thingCamera(shot, model.centre);
  projectVertices(camera, model.mesh.positions, screen);
  clearVisibilityBuffer(buffer);
  drawVisible(buffer, screen, model.mesh.triangles);

  const exposure = meter(soft, key, camera, shot);
  const seen = { model, screen, buffer };
  const view: StageView = { model, scene, soft, camera, shot, exposure: exposure.factor };
  const hidden = coverageOf();
  const hasGlass = finishes.some(({ clear }) => clear !== undefined);
  const background = new Float32Array(PICTURE_SIZE * PICTURE_SIZE * 3);
  drawBackground(environment.panorama, camera, shot, exposure.factor, background);
  drawStageSurfaces(view, hasGlass ? null : hidden, background);
  const sticker = spec.sticker ? placeSticker(seen, finishes, camera, seed.child("sticker").random()) : null;
  const shaded = shadeThing(seen, view, finishes, sticker, background);
  return {
    rgb: develop(shaded.light, shaded.coverage, background, exposure, shot),
    ...describe(shaded),
    shot,
  };
}

function shadowsOf({ mesh, centre, radius }: ThingModel, { key }: ThingShot, screen: Float32Array) {
  const region = { centre, width: 2 * radius * SHADOW_REACH };
  return drawShadowMap(mesh.positions, castersOf(mesh), key, shadowDepth, screen, region);
}

/** Meters the light that falls on the ground and on what faces the camera. */
function meter({ coefficients }: SoftLight, key: KeyRay, { position, target }: Camera, shot: ThingShot) {
  const toCamera = normalize([position[0] - target[0], 0, position[2] - target[2]]);
  const normal = normalize([0.7 * toCamera[0], 0.7, 0.7 * toCamera[2]]);
  const light = openLight(coefficients, normal);
  const direct = Math.max(0, dot(normal, [key.x, key.y, key.z]));
  return exposeFor(
    [light[0] + direct * key.red, light[1] + direct * key.green, light[2] + direct * key.blue],
    shot.exposure,
    shot.whiteBalance,
  );
}

/** Samples of each pixel that show the thing. */
function coverageOf(): Float32Array {
  const coverage = new Float32Array(PICTURE_SIZE * PICTURE_SIZE);
  for (let y = 0; y < RASTER_SIZE; y++) {
    for (let x = 0; x < RASTER_SIZE; x++) {
      if (buffer.triangle[y * RASTER_SIZE + x] < 0) continue;
      coverage[Math.trunc(y / SUPERSAMPLING) * PICTURE_SIZE + Math.trunc(x / SUPERSAMPLING)]++;
    }
  }
  return coverage;
}

/** A pixel belongs to what at least half of its samples show. */
const HALF = (SUPERSAMPLING * SUPERSAMPLING) / 2;

function describe({ coverage, sticker }: ShadedThing): Pick<ThingPicture, "mask" | "box" | "stickerPixels"> {
  const mask = new Uint8Array(coverage.length);
  const box = { left: PICTURE_SIZE, top: PICTURE_SIZE, right: 0, bottom: 0 };
  let samples = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    samples += sticker[pixel];
    if (coverage[pixel] < HALF) continue;
    mask[pixel] = sticker[pixel] >= HALF ? Label.Sticker : Label.Thing;
    const x = pixel % PICTURE_SIZE;
    const y = Math.trunc(pixel / PICTURE_SIZE);
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x + 1);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return {
    mask,
    box: box.right > 0 ? box : null,
    stickerPixels: Math.round(samples / (SUPERSAMPLING * SUPERSAMPLING)),
  };
}
