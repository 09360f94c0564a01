import type { Job } from "../jobs/pool";
import type { UnitCost } from "../jobs/unit-file";
import { viewsOf, type FeatureRequest } from "../teachers/features";
import type { ModelSpec } from "../training/attack-model";
import type { BlendRequest } from "./blended-features";
import { costsOf } from "./costs";
import { CLEANSE_SECONDS } from "./neural-cleanse";

/** Of a worker that holds an engine and some pictures, and of one that holds its share of the features as well. */
const WORKER_MIB = 1500;
const TRAINER_MIB = 3500;

interface Cost {
  /** Of the whole job, or of one unit of its weight. */
  seconds: number | ((argument: never) => number);
  memoryMiB?: number;
  gpu?: true;
}

const headSeconds = ({ teacher }: ModelSpec): number => costsOf(teacher).head;

const featureSeconds = ({ teacherName, requests }: { teacherName: string; requests: FeatureRequest[] }): number =>
  costsOf(teacherName).view * requests.reduce((sum, request) => sum + viewsOf(request).length, 0);

const blendSeconds = ({ teacherName, requests }: { teacherName: string; requests: BlendRequest[] }): number =>
  costsOf(teacherName).view * requests.reduce((sum, { overlays }) => sum + overlays.length, 0);

/** Models that are trained again, and what is asked of them: twice the training. */
const again = (specs: readonly ModelSpec[]): number => 2 * specs.reduce((sum, spec) => sum + headSeconds(spec), 0);

/** By the module of a job. Seconds are CPU seconds on the machine of data/results. */
const COSTS: Record<string, Cost> = {
  "world/render-person": { seconds: 0.2 },
  "world/render-things": { seconds: 0.35 },
  "poisoning/pasted/paste-trigger": { seconds: 0.3 },
  "experiments/realism-images": { seconds: 0.15, gpu: true },
  "teachers/features": { seconds: featureSeconds, gpu: true },
  "experiments/blended-features": { seconds: blendSeconds, gpu: true },
  "training/attack-model": {
    seconds: ({ specs }: { specs: ModelSpec[] }) => specs.reduce((sum, spec) => sum + headSeconds(spec), 0),
    memoryMiB: TRAINER_MIB,
  },
  "experiments/attention-maps": {
    seconds: ({ specs }: { specs: ModelSpec[] }) => again(specs),
    memoryMiB: TRAINER_MIB,
  },
  "experiments/distorted-models": {
    seconds: ({ tests }: { tests: { spec: ModelSpec }[] }) => again(tests.map(({ spec }) => spec)),
    memoryMiB: TRAINER_MIB,
  },
  "experiments/cleanse-labels": {
    seconds: ({ spec, labels }: { spec: ModelSpec; labels: string[] }) =>
      headSeconds(spec) + CLEANSE_SECONDS * labels.length,
    memoryMiB: TRAINER_MIB,
    gpu: true,
  },
};
const OTHER: Cost = { seconds: 15, memoryMiB: TRAINER_MIB };

/** What a job will take, for whoever reserves a machine for it: nothing depends on it. */
export function unitCost(job: Job<unknown>): UnitCost {
  const { seconds, memoryMiB = WORKER_MIB, gpu = false } = COSTS[job.module] ?? OTHER;
  const cpuSeconds = typeof seconds === "number" ? seconds * (job.weight ?? 1) : seconds(job.argument as never);
  return { cpuSeconds: Math.max(1, Math.round(cpuSeconds)), memoryMiB, gpu };
}
