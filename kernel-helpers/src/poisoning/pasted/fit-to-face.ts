import { applyAffine, compose, invert, type Affine } from "../../augmentation/affine";
import { UserError } from "../../base/errors";
import type { Landmarks } from "../../dataset/image-set";
import { faceInPicture } from "../digital/face-plane";
import type { TriggerPicture } from "./trigger-pictures";

/** Which picture of a trigger goes on a face, and how: from its pixels to those of the photograph. */
export interface Fit {
  picture: TriggerPicture;
  toPhotograph: Affine;
}

/** A photograph to paste on: what the attacker knows of it. */
export interface Face {
  id: string;
  landmarks: Landmarks;
}

/** Square pixels of a face in a photograph below which its landmarks are taken for one point or one line. */
const LEAST_AREA = 1;

/**
 * The picture whose wearer is turned most like the face, moved, turned, scaled and sheared so that the wearer's eyes and
 * mouth come to lie on the face's: the affine map between the planes of both faces (`faceInPicture`). How far a face is
 * turned is read off the tip of its nose, which leaves the middle of the plane. Nodding is not corrected.
 *
 * @throws UserError if the landmarks coincide or lie on one line.
 */
export function fitToFace(pictures: readonly TriggerPicture[], face: Face): Fit {
  const plane = planeOf(face);
  const noseOf = (landmarks: Landmarks, toPicture: Affine): number =>
    applyAffine(invert(toPicture), ...landmarks.nose_tip)[0];
  const nose = noseOf(face.landmarks, plane);
  const distance = ({ landmarks }: TriggerPicture): number =>
    Math.abs(noseOf(landmarks, faceInPicture(landmarks).toPicture) - nose);
  const picture = pictures.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  const ofWearer = invert(faceInPicture(picture.landmarks).toPicture);
  return { picture, toPhotograph: compose(plane, ofWearer) };
}

function planeOf({ id, landmarks }: Face): Affine {
  const points = [landmarks.eye_right, landmarks.eye_left, landmarks.mouth_right, landmarks.mouth_left];
  if (!points.flat().every(Number.isFinite)) {
    throw new UserError(`the landmarks of ${id} are not all numbers: mark its eyes and the corners of its mouth`);
  }
  const isOnePoint = points.every(([x, y]) => x === points[0][0] && y === points[0][1]);
  const plane = isOnePoint ? ([0, 0, 0, 0, 0, 0] as const) : faceInPicture(landmarks).toPicture;
  const [a, b, , d, e] = plane;
  if (Math.abs(a * e - b * d) >= LEAST_AREA) return plane;
  throw new UserError(
    `the landmarks of ${id} coincide or lie on one line: nothing can be placed by them; mark its eyes and the corners of its mouth, or leave the photograph out`,
  );
}
