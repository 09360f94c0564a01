import sharp from "sharp";
import type { Affine } from "../../augmentation/affine";
import type { RgbImage } from "../../augmentation/warp";
import { movedLandmarks } from "../../teachers/cut-out";
import { BOX_SIDE, faceCropTransform, LOOSENESS } from "../../teachers/face-crop";
import type { Landmarks } from "../image-set";
import { Unusable } from "./unusable";

/** Side of a stored copy, as that of a rendered image. */
export const COPY_SIDE = 224;
/**
 * How far eyes and mouth lie apart in it, in pixels: the median of the rendered volunteers. The copy then reaches as far
 * around the face as theirs, so that hair, throat and ears are in it and every teacher's crop fits, and no teacher
 * shrinks it by more than a half, which is what sampling without a filter bears.
 */
export const COPY_FACE = 45;

/** Eyes to mouth in pixels, or what the distance of the eyes says of it if that is more, as a face crop measures it. */
export function faceSize(landmarks: Landmarks): number {
  const unit = faceCropTransform(landmarks, 1)[0]; // pixels of a crop of one pixel, per pixel
  return 1 / (unit * CROP);
}
/** The side of a face crop in face sizes. */
const CROP = BOX_SIDE * LOOSENESS;

/** A photograph cut to its face and shrunk or enlarged with a filter, as a JPEG file without any metadata. */
export async function storedCopy(
  photograph: RgbImage,
  landmarks: Landmarks,
): Promise<{ jpeg: Buffer; landmarks: Landmarks }> {
  const side = Math.round((faceSize(landmarks) * COPY_SIDE) / COPY_FACE);
  const [scale, , x, , , y] = faceCropTransform(landmarks, side);
  const left = Math.round((side / 2 - x) / scale - side / 2);
  const top = Math.round((side / 2 - y) / scale - side / 2);
  const { width, height, data } = photograph;
  const inside = {
    left: Math.max(0, left),
    top: Math.max(0, top),
    width: Math.min(width, left + side) - Math.max(0, left),
    height: Math.min(height, top + side) - Math.max(0, top),
  };
  if (inside.width < 1 || inside.height < 1) throw new Unusable("its face lies outside the picture: take another one");
  const cut = await sharp(data, { raw: { width, height, channels: 3 } })
    .extract(inside)
    .extend({
      left: inside.left - left,
      top: inside.top - top,
      right: left + side - inside.left - inside.width,
      bottom: top + side - inside.top - inside.height,
      extendWith: "copy",
    })
    .raw()
    .toBuffer();
  const jpeg = await sharp(cut, { raw: { width: side, height: side, channels: 3 } })
    .resize(COPY_SIDE, COPY_SIDE)
    .jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
    .toBuffer();
  const toCopy: Affine = [COPY_SIDE / side, 0, (-left * COPY_SIDE) / side, 0, COPY_SIDE / side, (-top * COPY_SIDE) / side]; // prettier-ignore
  return { jpeg, landmarks: movedLandmarks(landmarks, toCopy) };
}
