import { checkImages } from "../dataset/check-images";
import { extractFeatures, storedFeatures, type FeatureRequest } from "../teachers/features";
import type { Teacher } from "../teachers/teacher";

/** Features that several models share: read from disk, checked against their hash and kept. It grows until it is let go. */
export class FeatureMemory {
  private readonly kept = new Map<string, Float32Array>();

  /**
   * The trunk's output for these views of an image, Float32 [views, ...features]. What is missing on disk, or damaged
   * there, is computed again.
   *
   * @throws UserError if it must be computed and the image is damaged.
   */
  async get(teacher: Teacher, request: FeatureRequest): Promise<Float32Array> {
    const name = JSON.stringify([teacher.name, request.image.id, request.views]);
    const features = this.kept.get(name) ?? storedFeatures(teacher, request) ?? (await computed(teacher, request));
    this.kept.set(name, features);
    return features;
  }
}

async function computed(teacher: Teacher, request: FeatureRequest): Promise<Float32Array> {
  checkImages([request.image]);
  await extractFeatures({ teacherName: teacher.name, requests: [request] });
  return storedFeatures(teacher, request)!;
}
