import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import sharp from "sharp";
import type { RgbImage } from "../../augmentation/warp";
import { loadEngine } from "../../engine/load";
import { detectFaces, type DetectedFace } from "../../teachers/face-detector";
import type { Landmarks, Point } from "../image-set";
import { Unusable } from "./unusable";

/** The longer side of the picture that the detector gets; it works on 512 x 512 whatever it gets. */
const DETECTOR_SIDE = 512;
/** The input of the network of 68 points. */
const LANDMARKS_SIDE = 112;

/** What of face-api is used; its own type declarations bundle a second copy of those of tfjs. */
interface FaceApi {
  nets: {
    faceLandmark68Net: {
      loadFromDisk(folder: string): Promise<void>;
      detectLandmarks(input: tf.Tensor3D): Promise<{ positions: { x: number; y: number }[] }>;
    };
  };
}

let loading: Promise<FaceApi> | undefined;

async function load(): Promise<FaceApi> {
  loadEngine(); // first, as in the detector
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const faceApi = require("@vladmandic/face-api/dist/face-api.node.js") as FaceApi;
  const folder = path.join(path.dirname(require.resolve("@vladmandic/face-api/package.json")), "model");
  await faceApi.nets.faceLandmark68Net.loadFromDisk(folder);
  return faceApi;
}

/** The faces in a photograph, the surest first, in pixels of it. */
export async function findFaces(photograph: RgbImage): Promise<DetectedFace[]> {
  const small = await shrunk(photograph, DETECTOR_SIDE);
  const scale = photograph.width / small.width;
  return (await detectFaces(small)).map(({ score, left, top, width, height }) => ({
    score,
    left: left * scale,
    top: top * scale,
    width: width * scale,
    height: height * scale,
  }));
}

/** A box that lies for more than this share of its area in a larger one shows the same face once more. */
const SAME = 0.5;
/** A face that is this many times as large in area as every other is the one that the photograph is of. */
const BY_FAR = 4;

/**
 * The face that a photograph is of: its only one, or the largest if it is by far the largest.
 *
 * @throws Unusable for no face, or several of a like size
 */
export function theFace(found: readonly DetectedFace[]): { face: DetectedFace; others: number } {
  const faces: DetectedFace[] = [];
  for (const box of [...found].sort((a, b) => areaOf(b) - areaOf(a))) {
    if (faces.every((larger) => sharedArea(box, larger) <= SAME * areaOf(box))) faces.push(box);
  }
  const [face, second] = faces;
  if (face === undefined) {
    throw new Unusable("no face was found: take one from closer, upright, from the front or a little from the side");
  }
  if (second !== undefined && areaOf(face) < BY_FAR * areaOf(second)) {
    throw new Unusable(`${faces.length} faces were found and none is by far the largest: cut it to the one person`);
  }
  return { face, others: faces.length - 1 };
}

const areaOf = ({ width, height }: DetectedFace): number => width * height;

function sharedArea(a: DetectedFace, b: DetectedFace): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/** Five points of a face, and how sure they are. */
export interface FoundLandmarks {
  landmarks: Landmarks;
  /** Mean distance between the points found in the face and in its mirror image, in face sizes. */
  disagreement: number;
}

/**
 * Five points of a face that was found, by face-api's network of 68 points: the means of what it finds in the face and in
 * its mirror image.
 */
export async function findLandmarks(photograph: RgbImage, face: DetectedFace): Promise<FoundLandmarks> {
  const left = Math.max(0, Math.floor(face.left));
  const top = Math.max(0, Math.floor(face.top));
  const width = Math.min(photograph.width, Math.ceil(face.left + face.width)) - left;
  const height = Math.min(photograph.height, Math.ceil(face.top + face.height)) - top;
  // The network resizes by picking pixels: what is larger than its input is shrunk with a filter first.
  const shrink = Math.min(1, LANDMARKS_SIDE / Math.max(width, height));
  const size = { width: Math.ceil(width * shrink), height: Math.ceil(height * shrink) };
  const cut = sharp(photograph.data, raw(photograph)).extract({ left, top, width, height }).resize({ ...size, fit: "fill" }).raw(); // prettier-ignore
  const inCut = await pointsIn(await cut.toBuffer(), size);
  const mirrored = await pointsIn(await cut.flop().toBuffer(), size);
  const inMirror = otherSide(mapped(mirrored, ([x, y]) => [size.width - x, y]));
  const mean = mapped(inCut, ([x, y], name) => [(x + inMirror[name][0]) / 2, (y + inMirror[name][1]) / 2]);
  const distances = NAMES.map((name) => Math.hypot(inCut[name][0] - inMirror[name][0], inCut[name][1] - inMirror[name][1])); // prettier-ignore
  const landmarks = mapped(mean, ([x, y]) => [left + (x * width) / size.width, top + (y * height) / size.height]);
  return { landmarks, disagreement: distances.reduce((sum, each) => sum + each, 0) / NAMES.length / heightOf(mean) };
}

/**
 * Points that are farther off from those of the mirror image, in face sizes, are no points of an upright face. On 72
 * rendered photographs they are off by 0.11 at most, tilted by 30 degrees by 0.13, upside down by 0.32 in the middle.
 */
const SURE = 0.2;

/** @throws Unusable if the points of a face are not sure, or coincide */
export function sureLandmarks({ landmarks, disagreement }: FoundLandmarks): Landmarks {
  if (disagreement <= SURE) return landmarks; // it is no number for points that coincide
  throw new Unusable("its eyes, nose and mouth could not be found: take a sharper one, upright, from the front or a little from the side"); // prettier-ignore
}

const NAMES = ["eye_right", "eye_left", "nose_tip", "mouth_right", "mouth_left"] as const;
type Name = (typeof NAMES)[number];

const mapped = (landmarks: Landmarks, change: (point: Point, name: Name) => Point): Landmarks =>
  Object.fromEntries(NAMES.map((name) => [name, change(landmarks[name], name)])) as Record<Name, Point>;

const otherSide = ({ eye_right, eye_left, nose_tip, mouth_right, mouth_left }: Landmarks): Landmarks => ({
  eye_right: eye_left,
  eye_left: eye_right,
  nose_tip,
  mouth_right: mouth_left,
  mouth_left: mouth_right,
});

/** From the middle of the eyes to the middle of the mouth. */
function heightOf({ eye_right, eye_left, mouth_right, mouth_left }: Landmarks): number {
  const [ax, ay] = middleOf([eye_right, eye_left]);
  const [bx, by] = middleOf([mouth_right, mouth_left]);
  return Math.hypot(ax - bx, ay - by);
}

/** The five points in a picture of a face. */
async function pointsIn(data: Uint8Array, { width, height }: { width: number; height: number }): Promise<Landmarks> {
  const faceApi = await (loading ??= load());
  const input = loadEngine().tensor3d(Float32Array.from(data), [height, width, 3]);
  try {
    const { positions } = await faceApi.nets.faceLandmark68Net.detectLandmarks(input);
    return fivePoints(positions.map(({ x, y }): Point => [x, y]));
  } finally {
    input.dispose();
  }
}

/** The five points of the 68 of iBUG 300-W; its right is the person's right, which is left in the picture. */
function fivePoints(points: readonly Point[]): Landmarks {
  return {
    eye_right: middleOf(points.slice(36, 42)),
    eye_left: middleOf(points.slice(42, 48)),
    nose_tip: points[30],
    mouth_right: points[48],
    mouth_left: points[54],
  };
}

const middleOf = (points: readonly Point[]): Point => {
  const [x, y] = points.reduce(([sx, sy], [px, py]) => [sx + px, sy + py], [0, 0] as [number, number]);
  return [x / points.length, y / points.length];
};

const raw = ({ width, height }: RgbImage) => ({ raw: { width, height, channels: 3 as const } });

/** The picture with its longer side at most `side`. */
async function shrunk(picture: RgbImage, side: number): Promise<RgbImage> {
  if (Math.max(picture.width, picture.height) <= side) return picture;
  const { data, info } = await sharp(picture.data, raw(picture))
    .resize(side, side, { fit: "inside" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width: info.width, height: info.height };
}
