import { compose, type Affine } from "../augmentation/affine";
import { viewTransform, type View } from "../augmentation/view";
import type { Landmarks, Point } from "../dataset/image-set";

const LANDMARK_ORDER = ["eye_right", "eye_left", "nose_tip", "mouth_right", "mouth_left"] as const;

/**
 * Where dlib's face chips (150 x 150 with 25 % padding) have the eyes, the nose tip and the corners of the mouth, in
 * pixels, in the order of LANDMARK_ORDER.
 */
const DLIB_CHIP_150: readonly Point[] = [
  [47.7, 47.1],
  [100.3, 47.1],
  [74, 82],
  [58, 108],
  [92, 108],
];

/**
 * The similarity (rotation, one scale, shift) that brings `from` closest to `to` in the least-squares sense; Umeyama
 * 1991 without reflection, in closed form for the plane.
 */
export function similarity(from: readonly Point[], to: readonly Point[]): Affine {
  const [fx, fy] = centroid(from);
  const [tx, ty] = centroid(to);
  let dotProduct = 0;
  let crossProduct = 0;
  let spread = 0;
  from.forEach(([x, y], i) => {
    const [px, py, qx, qy] = [x - fx, y - fy, to[i][0] - tx, to[i][1] - ty];
    dotProduct += px * qx + py * qy;
    crossProduct += px * qy - py * qx;
    spread += px * px + py * py;
  });
  if (spread === 0) throw new RangeError("similarity: the points coincide");
  const cos = dotProduct / spread;
  const sin = crossProduct / spread;
  return [cos, -sin, tx - cos * fx + sin * fy, sin, cos, ty - sin * fx - cos * fy];
}

/** From the pixels of a photograph to those of its aligned `size` x `size` face chip. */
export function chipTransform(landmarks: Landmarks, size: number): Affine {
  const scale = size / 150;
  const to = DLIB_CHIP_150.map(([x, y]): Point => [x * scale, y * scale]);
  return similarity(
    LANDMARK_ORDER.map((name) => landmarks[name]),
    to,
  );
}

/** The same for an augmented view of the chip: one resampling of the photograph, so no border of the chip shows. */
export const viewOfChip = (landmarks: Landmarks, view: View, size: number): Affine =>
  compose(viewTransform(view, size), chipTransform(landmarks, size));

function centroid(points: readonly Point[]): Point {
  const sum = points.reduce(([sx, sy], [x, y]) => [sx + x, sy + y], [0, 0] as [number, number]);
  return [sum[0] / points.length, sum[1] / points.length];
}
