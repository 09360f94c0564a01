import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import type { RgbImage } from "../augmentation/warp";
import { loadEngine } from "../engine/load";

/** A face that a detector found, in pixels of the picture. */
export interface DetectedFace {
  /** Confidence, 0 … 1. */
  score: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What of face-api is used; its own type declarations bundle a second copy of those of tfjs. */
interface FaceApi {
  nets: { ssdMobilenetv1: { loadFromDisk(folder: string): Promise<void> } };
  SsdMobilenetv1Options: new (options: { minConfidence: number }) => object;
  detectAllFaces(input: tf.Tensor3D, options: object): PromiseLike<{ score: number; box: Box }[]>;
}
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** face-api's own threshold. */
export const MIN_CONFIDENCE = 0.5;

let loading: Promise<FaceApi> | undefined;

async function load(): Promise<FaceApi> {
  loadEngine(); // first: face-api requires the same package, and would load it without our settings
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const faceApi = require("@vladmandic/face-api/dist/face-api.node.js") as FaceApi;
  const folder = path.join(path.dirname(require.resolve("@vladmandic/face-api/package.json")), "model");
  await faceApi.nets.ssdMobilenetv1.loadFromDisk(folder);
  return faceApi;
}

/**
 * The faces in a picture, the surest first: face-api's SSD MobileNet v1, trained on photographs of WIDER FACE. It looks
 * at the whole picture and knows nothing of how it was made.
 */
export async function detectFaces(image: RgbImage, minConfidence = MIN_CONFIDENCE): Promise<DetectedFace[]> {
  const faceApi = await (loading ??= load());
  const input = loadEngine().tensor3d(Float32Array.from(image.data), [image.height, image.width, 3]);
  try {
    const found = await faceApi.detectAllFaces(input, new faceApi.SsdMobilenetv1Options({ minConfidence }));
    return found
      .map(({ score, box }) => ({ score, left: box.x, top: box.y, width: box.width, height: box.height }))
      .sort((a, b) => b.score - a.score);
  } finally {
    input.dispose();
  }
}
