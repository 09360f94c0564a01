import type { DatasetImage, ImageSet, LabelledImage } from "../dataset/image-set";
import { findRendered, prepareRendered, renderedState } from "../dataset/rendered";
import { withRunLock } from "../store/run-lock";
import type { ModelSpec } from "../training/attack-model";
import type { Experiment, ExperimentOptions, ExperimentResult, WorkDone, WorkPart } from "./experiment";
import { needsWorld, ownMark } from "./needs-world";
import type { Profile } from "./profiles";
import { modelRecord, runModels } from "./run-models";

/** The images that an experiment's models learn from. */
export interface ImageSource<Image extends LabelledImage = DatasetImage> {
  /** All that a profile wants of them, if all are rendered. */
  find(profile: Profile): ImageSet<Image> | undefined;
  /** How many are rendered, and how many a profile wants. */
  state(profile: Profile): { done: number; total: number };
  /** Renders what is missing. */
  prepare(
    profile: Profile,
    options: ExperimentOptions,
  ): Promise<{ set: ImageSet<Image>; rendered: number; reused: number }>;
  /** Of one image on one core. */
  cpuSeconds: number;
}

/** The volunteers' photographs. */
export const VOLUNTEERS: ImageSource = {
  find: (profile) => findRendered(profile),
  state: (profile) => renderedState(profile),
  prepare: (profile, options) => prepareRendered(profile, options),
  cpuSeconds: 0.16,
};

/** Models of an experiment that cost about the same. */
export interface ModelGroup<Image extends LabelledImage = DatasetImage> {
  what: string;
  /** How many there are, known before the images are. */
  total: number;
  /** Of a model with its share of the features, on one core. */
  cpuSeconds: number;
  specs: (set: ImageSet<Image>) => ModelSpec[];
}

interface ModelPlan<Result extends ExperimentResult, Image extends LabelledImage> extends Pick<
  Experiment<Result>,
  "id" | "onDemand" | "measures"
> {
  images: ImageSource<Image>;
  /** Why it needs the rendered world, if it does (`needsWorld`). */
  needsWorld?: string | ((profile: Profile) => string | undefined);
  /** What of a profile is refused before anything is rendered. */
  check?: (profile: Profile) => void;
  groups: (profile: Profile) => readonly ModelGroup<Image>[];
  /** From the stored models; undefined while one is missing. */
  resultOf: (set: ImageSet<Image>, profile: Profile) => Result | undefined;
}

/** An experiment that renders images, trains models on them and reads its result off the stored models. */
export function modelExperiment<Result extends ExperimentResult, Image extends LabelledImage>(
  plan: ModelPlan<Result, Image>,
): Experiment<Result> {
  const { images, groups, check, needsWorld: reason, ...rest } = plan;
  const resultOf = (set: ImageSet<Image>, profile: Profile): Result | undefined => {
    const result = plan.resultOf(set, profile);
    return result && { ...result, ...ownMark(profile) };
  };
  const experiment: Experiment<Result> = {
    ...rest,

    work(profile) {
      const set = images.find(profile);
      const state = set ? { done: set.images.length, total: set.images.length } : images.state(profile);
      const models = groups(profile).map(({ specs, ...group }): WorkPart => {
        const done = set ? specs(set).filter((spec) => modelRecord(set, spec)).length : 0;
        return { ...group, done };
      });
      return [{ what: "images", ...state, cpuSeconds: images.cpuSeconds }, ...models];
    },

    async run(profile, options = {}) {
      check?.(profile);
      const { set, rendered, reused } = await images.prepare(profile, options);
      const specs = groups(profile).flatMap((group) => group.specs(set));
      const models = await withRunLock(() => runModels(set, specs, options));
      const work: WorkDone[] = [
        { what: "images", made: rendered, reused },
        { what: "models", made: models.trained, reused: models.reused },
      ];
      return { result: resultOf(set, profile)!, work };
    },

    read(profile) {
      const set = images.find(profile);
      return set && resultOf(set, profile);
    },
  };
  return reason === undefined ? experiment : needsWorld(reason, experiment);
}
