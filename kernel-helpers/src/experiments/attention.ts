import type { ImageSet } from "../dataset/image-set";
import { findRendered, findSet, prepareRendered, prepareSet, renderedState, setState } from "../dataset/rendered";
import { runJobs } from "../jobs/pool";
import type { MeasureEntry } from "../paper/measures";
import type { Architecture } from "../paper/names";
import type { Trigger } from "../paper/triggers";
import { withRunLock } from "../store/run-lock";
import { teacherNamed } from "../teachers";
import type { MapPlace } from "../teachers/teacher";
import { featuresNeeded } from "../training/attack-model";
import { VOLUNTEER_IDS } from "../world";
import { ATTENTION_METHODS, storedAttention, type AttentionMethod, type AttentionQuestion } from "./attention-maps";
import { planAttention, type AttentionPlan, type AttentionSets } from "./attention-plan";
import { summariseAttention, type AnsweredPlan, type AttentionSummary } from "./attention-summary";
import { checkRates } from "./check-rates";
import type { Experiment, ExperimentOptions, ExperimentResult, WorkPart } from "./experiment";
import { VOLUNTEERS } from "./model-experiment";
import { needsWorld } from "./needs-world";
import type { Profile, ProfileName } from "./profiles";
import { ensureFeatures, type WantedFeatures } from "./run-models";
import { TABLE1_DEFAULTS, type Table1Settings } from "./table1";

/** Where the students of one teacher look, by one method. */
export interface StudentAttention extends AttentionSummary {
  teacher: string;
  standsFor: Architecture;
  /** How its maps are made, at the teacher's last convolution. */
  method: AttentionMethod;
  place: MapPlace;
  injectionRate: number;
}

/** The paper's Figure 8, and what it could show on examples only. */
export interface AttentionResult extends ExperimentResult {
  /** The data set's hash. */
  set: string;
  /** By teacher, and for each of them by method, Grad-CAM first. */
  students: StudentAttention[];
}

/** What an attention experiment covers. */
export interface AttentionExtent {
  teachers: readonly string[];
  /** Of the profile's triggers. */
  triggers: (profile: Profile) => readonly Trigger[];
  /** Random views of each training image. */
  views: (profile: Profile, teacher: string) => number;
  /** CPU seconds of a model: trained again, and its maps. */
  modelSeconds: number;
}

/** Pairs of each person and trigger. */
const PAIRS: Record<ProfileName, number> = { smoke: 2, laptop: 6, paper: 6 };
/** Figure 8 shows the pair that Figure 1's pictures are of; the backdoor-free model's person wears what fails. */
export const EXAMPLE = { person: "v04", shot: 1, wears: "earrings" } as const;
const PAIR_SECONDS = 0.35;

/** An experiment that trains Table 1's models again and draws the class activation maps of their test images. */
export function attentionExperiment(
  { id, onDemand }: Pick<Experiment, "id" | "onDemand">,
  extent: AttentionExtent,
  measures: (result: AttentionResult) => MeasureEntry[],
): Experiment<AttentionResult> {
  const plansOf = (sets: AttentionSets, profile: Profile) =>
    extent.teachers.map((teacher) => ({ teacher, plans: planFor(sets, profile, teacher, extent) }));
  return needsWorld("the maps are counted on masks of face and trigger, which photographs do not have", {
    id,
    ...(onDemand ? { onDemand } : {}),

    work(profile) {
      const sets = findSets(profile);
      const plans = sets ? plansOf(sets, profile).flatMap((each) => each.plans) : [];
      const done = plans.reduce((sum, plan) => sum + plan.specs.length - missingIn(sets!.volunteers, plan).length, 0);
      const perTeacher = 1 + extent.triggers(profile).length * Math.min(profile.targetLabels, profile.people);
      return [
        { what: "images", ...renderedState(profile), cpuSeconds: VOLUNTEERS.cpuSeconds },
        { what: "pairs", ...setState("pairs", pairsFor(profile)), cpuSeconds: PAIR_SECONDS },
        {
          what: "models looked into",
          done,
          total: extent.teachers.length * perTeacher,
          cpuSeconds: extent.modelSeconds,
        },
      ] satisfies WorkPart[];
    },

    async run(profile, options = {}) {
      checkRates(profile, [TABLE1_DEFAULTS.injectionRate]);
      const volunteers = await prepareRendered(profile, options);
      const pairs = await prepareSet("pairs", { ...pairsFor(profile), ...options });
      const sets = { volunteers: volunteers.set, pairs: pairs.set };
      const plans = plansOf(sets, profile).flatMap((each) => each.plans);
      const total = plans.reduce((sum, { specs }) => sum + specs.length, 0);
      const made = await withRunLock(() => lookInto(sets.volunteers, plans, total, options));
      const result = resultOf(sets, profile)!;
      const work = [
        { what: "images", made: volunteers.rendered + pairs.rendered, reused: volunteers.reused + pairs.reused },
        { what: "models looked into", made, reused: total - made },
      ];
      return { result, work };
    },

    read(profile) {
      const sets = findSets(profile);
      return sets && resultOf(sets, profile);
    },

    measures,
  });

  function resultOf(sets: AttentionSets, profile: Profile): AttentionResult | undefined {
    const students: StudentAttention[] = [];
    for (const { teacher, plans } of plansOf(sets, profile)) {
      const ofTeacher = studentsOf(sets, teacher, plans);
      if (!ofTeacher) return undefined;
      students.push(...ofTeacher);
    }
    return { profile: profile.name, set: sets.volunteers.hash, students };
  }
}

/** Table 1's models of these triggers, on this teacher. */
function planFor(sets: AttentionSets, profile: Profile, teacher: string, extent: AttentionExtent): AttentionPlan[] {
  const part = { ...profile, triggers: extent.triggers(profile), views: extent.views(profile, teacher) };
  const settings: Table1Settings = { ...TABLE1_DEFAULTS, teacher };
  return planAttention(sets, part, settings);
}

const pairsFor = ({ name, people }: Profile) => ({ people: VOLUNTEER_IDS.slice(0, people), count: PAIRS[name] });

function findSets(profile: Profile): AttentionSets | undefined {
  const volunteers = findRendered(profile);
  const pairs = findSet("pairs", pairsFor(profile));
  return volunteers && pairs && { volunteers, pairs };
}

const imagesIn = ({ groups }: AttentionPlan) => groups.map(({ images }) => images);

const missingIn = (set: ImageSet, plan: AttentionPlan) =>
  plan.specs.filter((spec) => !storedAttention(set, spec, imagesIn(plan)));

/** Trains what is not looked into yet, after the trunk has seen its images; returns how many models that were. */
async function lookInto(
  set: ImageSet,
  plans: readonly AttentionPlan[],
  total: number,
  options: ExperimentOptions,
): Promise<number> {
  const open = plans.map((plan) => ({ plan, specs: missingIn(set, plan) })).filter(({ specs }) => specs.length > 0);
  // One set after the other: a photograph's id is unique in its own only.
  await ensureFeatures(open.map(({ plan, specs }) => wantedBy(set, plan, specs)), options); // prettier-ignore
  await ensureFeatures(open.map(({ plan }) => shownTo(plan, "pairs")), options); // prettier-ignore
  const jobs = open.map(({ plan, specs }) => ({
    module: "experiments/attention-maps",
    run: "mapAttention",
    argument: { set, specs, groups: imagesIn(plan) } satisfies AttentionQuestion,
    label: plan.trigger === "no_trigger" ? "backdoor-free" : plan.trigger,
    weight: specs.length,
  }));
  const made = jobs.reduce((sum, { weight }) => sum + weight, 0);
  await runJobs(jobs, { ...options, label: "models looked into", reused: total - made });
  return made;
}

/** The views that the models train on, and the test photographs. */
function wantedBy(set: ImageSet, plan: AttentionPlan, specs: AttentionPlan["specs"]): WantedFeatures {
  const training = specs.flatMap((spec) => featuresNeeded(set, spec)).filter(({ views }) => views.kind === "augmented");
  const { teacher, requests } = shownTo(plan, "test");
  return { teacher, requests: [...training, ...requests] };
}

/** The photographs as they are, where the maps are the trunk's own output and not taken from its inside. */
function shownTo({ specs, groups }: AttentionPlan, from: "test" | "pairs"): WantedFeatures {
  const { name, cut, lastConvolution } = teacherNamed(specs[0].teacher);
  const shown = cut.layer === lastConvolution.layer ? groups.filter((group) => group.from === from) : [];
  const requests = shown.flatMap(({ images }) =>
    images.map(({ image }) => ({ image, views: { kind: "original" } as const })),
  );
  return { teacher: name, requests };
}

/** A teacher's summaries from stored maps; undefined while one is missing. */
function studentsOf(
  sets: AttentionSets,
  name: string,
  plans: readonly AttentionPlan[],
): StudentAttention[] | undefined {
  const answered: AnsweredPlan[] = [];
  for (const plan of plans) {
    const answers = plan.specs.map((spec) => storedAttention(sets.volunteers, spec, imagesIn(plan)));
    if (!answers.every((answer) => answer !== undefined)) return undefined;
    answered.push({ plan, answers });
  }
  const { standsFor, lastConvolution } = teacherNamed(name);
  const { injectionRate } = TABLE1_DEFAULTS;
  return ATTENTION_METHODS.map((method) => {
    const summary = summariseAttention(sets, answered, lastConvolution, { method, choice: EXAMPLE });
    return { teacher: name, standsFor, method, place: lastConvolution, injectionRate, ...summary };
  });
}
