import { HalfArray } from "../base/half";
import { hashOf } from "../base/hash";
import { localPath } from "../base/paths";
import type { OnProgress } from "../base/progress";
import type { LabelledImage } from "../dataset/image-set";
import { blend } from "../defenses/strip";
import { frozenEngine } from "../engine/onnxruntime";
import { readHalves, writeHalves } from "../store/arrays";
import { codeVersion } from "../store/code-version";
import { featureCode } from "../teachers/features";
import { passOf } from "../teachers/frozen-pass";
import { trunkInput } from "../teachers/photograph";
import type { Teacher } from "../teachers/teacher";
import { teacherNamed } from "../teachers";

/** One image with each of some overlays on it, as STRIP wants them. */
export interface BlendRequest {
  image: LabelledImage;
  overlays: readonly LabelledImage[];
  /** Of the image and of the overlay. */
  weights: readonly [number, number];
}

/** The code that decides what a trunk makes of a blended image. */
export const blendCode = (teacher: Teacher): string[] => [
  ...featureCode(teacher),
  "experiments/blended-features",
  "defenses/strip",
];

const pixelsOf = ({ sha256, landmarks }: LabelledImage) => [sha256, landmarks ?? null];

/** Where the trunk's output for an image under these overlays lies: halves [overlays, ...cut.shape]. */
export function blendedFile(teacher: Teacher, { image, overlays, weights }: BlendRequest): string {
  const code = codeVersion(...blendCode(teacher));
  const of = [pixelsOf(image), overlaysHash(overlays), weights];
  const key = hashOf(["blended", of, teacher.weights.sha256, code, frozenEngine()]).slice(0, 32);
  return localPath("features", teacher.name, key.slice(0, 2), `${key}.f16`);
}

const overlayHashes = new WeakMap<readonly LabelledImage[], string>();

/** Thousands of images share one list of overlays: it is hashed once. */
function overlaysHash(overlays: readonly LabelledImage[]): string {
  const hash = overlayHashes.get(overlays) ?? hashOf(overlays.map(pixelsOf));
  overlayHashes.set(overlays, hash);
  return hash;
}

/** Stored already; undefined if the trunk has not seen them. */
export const storedBlends = (teacher: Teacher, request: BlendRequest): HalfArray | undefined =>
  readHalves(blendedFile(teacher, request));

/**
 * A job for the pool: lays the overlays over each image, as the trunk is given both (RGB in 0 … 255, before any mean is
 * subtracted, nothing clipped), and stores what the trunk makes of them, image by image.
 *
 * @throws UserError if an image cannot be read.
 */
export async function extractBlends(
  { teacherName, requests }: { teacherName: string; requests: readonly BlendRequest[] },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const teacher = teacherNamed(teacherName);
  const pass = await passOf(teacher);
  const pixels = teacher.inputSize ** 2 * 3;
  for (const [index, request] of requests.entries()) {
    const image = await trunkInput(teacher, request.image);
    const input = new Float32Array(request.overlays.length * pixels);
    for (const [n, overlay] of request.overlays.entries()) {
      input.set(blend(image, await overlayInput(teacher, overlay), request), n * pixels);
    }
    writeHalves(blendedFile(teacher, request), HalfArray.from(await pass.run(input, request.overlays.length)));
    onProgress?.({ label: "blended images", done: index + 1, total: requests.length });
  }
}

const overlayInputs = new Map<string, Promise<Float32Array>>();

/** A few overlays are laid over many images: each is cut out once. */
function overlayInput(teacher: Teacher, overlay: LabelledImage): Promise<Float32Array> {
  const name = hashOf([teacher.name, pixelsOf(overlay)]);
  const input = overlayInputs.get(name) ?? trunkInput(teacher, overlay);
  overlayInputs.set(name, input);
  return input;
}
