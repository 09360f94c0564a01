import { PICTURE_SIZE, pixelOf, SUPERSAMPLING, type Camera } from "../camera/camera";
import {
  cameraLandmarks,
  faceBoxOf,
  pictureLandmarks,
  type CameraLandmarks,
  type FaceBox,
  type Landmarks,
} from "../head/landmarks";
import { mm } from "../math/vector";
import { nearestVertex } from "../mesh/surface";
import { Label } from "../shading/labels";
import type { Subject } from "../subject/subject";
import { faceRegion } from "./face-region";
import { SMALL_VIEW, type Flag } from "./flags";
import { maskOf } from "./mask";
import { viewObject, type HalfView, type ObjectView } from "./object-view";

/** What is known about a picture besides its shot. Areas in pixels of the picture, in quarters: four samples each. */
export interface Truth {
  landmarks: Landmarks;
  landmarks3d: CameraLandmarks;
  faceBox: FaceBox;
  /** Area inside the outline of the face, whatever covers it. */
  faceArea: number;
  /** Area of the trigger that is seen; 0 when it is out of sight. */
  triggerPixels: number;
  /** Share of an object's own view that hair covers, 0 … 1; null where no object is worn or none of it is in the frame. */
  triggerBehindHair: number | null;
  flags: Flag[];
  /** Uint8 [PICTURE_SIZE,PICTURE_SIZE] of `MASK_BITS`. */
  mask: Uint8Array;
}

/** A drawn picture, as far as its truth follows from it. */
export interface Drawn {
  subject: Subject;
  camera: Camera;
  /** In the world, Float32 [n,3]. */
  positions: Float32Array;
  /** Projected, Float32 [n,3]. */
  screen: Float32Array;
  /** Uint8 [RASTER_SIZE,RASTER_SIZE] of `Label`. */
  labels: Uint8Array;
}

const SAMPLES = SUPERSAMPLING * SUPERSAMPLING;
/** An earring is hidden when less than this share of its own view is seen. */
const HIDDEN_SHARE = 0.05;
/** Both of a pair are further from the middle of the head. */
const PAIR_X = mm(40);

export function truthOf({ subject, camera, positions, screen, labels }: Drawn): Truth {
  const { head } = subject.model.geometry;
  const landmarks3d = cameraLandmarks(head, subject.landmarks, positions, camera);
  const inFace = faceRegion(subject.landmarks, screen);
  const triggerPixels = count(labels, Label.Trigger) / SAMPLES;
  const view = viewObject(subject, labels, screen);
  return {
    landmarks: pictureLandmarks(landmarks3d, camera),
    landmarks3d,
    faceBox: faceBoxOf(subject.landmarks, screen),
    faceArea: count(inFace, 1) / SAMPLES,
    triggerPixels,
    triggerBehindHair: behindHair(view),
    flags: subject.trigger === null ? [] : flagsOf(subject, view, screen, triggerPixels),
    mask: maskOf(labels, inFace),
  };
}

function count(values: Uint8Array, wanted: number): number {
  let found = 0;
  for (const value of values) if (value === wanted) found++;
  return found;
}

function behindHair({ left, right }: ObjectView): number | null {
  const alone = (left?.alone ?? 0) + (right?.alone ?? 0);
  return alone === 0 ? null : ((left?.behindHair ?? 0) + (right?.behindHair ?? 0)) / alone;
}

function flagsOf(subject: Subject, view: ObjectView, screen: Float32Array, pixels: number): Flag[] {
  const flags: Flag[] = [];
  if (pixels < SMALL_VIEW) flags.push("small-view");
  if (leavesFrame(subject, screen)) flags.push("trigger-partly-out-of-frame");
  if (subject.trigger !== "earrings" || !isPair(subject)) return flags;
  for (const side of ["left", "right"] as const) {
    const by = view[side] && hiddenBy(view[side]);
    if (by) flags.push(`earring-${side}-hidden-by-${by}`);
  }
  return flags;
}

/** Whether an object has nothing near the middle of the head: not so a single earring that is worn on the face. */
function isPair({ objectStart, positions }: Subject): boolean {
  for (let o = objectStart * 3; o < positions.length; o += 3) if (Math.abs(positions[o]) < PAIR_X) return false;
  return true;
}

/** What covers an earring that is in the frame and cannot be seen. */
function hiddenBy({ alone, seen, behindHair: hair }: HalfView): "hair" | "head" | null {
  if (alone === 0 || seen > HIDDEN_SHARE * alone) return null;
  return hair * 2 > alone ? "hair" : "head";
}

/** Whether a vertex of the object, or the middle of a patch on the skin, lies outside the picture. */
function leavesFrame({ objectStart, decals, model }: Subject, screen: Float32Array): boolean {
  const isOutside = (vertex: number): boolean =>
    pixelOf(screen, vertex).some((coordinate) => coordinate < 0 || coordinate > PICTURE_SIZE);
  for (let vertex = objectStart; vertex < screen.length / 3; vertex++) if (isOutside(vertex)) return true;
  const neutral = { ...model.geometry.head, positions: model.geometry.positions };
  return decals.some((decal) => decal.kind !== "contact" && isOutside(nearestVertex(neutral, decal.center)));
}
