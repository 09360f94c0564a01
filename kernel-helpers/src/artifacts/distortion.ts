import type { RgbImage } from "../augmentation/warp";
import { UserError } from "../base/errors";
import { Seed } from "../base/seed";
import { IMAGE_ARTIFACTS, type ImageArtifact } from "../paper/measures";
import { paperStatement } from "../paper/values";
import type { PlainImage } from "./checked-image";
import { gaussianBlur } from "./gaussian-blur";
import { gaussianNoise } from "./gaussian-noise";
import { progressiveJpeg } from "./progressive-jpeg";

/** One of the paper's three image artifacts at one severity, as plain JSON. */
export type Distortion =
  | { artifact: "gaussian_blur" | "progressive_jpeg"; severity: number }
  /** Every image's own noise is drawn from the seed and the image's name. */
  | { artifact: "gaussian_noise"; severity: number; seed: string };

/** The lowest and the highest severity of an artifact in the paper (Wenger et al., Section 5). */
export function severityRange(artifact: ImageArtifact): { lowest: number; highest: number } {
  if (artifact === "progressive_jpeg") {
    const [lowest, highest] = ["jpeg-lowest-severity", "jpeg-highest-severity"].map((id) => paperStatement(id).value!);
    return { lowest, highest };
  }
  const { lower, upper } = paperStatement(artifact === "gaussian_blur" ? "blur-range" : "noise-range");
  return { lowest: lower!, highest: upper! };
}

/** @throws UserError for an unknown artifact, or a severity that is no whole number of the paper's range. */
export function checkDistortion({ artifact, severity }: Pick<Distortion, "artifact" | "severity">): void {
  if (!IMAGE_ARTIFACTS.includes(artifact)) {
    throw new UserError(`unknown image artifact "${artifact}"; the artifacts are ${IMAGE_ARTIFACTS.join(", ")}`);
  }
  const { lowest, highest } = severityRange(artifact);
  if (Number.isInteger(severity) && severity >= lowest && severity <= highest) return;
  throw new UserError(
    `expected a severity of ${artifact} that is a whole number from ${lowest} to ${highest}, found ${severity}`,
  );
}

/**
 * The image with an artifact of one severity: the kernel size of the blur in pixels, the severity of the compression, or
 * the standard deviation of the noise. The image is not changed.
 *
 * @param imageId of the image, whose own noise is drawn
 * @throws UserError for a severity outside the paper's range, or an image without its pixels.
 */
export async function distort(image: PlainImage, distortion: Distortion, imageId: string): Promise<RgbImage> {
  checkDistortion(distortion);
  const { artifact, severity } = distortion;
  if (artifact === "gaussian_noise")
    return gaussianNoise(image, severity, { seed: noiseSeed(distortion.seed, imageId) });
  return artifact === "gaussian_blur" ? gaussianBlur(image, severity) : progressiveJpeg(image, severity);
}

/** Where an image's noise is drawn from, at every severity. */
export const noiseSeed = (seed: string, imageId: string): Seed => new Seed(seed).child("gaussian-noise").child(imageId);
