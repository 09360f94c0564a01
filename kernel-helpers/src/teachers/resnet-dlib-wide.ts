import { compose, type Affine } from "../augmentation/affine";
import { viewTransform } from "../augmentation/view";
import { warpInto } from "../augmentation/warp";
import { landmarksOf } from "../dataset/image-set";
import { chipTransform } from "./align";
import { resnetDlib } from "./resnet-dlib";
import type { Teacher } from "./teacher";

/** How large the face is drawn, of its usual size: small enough for both ears and what hangs from them. */
const SCALE = 0.7;

const aboutTheCentre = (scale: number, size: number): Affine => {
  const rest = (size * (1 - scale)) / 2;
  return [scale, 0, rest, 0, scale, rest];
};

/**
 * A control for triggers at the edge of a face: the same network on chips that show more around the face. It was not
 * trained on faces of this size, so it knows people less well.
 */
export const resnetDlibWide: Teacher = {
  ...resnetDlib,
  name: "resnet-dlib-wide",
  description: `${resnetDlib.description}, on chips that show the face at ${SCALE} of its usual size and more around it`,
  code: [...resnetDlib.code, "teachers/resnet-dlib-wide"],
  preprocess: (out, photograph, image, view) => {
    const size = resnetDlib.inputSize;
    const chip = compose(aboutTheCentre(SCALE, size), chipTransform(landmarksOf(image), size));
    warpInto(out, photograph, compose(viewTransform(view, size), chip), size);
  },
};
