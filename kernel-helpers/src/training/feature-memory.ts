import type { HalfArray, Halves } from "../base/half";
import { checkImages } from "../dataset/check-images";
import { workerCount } from "../jobs/pool";
import { HalfFile } from "../store/arrays";
import { extractFeatures, featureFile, storedFeatures, type FeatureRequest } from "../teachers/features";
import type { Teacher } from "../teachers/teacher";

/** What all workers together keep in memory, in bytes: enough for two and the default teacher at ten times the data. */
const BUDGET = 3 * 2 ** 30;

export interface MemoryOptions {
  /** Up to how many bytes of features are kept. */
  budget?: number;
}

/**
 * Features that several models share: read from disk, checked against their hash, and kept in half precision. What goes
 * beyond the budget stays on disk and is read piece by piece, which gives the same numbers.
 */
export class FeatureMemory {
  private readonly known = new Map<string, Halves>();
  private free: number;

  constructor({ budget = BUDGET / workerCount() }: MemoryOptions = {}) {
    this.free = budget;
  }

  /**
   * The trunk's output for these views of an image, [views, ...features]. What is missing on disk, or damaged there, is
   * computed again.
   *
   * @throws UserError if it must be computed and the image is damaged.
   */
  async get(teacher: Teacher, request: FeatureRequest): Promise<Halves> {
    const name = JSON.stringify([teacher.name, request.image.sha256, request.image.id, request.views]);
    const there = this.known.get(name);
    if (there) return there;
    const features = storedFeatures(teacher, request) ?? (await computed(teacher, request));
    const bytes = features.bits().byteLength;
    const isKept = bytes <= this.free;
    if (isKept) this.free -= bytes;
    const known = isKept ? features : new HalfFile(featureFile(teacher, request), features.length);
    this.known.set(name, known);
    return known;
  }
}

async function computed(teacher: Teacher, request: FeatureRequest): Promise<HalfArray> {
  checkImages([request.image]);
  await extractFeatures({ teacherName: teacher.name, requests: [request] });
  return storedFeatures(teacher, request)!;
}
