/**
 * Finds faces in a picture that a reader brings: a worker, so that no page waits for it, and so that its tfjs, which keeps
 * its state in the global scope, is not the page's. The detector is the small one of face-api (Tiny YOLO v2 of separable
 * convolutions, 0.2 megabytes), on WebAssembly, which every browser has.
 */

import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import { tensor3d } from "@tensorflow/tfjs-core";
import * as faceApi from "@vladmandic/face-api/dist/face-api.esm-nobundle.js";
import type { FaceBox, FacesFound, FacesWanted } from "./face-finder";
import { startWasm } from "./wasm";

/** This side of a worker, whose types are not those of a window. */
const scope = self as unknown as {
  onmessage: (event: MessageEvent<FacesWanted>) => void;
  postMessage: (found: FacesFound) => void;
};

let starting: Promise<void> | undefined;

async function start({ face, wasm }: FacesWanted["folders"]): Promise<void> {
  // face-api looks for a window or Node and knows no workers; tensors need none of this but the first
  const none = class {};
  const shim = { fetch: fetch.bind(self), Canvas: none, CanvasRenderingContext2D: none, Image: none, ImageData, Video: none }; // prettier-ignore
  faceApi.env.setEnv(shim as unknown as Parameters<typeof faceApi.env.setEnv>[0]);
  if (!(await startWasm(wasm))) throw new Error("no WebAssembly");
  await faceApi.nets.tinyFaceDetector.loadFromUri(face);
}

async function facesIn({ picture: { data, width, height }, folders }: FacesWanted): Promise<FaceBox[]> {
  starting ??= start(folders);
  await starting.catch((error: unknown) => {
    starting = undefined; // the next picture tries again
    throw error;
  });
  const picture = tensor3d(data, [height, width, 3], "int32");
  try {
    // the types of face-api come with a second copy of those of tfjs
    const input = picture as unknown as HTMLCanvasElement;
    const options = new faceApi.TinyFaceDetectorOptions({ inputSize: Math.ceil(Math.max(width, height) / 32) * 32 });
    const found = await faceApi.tinyFaceDetector(input, options);
    return found.map(({ box }) => ({ left: box.x, top: box.y, width: box.width, height: box.height }));
  } finally {
    picture.dispose();
  }
}

scope.onmessage = ({ data }) => {
  facesIn(data).then(
    (faces) => scope.postMessage({ id: data.id, faces }),
    (error: unknown) => scope.postMessage({ id: data.id, error: String(error) }),
  );
};
