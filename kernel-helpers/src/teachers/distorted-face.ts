import type { RgbImage } from "../augmentation/warp";
import { distort, type Distortion } from "../artifacts/distortion";
import { hashOf } from "../base/hash";
import { landmarksOf, type LabelledImage } from "../dataset/image-set";
import { codeVersion } from "../store/code-version";
import { cutOut, movedLandmarks } from "./cut-out";
import { faceCropTransform } from "./face-crop";
import { readPhotograph } from "./photograph";

/** The side of the paper's images in pixels (Wenger et al., Section 3.1): kernels and blocks are measured by it. */
export const FACE_SIDE = 224;

/**
 * The face as the paper's networks are given it, after a distortion; with null, before it. Both are cut out in the same
 * way, so that they differ by the artifact alone.
 */
export interface DistortedView {
  kind: "distorted";
  distortion: Distortion | null;
}

/** A picture, and where the face is in it. */
export interface Picture {
  photograph: RgbImage;
  image: LabelledImage;
}

interface Wanted {
  image: LabelledImage;
  views: DistortedView | { kind: "original" | "augmented" };
}

/** The code that decides what a distorted face looks like, as `codeVersion` wants it. */
export const DISTORTION_CODE = ["artifacts", ...["distorted-face", "cut-out", "face-crop"].map((m) => `teachers/${m}`)];

/** What the features of a distorted face depend on beside those of a photograph; nothing for other views. */
export function distortionKey({ image, views }: Wanted): unknown[] {
  if (views.kind !== "distorted") return [];
  const { distortion } = views;
  const drawnFor = distortion?.artifact === "gaussian_noise" ? image.id : null;
  return [distortion, drawnFor, codeVersion(...DISTORTION_CODE)];
}

/** The photograph as it is, or its face with the distortion that the views name. */
export async function pictureOf({ image, views }: Wanted): Promise<Picture> {
  if (views.kind !== "distorted") return { photograph: await readPhotograph(image.file), image };
  const face = await faceOf(image);
  const { distortion } = views;
  return distortion ? { ...face, photograph: await distort(face.photograph, distortion, image.id) } : face;
}

/** The face of an image as the artifacts find it: loosely cut out, RGB bytes [224, 224, 3]. */
export const cutOutFace = async (image: LabelledImage): Promise<RgbImage> => (await faceOf(image)).photograph;

/** An image is wanted with one distortion after the other: its face is cut out once. */
let last: { name: string; face: Picture } | undefined;

async function faceOf(image: LabelledImage): Promise<Picture> {
  const name = hashOf([image.file, image.sha256, image.landmarks ?? null]);
  if (last?.name !== name) last = { name, face: faceIn(await readPhotograph(image.file), image) };
  return last.face;
}

/**
 * The face cut out of a photograph: a loose, upright RGB picture of 224 x 224 pixels (`faceCropTransform`), from whatever
 * distance the photograph was taken, and the image with the landmarks where they are in it.
 *
 * @throws UserError for an image of no face.
 */
export function faceIn(photograph: RgbImage, image: LabelledImage): Picture {
  const landmarks = landmarksOf(image);
  const transform = faceCropTransform(landmarks, FACE_SIDE);
  return {
    photograph: cutOut(photograph, transform, FACE_SIDE),
    image: { ...image, landmarks: movedLandmarks(landmarks, transform) },
  };
}
