import { cos, sin } from "../../base/exact-math";
import { PICTURE_SIZE, SUPERSAMPLING, type Camera } from "../camera/camera";
import { sampleDirection } from "../light/panorama";
import { mix, smoothstep } from "../math/scalar";
import { transpose, type Vec3 } from "../math/vector";
import { litShare } from "../raster/shadow-map";
import type { LitScene } from "../shading/scene";
import { openLight, patchLight, type SoftLight } from "./thing-light";
import type { ThingModel } from "./thing-model";
import type { ThingShot } from "./thing-shot";

const FULL = SUPERSAMPLING * SUPERSAMPLING;
/** Lines behind the thing are out of focus: half the width of their blur, in pixels per radius of distance. */
const BLUR = 1.6;
/** How deep a corner between ground and wall is in shade. */
const CORNER = { width: 2.2, strength: 0.35 };
/** Shadows are looked up with this bias, in radii of the thing. */
const BIAS = 0.01;
/** Reflectance of a glossy ground seen head-on. */
const GLOSS_F0 = 0.04;

export interface StageView {
  model: ThingModel;
  scene: LitScene;
  soft: SoftLight;
  camera: Camera;
  shot: ThingShot;
  exposure: number;
}

const albedo = new Float64Array(3);
const light = new Float64Array(3);
const mirrored = new Float64Array(3);

/** Where the ground ends for one picture: on the line through `edge` along `back`. */
interface Frame {
  back: Vec3;
  edge: number;
  openGround: readonly number[];
  openWall: readonly number[];
  turn: readonly [c: number, s: number];
}

/**
 * Draws ground and wall over the surroundings in `picture`, exposed linear colour, Float32 [h,w,3].
 * @param hidden samples that the thing hides, Float32 [h,w]: fully hidden pixels are left alone
 */
export function drawStageSurfaces(view: StageView, hidden: Float32Array | null, picture: Float32Array): void {
  const { camera, shot, model } = view;
  const toWorld = transpose(camera.rotation);
  const focal = shot.focal * PICTURE_SIZE;
  const frame = frameOf(view);
  const [px, py, pz] = camera.position;
  for (let y = 0; y < PICTURE_SIZE; y++) {
    for (let x = 0; x < PICTURE_SIZE; x++) {
      const pixel = y * PICTURE_SIZE + x;
      if (hidden !== null && hidden[pixel] >= FULL) continue;
      const right = (x + 0.5 - PICTURE_SIZE / 2) / focal;
      const up = -(y + 0.5 - PICTURE_SIZE / 2) / focal;
      const dx = toWorld[0] * right + toWorld[1] * up - toWorld[2];
      const dy = toWorld[3] * right + toWorld[4] * up - toWorld[5];
      const dz = toWorld[6] * right + toWorld[7] * up - toWorld[8];
      const depth = dy < 0 ? -py / dy : Infinity;
      const gx = px + dx * depth;
      const gz = pz + dz * depth;
      const way = depth === Infinity ? Infinity : gx * frame.back[0] + gz * frame.back[2];
      // the size of a pixel on the ground, and how blurred the edge is there
      const footprint = depth / focal;
      const blur = Math.min(footprint * (0.7 + (BLUR * Math.abs(way)) / model.radius) + 1e-6, frame.edge * 0.3);
      const share = way === Infinity ? 0 : smoothstep(frame.edge + blur, frame.edge - blur, way);
      if (share < 1 && shot.stage.wall) paintWall(view, frame, dx, dy, dz, picture, pixel * 3);
      if (share > 0) paintGround(view, frame, gx, gz, footprint, -dy, share, picture, pixel * 3);
    }
  }
}

function frameOf({ soft, shot, model }: StageView): Frame {
  const angle = shot.azimuth + shot.stage.edgeTurn;
  const ground = openLight(soft.coefficients, [0, 1, 0]);
  const back: Vec3 = [-sin(angle), 0, -cos(angle)];
  return {
    back,
    edge: shot.stage.edge + back[0] * model.centre[0] + back[2] * model.centre[2],
    openGround: ground,
    openWall: pale(openLight(soft.coefficients, [-back[0], 0, -back[2]])),
    turn: [cos(shot.stage.turn), sin(shot.stage.turn)],
  };
}

/** Light on a wall is mixed by the room: half of its colour is lost. */
function pale(light: readonly number[]): number[] {
  const grey = (light[0] + light[1] + light[2]) / 3;
  return light.map((part) => mix(part, grey, 0.5));
}

function paintGround(
  { model, scene, soft, shot, exposure }: StageView,
  { back, edge, openGround, turn }: Frame,
  x: number,
  z: number,
  footprint: number,
  grazing: number,
  share: number,
  picture: Float32Array,
  o: number,
): void {
  const { stage } = shot;
  const { key, shadows } = scene;
  stage.ground.paint(
    x * turn[0] - z * turn[1] + stage.shiftX,
    x * turn[1] + z * turn[0] + stage.shiftZ,
    footprint,
    albedo,
  );
  patchLight(model, soft.onPatch, openGround, x, z, light);
  const lit = shadows && key.y > 0 ? key.y * litShare(shadows, x, 0, z, 0, 1, 0, BIAS * model.radius) : 0;
  const toWall = stage.wall ? edge - (x * back[0] + z * back[2]) : Infinity;
  const corner = 1 - CORNER.strength * smoothstep(CORNER.width, 0, toWall);
  reflectSurroundings(scene, stage.ground.gloss, grazing, shot.azimuth);
  const occluded = Math.min(1, light[1] / openGround[1]);
  const direct = [key.red * lit, key.green * lit, key.blue * lit];
  for (let c = 0; c < 3; c++) {
    const value = (albedo[c] * (light[c] * scene.ambient * corner + direct[c]) + mirrored[c] * occluded) * exposure;
    picture[o + c] += share * (value - picture[o + c]);
  }
}

/** A sheen of the surroundings, written to `mirrored`. */
function reflectSurroundings(scene: LitScene, gloss: number, grazing: number, azimuth: number): void {
  if (gloss === 0) {
    mirrored.fill(0);
    return;
  }
  const cosine = Math.min(1, Math.max(0.02, grazing));
  const rim = 1 - cosine;
  const share = gloss * (GLOSS_F0 + (1 - GLOSS_F0) * rim * rim * rim * rim * rim) * 0.8;
  sampleDirection(scene.environment.glossy, scene.environmentYaw, -sin(azimuth), cosine, -cos(azimuth), mirrored);
  for (let c = 0; c < 3; c++) mirrored[c] *= share * scene.ambient;
}

function paintWall(
  { model, scene, camera, shot, exposure }: StageView,
  { back, edge, openWall }: Frame,
  dx: number,
  dy: number,
  dz: number,
  picture: Float32Array,
  o: number,
): void {
  const { key, shadows } = scene;
  const wall = shot.stage.wall!;
  const along = dx * back[0] + dz * back[2];
  if (along <= 0) return;
  const [px, py, pz] = camera.position;
  const depth = (edge - (px * back[0] + pz * back[2])) / along;
  const x = px + dx * depth;
  const y = Math.max(0, py + dy * depth);
  const z = pz + dz * depth;
  const facing = -(key.x * back[0] + key.z * back[2]);
  const lit =
    shadows && facing > 0 ? facing * litShare(shadows, x, y, z, -back[0], 0, -back[2], BIAS * model.radius) : 0;
  const corner = 1 - CORNER.strength * smoothstep(CORNER.width, 0, y);
  const direct = [key.red * lit, key.green * lit, key.blue * lit];
  for (let c = 0; c < 3; c++) {
    picture[o + c] = wall[c] * (openWall[c] * scene.ambient * 0.85 * corner + direct[c]) * exposure;
  }
}
