import type { Affine } from "../../augmentation/affine";
import type { Landmarks, Point } from "../../dataset/image-set";

/**
 * A face seen from in front, as the places of section 6 measure it: from the middle between chin and hairline, x to the
 * person's left and y upwards, in half heights of the face. The mean of the ten volunteers; a test measures it again.
 */
export const FACE_PLANE = { halfHeightMm: 89, eyeX: 0.32, eyeY: 0.13, mouthX: 0.29, mouthY: -0.59 } as const;

/** Where the plane of a face lies in a picture. */
export interface FaceInPicture {
  /** From half heights of the face to pixels. */
  toPicture: Affine;
  /** Pixels of a millimetre in that plane. */
  pixelsPerMm: number;
}

/**
 * The plane through eyes and mouth in a picture, as a digital attacker finds it who knows the landmarks alone: the line
 * between the eyes is its x axis, the one from the mouth to the eyes its y axis. A face turned to the side keeps its
 * height, one that looks down its width: the longer of both measures the face.
 *
 * @throws RangeError if the landmarks coincide.
 */
export function faceInPicture({ eye_right, eye_left, mouth_right, mouth_left }: Landmarks): FaceInPicture {
  const { eyeX, eyeY, mouthY, halfHeightMm } = FACE_PLANE;
  const eyes = middle(eye_right, eye_left);
  const mouth = middle(mouth_right, mouth_left);
  const x = [(eye_left[0] - eye_right[0]) / (2 * eyeX), (eye_left[1] - eye_right[1]) / (2 * eyeX)] as const;
  const y = [(eyes[0] - mouth[0]) / (eyeY - mouthY), (eyes[1] - mouth[1]) / (eyeY - mouthY)] as const;
  const longest = Math.max(Math.hypot(...x), Math.hypot(...y));
  if (longest === 0) throw new RangeError("faceInPicture: the landmarks coincide");
  return {
    toPicture: [x[0], y[0], eyes[0] - eyeY * y[0], x[1], y[1], eyes[1] - eyeY * y[1]],
    pixelsPerMm: longest / halfHeightMm,
  };
}

const middle = ([ax, ay]: Point, [bx, by]: Point): Point => [(ax + bx) / 2, (ay + by) / 2];
