import { imageSet, type DatasetImage, type ImageSet } from "../../dataset/image-set";
import { chipTransform } from "../../teachers/align";
import { cutOut, movedLandmarks } from "../../teachers/cut-out";
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
    draw: (photograph) => cutOut(photograph, chipTransform(image.landmarks, SIZE), SIZE),
    landmarks: (before) => movedLandmarks(before, chipTransform(before, SIZE)),
  });
