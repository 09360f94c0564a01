import { pixelOf } from "./camera";
import { nearestVertex } from "./surface";
import type { HeadModel } from "./types";
import type { ReadonlyVec3 } from "./vector";

/** Names from the person's point of view: `eye_right` is the eye on the left of the picture. */
export const LANDMARKS = ["eye_right", "eye_left", "nose_tip", "mouth_right", "mouth_left"] as const;
export type Landmark = (typeof LANDMARKS)[number];
export type Landmarks = Record<Landmark, [x: number, y: number]>;
/** x0, y0, x1, y1 in pixels. */
export type FaceBox = [left: number, top: number, right: number, bottom: number];

/** Rest positions of the landmarks that are single points of the skin. */
const SKIN_POINTS = {
  nose_tip: [0, 6.93, 1.68],
  mouth_right: [-0.25, 6.61, 1.35],
  mouth_left: [0.25, 6.61, 1.35],
} as const satisfies Partial<Record<Landmark, ReadonlyVec3>>;

export interface LandmarkVertices {
  nose_tip: number;
  mouth_right: number;
  mouth_left: number;
  /** Vertices of the face, from chin to forehead and to the front of the ears: the face box is drawn around them. */
  face: Uint32Array;
}

/** Limits of the face in rest coordinates. */
const FACE = { chin: 6.35, chinSlope: 0.3, chinZ: 0.5, top: 8, back: 0.35 };

export function findLandmarks(head: HeadModel): LandmarkVertices {
  return {
    nose_tip: nearestVertex(head, SKIN_POINTS.nose_tip),
    mouth_right: nearestVertex(head, SKIN_POINTS.mouth_right),
    mouth_left: nearestVertex(head, SKIN_POINTS.mouth_left),
    face: faceVertices(head),
  };
}

function faceVertices({ positions, parts }: HeadModel): Uint32Array {
  const vertices: number[] = [];
  for (let i = 0; i < parts.body.v1; i++) {
    const y = positions[i * 3 + 1];
    const z = positions[i * 3 + 2];
    const isAboveChin = y + FACE.chinSlope * (z - FACE.chinZ) >= FACE.chin;
    if (isAboveChin && y <= FACE.top && z >= FACE.back) vertices.push(i);
  }
  return Uint32Array.from(vertices);
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Where the landmarks lie in a picture, in pixels rounded to a tenth; they are known even where hair hides them. */
export function landmarksOf(head: HeadModel, vertices: LandmarkVertices, screen: Float32Array): Landmarks {
  const skinPoint = (vertex: number): [number, number] => {
    const [x, y] = pixelOf(screen, vertex);
    return [round(x), round(y)];
  };
  return {
    eye_right: eyeCentre(head, "r-eye", screen),
    eye_left: eyeCentre(head, "l-eye", screen),
    nose_tip: skinPoint(vertices.nose_tip),
    mouth_right: skinPoint(vertices.mouth_right),
    mouth_left: skinPoint(vertices.mouth_left),
  };
}

function eyeCentre(head: HeadModel, eye: "l-eye" | "r-eye", screen: Float32Array): [number, number] {
  const { v0, v1 } = head.parts[eye];
  let sumX = 0;
  let sumY = 0;
  for (let i = v0; i < v1; i++) {
    const [x, y] = pixelOf(screen, i);
    sumX += x;
    sumY += y;
  }
  return [round(sumX / (v1 - v0)), round(sumY / (v1 - v0))];
}

/** The smallest box around the face, in whole pixels; it may reach beyond the picture. */
export function faceBoxOf({ face }: LandmarkVertices, screen: Float32Array): FaceBox {
  const box: FaceBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const vertex of face) {
    const [x, y] = pixelOf(screen, vertex);
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return [Math.round(box[0]), Math.round(box[1]), Math.round(box[2]), Math.round(box[3])];
}
