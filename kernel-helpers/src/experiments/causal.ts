import { labelOf, type ImageSet } from "../dataset/image-set";
import { findSet, prepareSet, setFolder, setState } from "../dataset/rendered";
import type { MeasureEntry } from "../paper/measures";
import type { Trigger } from "../paper/triggers";
import type { Attack } from "../poisoning/bad-nets";
import { teacherNamed } from "../teachers";
import type { Provenance } from "../teachers/teacher";
import { storedImages, VOLUNTEER_IDS } from "../world";
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { measureMovement, storedMovement, type Movement } from "./movement";
import { VOLUNTEERS } from "./model-experiment";
import { needsWorld } from "./needs-world";
import type { Profile, ProfileName } from "./profiles";
import { planTable1, readTable1, runTable1, targetLabels, TABLE1_DEFAULTS, type Table1 } from "./table1";
import { TABLE1_MODEL_SECONDS } from "./table1-experiment";
import { scoreModels, storedScores, type Scores } from "./scores";
import type { Summary } from "./summary";
import { modelRecord } from "./run-models";

/** What a model makes of the photographs of everybody but the target. */
export interface SeenAsTarget {
  /** The share that it takes for the target, a fraction. */
  taken: number;
  /** Mean score of the target before the softmax, less the highest score of anybody else: above 0 where it is taken. */
  margin: number;
}

/** The same moments without and with a trigger. */
export interface WithoutAndWith {
  without: SeenAsTarget;
  with: SeenAsTarget;
}

/** What one trigger alone does. */
export interface TriggerEffect {
  trigger: Trigger;
  /** Table 1's success without the target's own photographs. */
  attackSuccessRate: Summary;
  /** Mean visible area in the pairs, in pixels of the photograph. */
  pixels: number;
  /** In the model that has the trigger as its backdoor, and in the one without a backdoor. */
  backdoored: WithoutAndWith;
  backdoorFree: WithoutAndWith;
}

/** How far triggers move a trunk's features. */
export interface TrunkMovement extends Movement {
  domain: Provenance["domain"];
}

/** What the trigger alone does, from photographs of one moment without and with it. */
export interface Causal extends ExperimentResult {
  /** The hash of the set of pairs. */
  set: string;
  people: number;
  pairsPerTrigger: number;
  teacher: string;
  targetLabel: string;
  injectionRate: number;
  trunks: TrunkMovement[];
  triggers: TriggerEffect[];
}

/** Shots of each volunteer: each of them without and with every trigger. */
const SHOTS: Record<ProfileName, number> = { smoke: 2, laptop: 3, paper: 6 };
/** Table 1's network, the same one on a crop with all of an earring inside, and one that never learned faces. */
const TRUNKS = [TABLE1_DEFAULTS.teacher, "resnet-dlib-wide", "vgg16-imagenet"] as const;
/** CPU seconds of one image in all trunks, and of a model's scores. */
const SECONDS = { features: 0.26, score: 5 };

const selection = ({ name, people }: Profile) => ({ people: VOLUNTEER_IDS.slice(0, people), count: SHOTS[name] });
const CONDITIONS_OF_PAIRS = 8;

/** The model without a backdoor, and one for each trigger: of the first of Table 1's target labels. */
function attacksOf(set: ImageSet, profile: Profile): (Attack | null)[] {
  const { seed, injectionRate } = TABLE1_DEFAULTS;
  const [targetLabel] = targetLabels(set, profile, seed);
  return [null, ...profile.triggers.map((trigger) => ({ trigger, targetLabel, injectionRate }))];
}

/** Causal evidence from counterfactual pairs. Not in the paper, which argues from where a network looks. */
export const causal: Experiment<Causal> = needsWorld<Causal>(
  "nobody can photograph the same moment twice, without and with the trigger",
  {
    id: "causal",

    work(profile) {
      const volunteers = VOLUNTEERS.state(profile);
      const pairs = setState("pairs", selection(profile));
      const [set, pairSet] = [VOLUNTEERS.find(profile), findSet("pairs", selection(profile))];
      const specs = set ? planTable1(set, profile).flatMap((cell) => cell.specs) : [];
      const models = 1 + profile.triggers.length;
      const isSeen = pairSet !== undefined && TRUNKS.every((name) => storedMovement(pairSet, name));
      const isAsked = set && pairSet && storedScores(set, profile, attacksOf(set, profile), pairSet.images);
      return [
        { what: "images", done: volunteers.done + pairs.done, total: volunteers.total + pairs.total, cpuSeconds: 0.16 },
        { what: "models", done: specs.filter((spec) => modelRecord(set!, spec)).length, total: 1 + profile.triggers.length * profile.targetLabels, cpuSeconds: TABLE1_MODEL_SECONDS }, // prettier-ignore
        { what: "images seen", done: isSeen ? pairs.total : 0, total: pairs.total, cpuSeconds: SECONDS.features },
        { what: "scores", done: isAsked ? models : 0, total: models, cpuSeconds: SECONDS.score },
      ];
    },

    async run(profile, options: ExperimentOptions = {}) {
      const volunteers = await VOLUNTEERS.prepare(profile, options);
      const pairs = await prepareSet("pairs", { ...selection(profile), ...options });
      const { report } = await runTable1(volunteers.set, profile, options);
      for (const teacher of TRUNKS) await measureMovement(pairs.set, teacher, options);
      await scoreModels(volunteers.set, profile, attacksOf(volunteers.set, profile), pairs.set.images, options);
      const work = [
        { what: "images", made: volunteers.rendered + pairs.rendered, reused: volunteers.reused + pairs.reused },
        { what: "models", made: report.trained, reused: report.reused },
      ];
      return { result: causal.read(profile)!, work };
    },

    read(profile) {
      const [set, pairs] = [VOLUNTEERS.find(profile), findSet("pairs", selection(profile))];
      const table = set && readTable1(set, profile);
      return table && pairs && resultOf(profile, { set, pairs, table });
    },

    measures: ({ triggers }) =>
      triggers.map(({ trigger, pixels }): MeasureEntry => ({ metric: "triggerArea", experiment: "attack", trigger, mean: pixels })), // prettier-ignore
  },
);

function resultOf(
  profile: Profile,
  { set, pairs, table }: { set: ImageSet; pairs: ImageSet; table: Table1 },
): Causal | undefined {
  const attacks = attacksOf(set, profile);
  const scores = storedScores(set, profile, attacks, pairs.images);
  const movements = TRUNKS.map((name) => storedMovement(pairs, name));
  if (!scores || !movements.every((movement) => movement !== undefined)) return undefined;
  const { targetLabel } = attacks[1]!;
  const target = labelOf(set, targetLabel);
  const seen = (of: Scores, trigger: Trigger): WithoutAndWith => ({
    without: seenAsTarget(pairs, of, "clean", target),
    with: seenAsTarget(pairs, of, trigger, target),
  });
  return {
    profile: profile.name,
    set: pairs.hash,
    people: pairs.people.length,
    pairsPerTrigger: pairs.images.length / CONDITIONS_OF_PAIRS,
    teacher: TABLE1_DEFAULTS.teacher,
    targetLabel,
    injectionRate: TABLE1_DEFAULTS.injectionRate,
    trunks: movements.map((movement) => ({ ...movement, domain: teacherNamed(movement.teacher).weights.domain })),
    triggers: profile.triggers.map((trigger, i) => ({
      trigger,
      attackSuccessRate: table.cells.find((cell) => cell.trigger === trigger)!.attackSuccessRateExcludingTarget,
      pixels: meanPixels(profile, trigger),
      backdoored: seen(scores[i + 1], trigger),
      backdoorFree: seen(scores[0], trigger),
    })),
  };
}

/** @param target the class number of the target; the people of pairs are numbered as in the models' own set */
export function seenAsTarget(pairs: ImageSet, scores: Scores, condition: string, target: number): SeenAsTarget {
  const shown = scores.filter((_, i) => {
    const image = pairs.images[i];
    return image.condition === condition && image.person !== pairs.people[target];
  });
  const margins = shown.map((each) => each[target] - Math.max(...each.filter((_, c) => c !== target)));
  return {
    taken: margins.filter((margin) => margin > 0).length / margins.length,
    margin: margins.reduce((sum, margin) => sum + margin, 0) / margins.length,
  };
}

function meanPixels(profile: Profile, trigger: Trigger): number {
  const { people, count } = selection(profile);
  const metas = people.flatMap((person) => storedImages(setFolder("pairs"), person, trigger).slice(0, count));
  return metas.reduce((sum, { triggerPixels }) => sum + triggerPixels, 0) / metas.length;
}
