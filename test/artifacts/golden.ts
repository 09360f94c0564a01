import { readFileSync } from "node:fs";
import path from "node:path";
import type { RgbImage } from "kernel-helpers/dist/augmentation/warp";
import { projectRoot } from "kernel-helpers/dist/base/paths";

interface PlainImage {
  width: number;
  height: number;
  data: number[];
}

interface Golden {
  blur: {
    images: PlainImage[];
    odd: { image: number; kernelSize: number; expected: number[] }[];
    even: { image: number; kernelSize: number; expected: number[] }[];
  };
  jpeg: { image: PlainImage; cases: { severity: number; quality: number; expected: number[] }[] };
  normal: { x: number; expected: number }[];
}

/** What OpenCV, libjpeg and Python made of the same images (test/reference/image-artifacts.py). */
export const golden = JSON.parse(
  readFileSync(path.join(projectRoot(), "test", "reference", "image-artifacts.json"), "utf8"),
) as Golden;

/** A picture of one colour. */
export const plainPicture = (width: number, height: number, level = 128): RgbImage => ({
  data: new Uint8Array(width * height * 3).fill(level),
  width,
  height,
});
