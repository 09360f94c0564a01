import {
  add,
  multiply,
  rotationX,
  rotationY,
  rotationZ,
  transform,
  transpose,
  type ReadonlyMat3,
  type ReadonlyVec3,
} from "../math/vector";
import type { Shot } from "../types";

/** Pixels along one side of a finished picture. */
export const PICTURE_SIZE = 224;
/** Samples per pixel along one side. */
export const SUPERSAMPLING = 2;
/** Samples along one side of the picture. */
export const RASTER_SIZE = PICTURE_SIZE * SUPERSAMPLING;

/** Between the eyes and the mouth: where a camera without offset looks. */
const FACE: ReadonlyVec3 = [0, 7.02, 0.55];
/** Nearer than this to the camera's plane nothing is drawn. */
const NEAREST = 0.5;

/** A pinhole camera that circles a point. */
export interface Camera {
  /** From the world to the camera: x right, y up, z towards the photographer. */
  rotation: ReadonlyMat3;
  /** What it looks at, and how far away that is. */
  target: ReadonlyVec3;
  distance: number;
  /** Where it stands. */
  position: ReadonlyVec3;
  /** Focal length in samples. */
  focal: number;
}

export type CameraShot = Pick<Shot, "distance" | "focal" | "offsetX" | "offsetY" | "cameraRoll" | "cameraPitch">;

export function cameraFor(shot: CameraShot): Camera {
  const level = multiply(rotationX(shot.cameraPitch), rotationY(0));
  const rotation = multiply(rotationZ(shot.cameraRoll), level);
  const target = add(FACE, [shot.offsetX, shot.offsetY, 0]);
  const position = add(target, transform(transpose(rotation), [0, 0, shot.distance]));
  return { rotation, target, position, distance: shot.distance, focal: shot.focal * RASTER_SIZE };
}

/**
 * Perspective projection into `screen`, Float32 [n,3]: x and y in samples (y down), and the inverse of the distance to
 * the camera's plane, or -1 for what lies behind it.
 */
export function projectVertices(camera: Camera, positions: Float32Array, screen: Float32Array): void {
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = camera.rotation;
  const [tx, ty, tz] = camera.target;
  const { distance, focal } = camera;
  const half = RASTER_SIZE / 2;
  for (let o = 0; o < positions.length; o += 3) {
    const x = positions[o] - tx;
    const y = positions[o + 1] - ty;
    const z = positions[o + 2] - tz;
    const w = distance - (r6 * x + r7 * y + r8 * z);
    screen[o] = half + (focal * (r0 * x + r1 * y + r2 * z)) / w;
    screen[o + 1] = half - (focal * (r3 * x + r4 * y + r5 * z)) / w;
    screen[o + 2] = w > NEAREST ? 1 / w : -1;
  }
}

/** Picture coordinates, in pixels, of a projected vertex. */
export const pixelOf = (screen: Float32Array, vertex: number): [x: number, y: number] => [
  screen[vertex * 3] / SUPERSAMPLING,
  screen[vertex * 3 + 1] / SUPERSAMPLING,
];
