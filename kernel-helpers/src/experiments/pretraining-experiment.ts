import type { Architecture } from "../paper/names";
import { PRETRAINED } from "../teachers/pretrained-networks";
import {
  isPretrained,
  PRETRAINED_NAMES,
  pretrainedFolder,
  readPretrained,
  type PretrainedName,
  type PretrainedRecord,
} from "../teachers/pretrained-record";
import { RECOGNISERS } from "../teachers/recogniser";
import { currentResult } from "./current";
import type { Experiment, ExperimentResult } from "./experiment";
import { realismExperiment } from "./realism-experiment";

/** How well a network tells strangers apart. Shares are fractions. */
export interface StrangersTold {
  equalErrorRate: number;
  areaUnderCurve: number;
}

/** What data/teachers has of a pretrained network, but for its weights. */
export interface NetworkPretraining extends Pick<
  PretrainedRecord,
  "network" | "width" | "inputSize" | "seconds" | "machine" | "seed" | "curve" | "verification"
> {
  standsFor: Architecture;
  /** That it was to be trained for; the curve is shorter where it was stopped early. */
  epochs: number;
  people: number;
  images: number;
  others: { people: number; images: number };
  weightBytes: number;
}

/** A network that others trained on photographs of real people. */
export interface RealNetwork extends StrangersTold {
  teacher: string;
  standsFor: Architecture;
  trainedOn: string;
  inputSize: number;
}

/** The pretraining of the paper's networks: that it converged, and what came of it. */
export interface PretrainingResult extends ExperimentResult {
  networks: NetworkPretraining[];
  /** From the realism of the laptop profile. */
  realNetworks: RealNetwork[];
  /** Whom those were verified on. */
  realPeople: number;
}

/** Where the records of pretrained networks lie. */
export type FolderOf = (name: PretrainedName) => string;

/** Convergence of the pretrained networks, read from their records: nothing is computed. Not in the paper, which takes its networks as they are. */
export const pretrainingExperiment = (folderOf: FolderOf = pretrainedFolder): Experiment<PretrainingResult> => ({
  id: "pretraining",

  work() {
    const total = trained(folderOf).length;
    return [{ what: "pretrained networks", done: total, total, cpuSeconds: 0 }];
  },

  run(profile) {
    const reused = trained(folderOf).length;
    const result = { profile: profile.name, ...readAll(folderOf) };
    return Promise.resolve({ result, work: [{ what: "pretrained networks", made: 0, reused }] });
  },

  read: (profile) => ({ profile: profile.name, ...readAll(folderOf) }),

  measures: () => [],
});

const trained = (folderOf: FolderOf): PretrainedName[] =>
  PRETRAINED_NAMES.filter((name) => isPretrained(name, folderOf(name)));

function readAll(folderOf: FolderOf): Omit<PretrainingResult, "profile"> {
  const realism = currentResult(realismExperiment, "laptop").result;
  const realNetworks = RECOGNISERS.flatMap(({ name, teacher }): RealNetwork[] => {
    const found = realism?.recognisers.find((recogniser) => recogniser.name === name);
    if (!found) return [];
    const { name: teacherName, standsFor, inputSize, weights } = teacher;
    const { equalErrorRate, areaUnderCurve } = found;
    return [
      { teacher: teacherName, standsFor, trainedOn: weights.trainedOn, inputSize, equalErrorRate, areaUnderCurve },
    ];
  });
  const networks = trained(folderOf).map((name) => networkOf(readPretrained(name, folderOf(name))));
  return { networks, realNetworks, realPeople: realism?.people ?? 0 };
}

function networkOf(record: PretrainedRecord): NetworkPretraining {
  const { network, width, inputSize, seconds, machine, seed, curve, verification, recipe, data, weights } = record;
  const { people, images, others } = data;
  return {
    ...{ network, width, inputSize, seconds, machine, seed, curve, verification, people, images },
    standsFor: PRETRAINED[network].standsFor,
    epochs: Number(recipe.epochs ?? curve.length),
    others: { people: others.people, images: others.images },
    weightBytes: weights.bytes,
  };
}
