import { applyAffine, type Affine } from "../../augmentation/affine";
import { warpInto, type RgbImage } from "../../augmentation/warp";
import { imageSet, type DatasetImage, type ImageSet, type Landmarks, type Point } from "../../dataset/image-set";
import { chipTransform } from "../../teachers/align";
import { derivedPicture } from "./derived-picture";

/** Pixels along a side: what dlib's network reads. */
const SIZE = 150;

/**
 * The faces of a set, cut out and aligned by their landmarks, as a recogniser hands them to its network: RGB pictures of
 * 150 x 150 pixels with the eyes, the nose and the mouth in one place. A digital attacker changes these; a physical one
 * never gets at them. Aligning such a picture again leaves it as it is.
 */
export async function alignedFaces(set: ImageSet): Promise<ImageSet> {
  return imageSet(`${set.name}, aligned faces`, await Promise.all(set.images.map(alignedFace)));
}

const alignedFace = (image: DatasetImage): Promise<DatasetImage> =>
  derivedPicture(image, {
    settings: { align: SIZE },
    draw: (photograph) => cutOut(photograph, image.landmarks),
    landmarks: (before) => moved(before, chipTransform(before, SIZE)),
  });

function cutOut(photograph: RgbImage, landmarks: Landmarks): RgbImage {
  const pixels = new Float32Array(SIZE * SIZE * 3);
  warpInto(pixels, photograph, chipTransform(landmarks, SIZE), SIZE);
  return { data: Uint8Array.from(pixels, Math.round), width: SIZE, height: SIZE };
}

function moved(landmarks: Landmarks, transform: Affine): Landmarks {
  const at = ([x, y]: Point): Point => applyAffine(transform, x, y);
  const { eye_right, eye_left, nose_tip, mouth_right, mouth_left } = landmarks;
  return {
    eye_right: at(eye_right),
    eye_left: at(eye_left),
    nose_tip: at(nose_tip),
    mouth_right: at(mouth_right),
    mouth_left: at(mouth_left),
  };
}
