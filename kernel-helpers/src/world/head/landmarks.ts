import { PICTURE_SIZE, pixelOf, SUPERSAMPLING, type Camera } from "../camera/camera";
import { addScaled, MM_PER_UNIT, subtract, transform, vertexAt, type ReadonlyVec3, type Vec3 } from "../math/vector";
import { nearestVertex } from "../mesh/surface";
import type { HeadModel } from "../types";

/** Names from the person's point of view: `eye_right` is the eye on the left of the picture. */
export const LANDMARKS = ["eye_right", "eye_left", "nose_tip", "mouth_right", "mouth_left"] as const;
export type Landmark = (typeof LANDMARKS)[number];
export type Landmarks = Record<Landmark, [x: number, y: number]>;
/**
 * In millimetres in the camera's frame, as is usual in computer vision: from the camera's centre x to the right of the
 * picture, y down, z into the scene. A point is seen at half the picture's size + focal length in pixels · (x, y) / z.
 */
export type CameraLandmarks = Record<Landmark, [x: number, y: number, z: number]>;
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
  /** Triangles between those vertices, Uint32 [t,3]. */
  faceTriangles: Uint32Array;
}

/** Limits of the face in rest coordinates. */
const FACE = { chin: 6.35, chinSlope: 0.3, chinZ: 0.5, top: 8, back: 0.35 };

export function findLandmarks(head: HeadModel): LandmarkVertices {
  const face = faceVertices(head);
  return {
    nose_tip: nearestVertex(head, SKIN_POINTS.nose_tip),
    mouth_right: nearestVertex(head, SKIN_POINTS.mouth_right),
    mouth_left: nearestVertex(head, SKIN_POINTS.mouth_left),
    face,
    faceTriangles: trianglesBetween(head, face),
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

/** Triangles of the body whose corners are all among some of its vertices. */
function trianglesBetween({ triangles, parts }: HeadModel, vertices: Uint32Array): Uint32Array {
  const isAmong = new Uint8Array(parts.body.v1);
  for (const vertex of vertices) isAmong[vertex] = 1;
  const corners: number[] = [];
  for (let t = parts.body.t0; t < parts.body.t1; t += 3) {
    const [a, b, c] = triangles.subarray(t, t + 3);
    if (isAmong[a] && isAmong[b] && isAmong[c]) corners.push(a, b, c);
  }
  return Uint32Array.from(corners);
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The landmarks of a posed head, in millimetres rounded to a tenth; they are known even where hair hides them. */
export function cameraLandmarks(
  head: HeadModel,
  vertices: LandmarkVertices,
  positions: Float32Array,
  camera: Camera,
): CameraLandmarks {
  const place = (point: ReadonlyVec3): Vec3 => {
    const [right, up, towards] = transform(camera.rotation, subtract(point, camera.target));
    return [round(right * MM_PER_UNIT), round(-up * MM_PER_UNIT), round((camera.distance - towards) * MM_PER_UNIT)];
  };
  return {
    eye_right: place(eyeCentre(head, "r-eye", positions)),
    eye_left: place(eyeCentre(head, "l-eye", positions)),
    nose_tip: place(vertexAt(positions, vertices.nose_tip)),
    mouth_right: place(vertexAt(positions, vertices.mouth_right)),
    mouth_left: place(vertexAt(positions, vertices.mouth_left)),
  };
}

function eyeCentre(head: HeadModel, eye: "l-eye" | "r-eye", positions: Float32Array): Vec3 {
  const { v0, v1 } = head.parts[eye];
  let centre: Vec3 = [0, 0, 0];
  for (let vertex = v0; vertex < v1; vertex++) centre = addScaled(centre, vertexAt(positions, vertex), 1 / (v1 - v0));
  return centre;
}

/** Where the landmarks lie in the picture, in pixels rounded to a tenth. */
export function pictureLandmarks(points: CameraLandmarks, camera: Pick<Camera, "focal">): Landmarks {
  const focal = camera.focal / SUPERSAMPLING;
  const project = ([x, y, z]: readonly [number, number, number]): [number, number] => [
    round(PICTURE_SIZE / 2 + (focal * x) / z),
    round(PICTURE_SIZE / 2 + (focal * y) / z),
  ];
  return {
    eye_right: project(points.eye_right),
    eye_left: project(points.eye_left),
    nose_tip: project(points.nose_tip),
    mouth_right: project(points.mouth_right),
    mouth_left: project(points.mouth_left),
  };
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
