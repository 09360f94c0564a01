import { FACE_PLANE } from "../poisoning/digital/face-plane";
import type { FigureLayout } from "./figure";

type Shape = NonNullable<FigureLayout["shapes"]>[number];

const { eyeX, eyeY, mouthX, mouthY } = FACE_PLANE;
const LINE = "#555555";

/** Of the half with x > 0; the other one is its mirror image. Units are half heights of the face from its middle. */
const HALVES: readonly string[] = [
  "M 0,1.34 C 0.62,1.34 0.92,0.95 0.88,0.3 C 0.86,-0.1 0.78,-0.5 0.58,-0.76 C 0.42,-0.95 0.2,-1.02 0,-1.02", // head
  "M 0,1 C 0.3,1 0.55,0.92 0.66,0.72 C 0.72,0.6 0.74,0.4 0.76,0.25", // hairline
  "M 0.88,0.2 C 1.02,0.26 1.02,-0.02 0.96,-0.18 C 0.93,-0.27 0.86,-0.26 0.84,-0.2", // ear
  "M 0.5,-0.84 C 0.47,-1.1 0.5,-1.25 0.56,-1.32 C 0.85,-1.46 1.15,-1.52 1.3,-1.62", // neck and shoulder
  `M ${eyeX - 0.14},${eyeY} Q ${eyeX},${eyeY + 0.11} ${eyeX + 0.14},${eyeY} Q ${eyeX},${eyeY - 0.08} ${eyeX - 0.14},${eyeY} Z`,
  `M ${eyeX - 0.17},${eyeY + 0.2} Q ${eyeX + 0.02},${eyeY + 0.3} ${eyeX + 0.19},${eyeY + 0.19}`, // brow
  "M 0,-0.31 Q 0.09,-0.33 0.13,-0.26", // nose
  `M 0,${mouthY + 0.04} Q ${mouthX * 0.5},${mouthY + 0.07} ${mouthX},${mouthY} Q ${mouthX * 0.5},${mouthY - 0.1} 0,${mouthY - 0.1}`, // lips
];

const mirrored = (path: string): string => path.replace(/(-?[\d.]+),/g, (_, x: string) => `${-Number(x)},`);

/** A face from in front, chin at y = -1 and hairline at y = 1, on the axes of a panel: eyes and mouth where the volunteers have them. */
export function faceOutline(axis: string): Partial<Shape>[] {
  return [...HALVES, ...HALVES.map(mirrored)].map((path) => ({
    type: "path",
    path,
    xref: `x${axis}` as "x",
    yref: `y${axis}` as "y",
    layer: "above",
    line: { color: LINE, width: 1.3 },
  }));
}
