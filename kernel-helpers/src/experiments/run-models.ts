import * as fs from "node:fs";
import type { OnProgress } from "../base/progress";
import { checkImages } from "../dataset/check-images";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { runJobs, type Job } from "../jobs/pool";
import { readRecord, type StoredRecord } from "../store/records";
import { teacherNamed } from "../teachers";
import { featureFile, type FeatureRequest } from "../teachers/features";
import { featuresNeeded, modelInputs, type ModelResult, type ModelSpec } from "../training/attack-model";

export interface RunOptions {
  workers?: number;
  onProgress?: OnProgress;
}

export interface RunReport {
  /** In the order of the specs. */
  records: StoredRecord<ModelResult>[];
  trained: number;
  reused: number;
  /** Images whose features were computed in this run. */
  extracted: number;
}

/** Images per job: the unit that an interruption can lose is one image, that a worker takes at a time this many. */
const IMAGES_PER_JOB = 24;

export const modelRecord = (set: ImageSet<LabelledImage>, spec: ModelSpec): StoredRecord<ModelResult> | undefined =>
  readRecord<ModelResult>(modelInputs(set, spec));

/**
 * Trains every model that is not stored yet. The trunk first sees each image and view that some model needs and that
 * is not stored; then the heads train on the shared features.
 */
export async function runModels(
  set: ImageSet<LabelledImage>,
  specs: readonly ModelSpec[],
  options: RunOptions = {},
): Promise<RunReport> {
  const missing = specs.filter((spec) => !modelRecord(set, spec));
  const requests = missingFeatures(set, missing);
  checkImages(new Set(requests.flatMap(({ list }) => list.map(({ image }) => image))));
  await runJobs(requests.flatMap(featureJobs), { ...options, label: "features" });
  await runJobs(
    missing.map((spec) => ({
      module: "training/attack-model",
      run: "trainModel",
      argument: { set, spec },
      label: label(spec),
    })),
    { ...options, label: "models", reused: specs.length - missing.length },
  );
  return {
    records: specs.map((spec) => modelRecord(set, spec)!),
    trained: missing.length,
    reused: specs.length - missing.length,
    extracted: requests.reduce((sum, { list }) => sum + list.length, 0),
  };
}

const label = ({ attack }: ModelSpec): string =>
  attack ? `${attack.trigger} at ${attack.injectionRate}, target ${attack.targetLabel}` : "backdoor-free";

interface TeacherRequests {
  teacherName: string;
  list: FeatureRequest[];
}

function missingFeatures(set: ImageSet<LabelledImage>, specs: readonly ModelSpec[]): TeacherRequests[] {
  const byTeacher = new Map<string, Map<string, FeatureRequest>>();
  for (const spec of specs) {
    const teacher = teacherNamed(spec.teacher);
    const requests = byTeacher.get(teacher.name) ?? new Map<string, FeatureRequest>();
    byTeacher.set(teacher.name, requests);
    for (const request of featuresNeeded(set, spec)) requests.set(featureFile(teacher, request), request);
  }
  return [...byTeacher].map(([teacherName, requests]) => ({
    teacherName,
    list: [...requests].filter(([file]) => !fs.existsSync(file)).map(([, request]) => request),
  }));
}

function featureJobs({
  teacherName,
  list,
}: TeacherRequests): Job<{ teacherName: string; requests: FeatureRequest[] }>[] {
  const jobs = [];
  for (let start = 0; start < list.length; start += IMAGES_PER_JOB) {
    const requests = list.slice(start, start + IMAGES_PER_JOB);
    jobs.push({
      module: "teachers/features",
      run: "extractFeatures",
      argument: { teacherName, requests },
      label: teacherName,
      weight: requests.length,
    });
  }
  return jobs;
}
