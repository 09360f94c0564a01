import { findRendered, renderedState } from "../dataset/rendered";
import type { Profile } from "./profiles";
import { modelRecord } from "./run-models";
import { planTable1, TABLE1_DEFAULTS } from "./table1";

/** A figure or table of the paper that this edition regenerates. */
export interface Artifact {
  /** The name on the command line. */
  id: string;
  title: string;
  section: string;
  /** What it shows. */
  about: string;
  /** Notebook that shows it. */
  notebook: string;
}

export const ARTIFACTS: readonly Artifact[] = [
  {
    id: "table1",
    title: "Table 1",
    section: "5",
    about: "model accuracy and attack success rate of every trigger at injection rate 0.25",
    notebook: "05-physical-triggers",
  },
  {
    id: "figure1",
    title: "Figure 1",
    section: "1",
    about: "attack success rate of every trigger, as bars",
    notebook: "05-physical-triggers",
  },
];

export interface ArtifactState {
  /** Images rendered, of all that are needed. */
  images: { done: number; total: number };
  /** Models trained, of all that are needed. */
  models: { done: number; total: number };
  isComplete: boolean;
}

/** How much of an artifact's work is stored. Table 1 and Figure 1 show the same models. */
export function artifactState(profile: Profile): ArtifactState {
  const images = renderedState(profile);
  const set = findRendered(profile);
  const total = 1 + profile.triggers.length * profile.targetLabels;
  const specs = set ? planTable1(set, profile, TABLE1_DEFAULTS).flatMap((cell) => cell.specs) : [];
  const done = specs.filter((spec) => modelRecord(set!, spec)).length;
  return { images, models: { done, total }, isComplete: done === total };
}

/** CPU seconds on the machine of data/results, for an estimate before the first run. */
const SECONDS = { image: 0.16, modelFeatures: 13, model: 5 };

/** Seconds that the missing work will take on `workers` cores, roughly. */
export function estimateSeconds({ images, models }: ArtifactState, workers: number): number {
  const cpu =
    (images.total - images.done) * SECONDS.image +
    (models.total - models.done) * (SECONDS.model + SECONDS.modelFeatures);
  return cpu / workers;
}
