import { Seed } from "../base/seed";
import { withRunLock } from "../store/run-lock";
import { defenseImagesState, findDefenseImages, NO_FURTHER_PHOTOGRAPHS, prepareDefenseImages, type DefenseImages } from "./defense-images"; // prettier-ignore
import { storedDefended, type Defended, type DefenseQuestion } from "./defended-model";
import { countRetrained, defendCells, retrainAll } from "./defenses";
import { isRetrained, planDefenses, REMOVAL_SHARE, type DefendedCell, type DefendedTrigger } from "./defenses-plan";
import { removedBy } from "./defenses-summary";
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { VOLUNTEERS } from "./model-experiment";
import { needsWorld } from "./needs-world";
import type { Profile } from "./profiles";
import { storedRetrained, type Retrained, type RetrainQuestion } from "./retrained-model";
import { summarise, type Summary } from "./summary";
import { TABLE1_DEFAULTS } from "./table1";

/** Defenses that remove training images. */
export const REMOVERS = ["spectral_signatures", "activation_clustering"] as const;
export type Remover = (typeof REMOVERS)[number];

/** Some training images are gone and the model is trained from scratch; all are over target labels. */
export interface Removal {
  /** How many images are removed, of all classes; and the share of the poison among them, a fraction. */
  images: Summary;
  poison: Summary;
  /** Of the model that is trained on the rest. */
  modelAccuracy: Summary;
  attackSuccessRate: Summary;
  /** Success before less success after. */
  drop: Summary;
}

export interface RemovalCell {
  trigger: DefendedTrigger;
  /** The poison's share of the target class that was asked for; null at Table 1's injection rate. */
  share: number | null;
  targetLabels: string[];
  /** Before anything is removed. */
  attackSuccessRate: Summary;
  removals: { by: Remover; defense: Removal; random: Removal }[];
}

/** What removing images does to the attack, by a defense's choice and by chance. */
export interface RemovalControl extends ExperimentResult {
  teacher: string;
  injectionRate: number;
  /** Of Spectral Signatures. */
  removalShare: number;
  cells: RemovalCell[];
}

/** CPU seconds of a model with its defenses, and of one that is trained anew. */
const SECONDS = { defended: 15, retrained: 7 };
/** By each defense, and by chance beside it. */
const RETRAININGS = 2 * REMOVERS.length;

const cellsOf = (images: DefenseImages, profile: Profile): DefendedCell[] =>
  planDefenses(images, profile).filter(isRetrained);

/**
 * A control for the retraining of section 8: Spectral Signatures and Activation Clustering remove images, and beside each
 * of them as many are removed at random, of every class as many as there. What the attack loses in both ways it does not
 * lose to the defense. Not in the paper.
 */
export const removalControl: Experiment<RemovalControl> = needsWorld(NO_FURTHER_PHOTOGRAPHS, {
  id: "removal-control",
  onDemand: true,

  work(profile) {
    const images = findDefenseImages(profile);
    const questions = images ? cellsOf(images, profile).flatMap((cell) => cell.questions) : [];
    const removals = questions.flatMap((question) => removalsOf(question) ?? []).flatMap(bothOf);
    const total = countRetrained(profile);
    return [
      { what: "images", ...defenseImagesState(profile), cpuSeconds: VOLUNTEERS.cpuSeconds },
      { what: "models defended", done: questions.filter(storedDefended).length, total, cpuSeconds: SECONDS.defended },
      {
        what: "models retrained",
        done: removals.filter(storedRetrained).length,
        total: RETRAININGS * total,
        cpuSeconds: SECONDS.retrained,
      },
    ];
  },

  async run(profile, options: ExperimentOptions = {}) {
    const { images, rendered, reused } = await prepareDefenseImages(profile, options);
    const cells = cellsOf(images, profile);
    const [defended, retrained] = await withRunLock(async () => {
      const judged = await defendCells(cells, options);
      const questions = cells.flatMap((cell) => cell.questions);
      return [
        judged,
        await retrainAll(questions.flatMap((question) => removalsOf(question)!).flatMap(bothOf), options),
      ];
    });
    const work = [
      { what: "images", made: rendered, reused },
      { what: "models defended", ...defended },
      { what: "models retrained", ...retrained },
    ];
    return { result: resultOf(cells, profile)!, work };
  },

  read(profile) {
    const images = findDefenseImages(profile);
    return images && resultOf(cellsOf(images, profile), profile);
  },

  measures: () => [],
});

/** A defense's removal and the one at random, of one model. */
interface PlannedRemoval {
  by: Remover;
  defense: RetrainQuestion;
  random: RetrainQuestion;
}

const bothOf = ({ defense, random }: PlannedRemoval): RetrainQuestion[] => [defense, random];

/** In the order of `REMOVERS`; undefined where the model is not defended yet. */
function removalsOf(question: DefenseQuestion): PlannedRemoval[] | undefined {
  const model = storedDefended(question);
  const { set, spec } = question;
  return (
    model &&
    REMOVERS.map((by) => {
      const removed = chosenBy(by, model);
      const seed = new Seed(spec.seed).child("removed-at-random").child(by);
      return {
        by,
        defense: { set, spec, removed },
        random: { set, spec, removed: removedAtRandom(removed, model.labels, seed) },
      };
    })
  );
}

/** Numbers of the training images, rising: Spectral Signatures as in Table 4, and the smaller cluster of every class. */
const chosenBy = (by: Remover, model: Defended): number[] =>
  by === "spectral_signatures"
    ? removedBy(model, { centred: true, removalShare: REMOVAL_SHARE })
    : [...model.clustering.pca.flagged.smaller].sort((a, b) => a - b);

/** As many images of every class as `removed` has, any of them; rising. */
export function removedAtRandom(removed: readonly number[], labels: readonly number[], seed: Seed): number[] {
  const counts = new Map<number, number>();
  for (const i of removed) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  const chosen = [...counts].flatMap(([label, count]) => {
    const members = labels.flatMap((other, i) => (other === label ? [i] : []));
    return seed.child(String(label)).random().shuffle(members).slice(0, count);
  });
  return chosen.sort((a, b) => a - b);
}

function resultOf(cells: readonly DefendedCell[], profile: Profile): RemovalControl | undefined {
  const found: RemovalCell[] = [];
  for (const cell of cells) {
    const loaded = cell.questions.map(loadModel);
    if (!loaded.every((model) => model !== undefined)) return undefined;
    found.push(removalCell({ ...cell, targetLabels: cell.questions.map(({ spec }) => spec.attack!.targetLabel) }, loaded)); // prettier-ignore
  }
  const { teacher, injectionRate } = TABLE1_DEFAULTS;
  return { profile: profile.name, teacher, injectionRate, removalShare: REMOVAL_SHARE, cells: found };
}

/** A model before, and after each removal, in the order of `REMOVERS`. */
export interface RemovedFrom {
  before: Pick<Defended, "attackSuccessRate" | "poisonCount" | "cleanCount">;
  removals: { defense: Retrained; random: Retrained }[];
}

function loadModel(question: DefenseQuestion): RemovedFrom | undefined {
  const removals = removalsOf(question)?.map(({ defense, random }) => [storedRetrained(defense), storedRetrained(random)]); // prettier-ignore
  if (!removals?.flat().every((model) => model !== undefined)) return undefined;
  return {
    before: storedDefended(question)!,
    removals: removals.map(([defense, random]) => ({ defense: defense!, random: random! })),
  };
}

export const removalCell = (
  { trigger, share, targetLabels }: Pick<RemovalCell, "trigger" | "share" | "targetLabels">,
  models: readonly RemovedFrom[],
): RemovalCell => ({
  trigger,
  share,
  targetLabels,
  attackSuccessRate: summarise(models.map(({ before }) => before.attackSuccessRate)),
  removals: REMOVERS.map((by, i) => {
    const of = (which: "defense" | "random") => removal(models.map(({ before, removals }) => [before, removals[i][which]])); // prettier-ignore
    return { by, defense: of("defense"), random: of("random") };
  }),
});

function removal(models: readonly [RemovedFrom["before"], Retrained][]): Removal {
  const lost = (before: number | null, after: number | null) => (before === null || after === null ? null : before - after); // prettier-ignore
  return {
    images: summarise(models.map(([before, after]) => before.cleanCount + before.poisonCount - after.cleanCount - after.poisonCount)), // prettier-ignore
    poison: summarise(models.map(([before, after]) => 1 - after.poisonCount / before.poisonCount)),
    modelAccuracy: summarise(models.map(([, after]) => after.modelAccuracy)),
    attackSuccessRate: summarise(models.map(([, after]) => after.attackSuccessRate)),
    drop: summarise(models.map(([before, after]) => lost(before.attackSuccessRate, after.attackSuccessRate))),
  };
}
