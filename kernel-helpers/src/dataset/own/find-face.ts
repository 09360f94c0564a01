import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import sharp from "sharp";
import type { RgbImage } from "../../augmentation/warp";
import { loadEngine } from "../../engine/load";
import { detectFaces, type DetectedFace } from "../../teachers/face-detector";
import type { Landmarks, Point } from "../image-set";

/** The longer side of the picture that the detector gets; it works on 512 x 512 whatever it gets. */
const DETECTOR_SIDE = 512;

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

/** Five points of a face that was found, by face-api's network of 68 points. */
export async function findLandmarks(photograph: RgbImage, face: DetectedFace): Promise<Landmarks> {
  const faceApi = await (loading ??= load());
  const left = Math.max(0, Math.floor(face.left));
  const top = Math.max(0, Math.floor(face.top));
  const width = Math.min(photograph.width, Math.ceil(face.left + face.width)) - left;
  const height = Math.min(photograph.height, Math.ceil(face.top + face.height)) - top;
  const { data } = await sharp(photograph.data, raw(photograph))
    .extract({ left, top, width, height })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const input = loadEngine().tensor3d(Float32Array.from(data), [height, width, 3]);
  try {
    const { positions } = await faceApi.nets.faceLandmark68Net.detectLandmarks(input);
    return fivePoints(positions.map(({ x, y }): Point => [x + left, y + top]));
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
