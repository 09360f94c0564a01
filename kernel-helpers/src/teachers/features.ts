import { ORIGINAL, randomViews, type View } from "../augmentation/view";
import { UserError } from "../base/errors";
import { HalfArray, LARGEST_HALF } from "../base/half";
import { hashOf } from "../base/hash";
import { localPath } from "../base/paths";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import type { LabelledImage } from "../dataset/image-set";
import { frozenEngine } from "../engine/onnxruntime";
import { readHalves, writeHalves } from "../store/arrays";
import { codeVersion } from "../store/code-version";
import { distortionKey, pictureOf, type DistortedView } from "./distorted-face";
import { passOf } from "./frozen-pass";
import type { Teacher } from "./teacher";
import { teacherNamed } from "./index";

/** Which views of an image are wanted: the image as it is, its random variations, or its face with an artifact. */
export type ViewSet = { kind: "original" } | { kind: "augmented"; count: number; seed: string } | DistortedView;

export interface FeatureRequest {
  image: LabelledImage;
  views: ViewSet;
}

export function viewsOf({ image, views }: FeatureRequest): View[] {
  return views.kind === "augmented" ? randomViews(new Seed(views.seed), image.id, views.count) : [ORIGINAL];
}

/** The code that decides a teacher's features, as `codeVersion` wants it. Another teacher's is none of it. */
export const featureCode = (teacher: Teacher): string[] => {
  const onnx = ["export", "fixed-layer", "graph-writer", "layer-writers", "schema", "write"].map(
    (module) => `onnx/${module}`,
  );
  const here = ["features", "frozen-pass", "photograph", "weights", ...onnx].map((module) => `teachers/${module}`);
  return [...new Set([...here, "engine/onnxruntime", "base/half", "augmentation", ...teacher.code])];
};

/**
 * Where the trunk's output for these views of this image lies: halves [views, ...cut.shape]. The name holds the
 * pixels, the views, the weights, the code and what computes it here, so an image passes a trunk once for each view,
 * whichever model asks, and what onnxruntime computed never stands for what the engine would have.
 */
export function featureFile(teacher: Teacher, request: FeatureRequest): string {
  const { sha256, landmarks } = request.image;
  const code = codeVersion(...featureCode(teacher));
  const parts = [sha256, landmarks ?? null, viewsOf(request), teacher.weights.sha256, code, frozenEngine()];
  const key = hashOf([...parts, ...distortionKey(request)]).slice(0, 32);
  return localPath("features", teacher.name, key.slice(0, 2), `${key}.f16`);
}

/** Features that are stored already; undefined if the trunk has not seen these views. */
export const storedFeatures = (teacher: Teacher, request: FeatureRequest): HalfArray | undefined =>
  readHalves(featureFile(teacher, request));

/**
 * A job for the pool: passes the views through the trunk and stores what comes out, image by image, in half precision,
 * which keeps a number to 1/2048 of itself.
 *
 * @throws UserError if an image cannot be read, or a feature is too large for half precision.
 */
export async function extractFeatures(
  { teacherName, requests }: { teacherName: string; requests: FeatureRequest[] },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const teacher = teacherNamed(teacherName);
  const pass = await passOf(teacher);
  const pixels = teacher.inputSize ** 2 * 3;
  for (const [index, request] of requests.entries()) {
    const { photograph, image } = await pictureOf(request);
    const views = viewsOf(request);
    const input = new Float32Array(views.length * pixels);
    views.forEach((view, k) =>
      teacher.preprocess(input.subarray(k * pixels, (k + 1) * pixels), photograph, image, view),
    );
    // One batch per image: what an image's features are never depends on its neighbours.
    const features = await pass.run(input, views.length);
    writeHalves(featureFile(teacher, request), asHalves(features, teacher, request.image));
    onProgress?.({ label: "features", done: index + 1, total: requests.length });
  }
}

/** Nothing is cut off in silence: a feature beyond the largest half, or no number at all, ends the job. */
function asHalves(features: Float32Array, { name }: Teacher, image: LabelledImage): HalfArray {
  const wrong = features.find((value) => !(Math.abs(value) <= LARGEST_HALF));
  if (wrong === undefined) return HalfArray.from(features);
  throw new UserError(
    `the teacher ${name} makes a feature of ${wrong} of ${image.id}, expected at most ${LARGEST_HALF}, which half precision can hold: cut it at another layer`,
  );
}
