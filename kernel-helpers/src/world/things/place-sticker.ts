import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { projectVertices, RASTER_SIZE, type Camera } from "../camera/camera";
import {
  addScaled,
  cross,
  dot,
  length,
  mm,
  normalize,
  subtract,
  tangentTo,
  transform,
  transpose,
  type ReadonlyVec3,
  type Vec3,
} from "../math/vector";
import { STICKER_RADIUS, type Sticker } from "./sticker";
import type { Finish } from "./thing";
import { SeenTriangle, triangleAt, type VisibleThing } from "./visible-thing";

/** Places that are tried, and how many good ones are enough. */
const TRIES = 1500;
const ENOUGH = 6;
/** A place must face the camera by this cosine. */
const FACING = 0.5;
/** The surface must lie below the sticker at this share of its radius, in eight directions, to this distance. */
const SUPPORT = { share: 0.78, directions: 8, gap: mm(8) };
/** How far a sticker is turned against the picture's upright, standard deviation in radians. */
const TURN = 0.3;

interface SurfaceSample {
  position: Vec3;
  normal: Vec3;
}

/** A person lays the sticker where it fits and where the picture shows it; null where there is no such place. */
export function placeSticker(
  seen: VisibleThing,
  finishes: readonly Finish[],
  camera: Camera,
  random: Random,
): Sticker | null {
  const good: { sticker: Sticker; facing: number }[] = [];
  for (let attempt = 0; attempt < TRIES && good.length < ENOUGH; attempt++) {
    const [x, y] = [random.int(RASTER_SIZE), random.int(RASTER_SIZE)];
    const spot = sampleAt(seen, finishes, x, y);
    if (!spot) continue;
    const facing = dot(spot.normal, normalize(subtract(camera.position, spot.position)));
    if (facing < FACING) continue;
    const sticker = stickerAt(spot, camera, random.normal(0, TURN));
    if (isSupported(sticker, seen, finishes, camera)) good.push({ sticker, facing });
  }
  if (good.length === 0) return null;
  // of a few places, one that is seen well
  good.sort((p, q) => q.facing - p.facing);
  return good[random.int(Math.ceil(good.length / 2))].sticker;
}

function stickerAt({ position, normal }: SurfaceSample, camera: Camera, turn: number): Sticker {
  const upright = transform(transpose(camera.rotation), [-sin(turn), cos(turn), 0]);
  const up = tangentTo(normal, upright);
  return { centre: position, normal, right: cross(up, normal), up };
}

function isSupported(
  { centre, normal, right, up }: Sticker,
  seen: VisibleThing,
  finishes: readonly Finish[],
  camera: Camera,
): boolean {
  const reach = SUPPORT.share * STICKER_RADIUS;
  for (let k = 0; k < SUPPORT.directions; k++) {
    const angle = (k / SUPPORT.directions) * 2 * Math.PI;
    const ring = addScaled(addScaled(centre, right, reach * cos(angle)), up, reach * sin(angle));
    const [x, y] = samplePosition(camera, ring);
    const spot = sampleAt(seen, finishes, x, y);
    if (!spot || length(subtract(spot.position, ring)) > SUPPORT.gap || dot(spot.normal, normal) < 0.3) return false;
  }
  return true;
}

const point = new Float32Array(3);
const projected = new Float32Array(3);

function samplePosition(camera: Camera, position: ReadonlyVec3): [x: number, y: number] {
  point.set(position);
  projectVertices(camera, point, projected);
  return [Math.floor(projected[0]), Math.floor(projected[1])];
}

const triangle = new SeenTriangle();

/** The surface that a sample shows, its normal towards the camera's side; null where no sticker can be. */
function sampleAt(seen: VisibleThing, finishes: readonly Finish[], x: number, y: number): SurfaceSample | null {
  const index = triangleAt(seen.buffer, x, y);
  if (index < 0) return null;
  const { mesh } = seen.model;
  if (!finishes[mesh.materials[index]].holdsSticker) return null;
  triangle.meet(seen, index, x + 0.5, y + 0.5);
  const read = (values: Float32Array): Vec3 => [
    triangle.mix(values, 3, 0),
    triangle.mix(values, 3, 1),
    triangle.mix(values, 3, 2),
  ];
  return { position: read(mesh.positions), normal: normalize(read(mesh.normals)) };
}
