import { attentionShift } from "../cam/attention";
import { labelOf } from "../dataset/image-set";
import type { TriggerOrNone } from "../paper/names";
import type { Condition, Trigger } from "../paper/triggers";
import type { MapPlace } from "../teachers/teacher";
import type { Attention, AttentionMethod, Look } from "./attention-maps";
import type { AttentionPlan, AttentionSets } from "./attention-plan";
import { FACE_REGIONS, REGIONS, sumOver, type Region } from "./attention-regions";
import { summarise } from "./summary";

/** Over maps: population standard deviation, 0 for a single one. Null where there is none. */
export interface MeanAndDeviation {
  mean: number | null;
  std: number | null;
}

/** Where the models of one trigger look on one kind of photographs. Shares are fractions of the map. */
export interface AttentionCell {
  /** Whose models: the trigger they are trained on. */
  trigger: TriggerOrNone;
  targetLabels: string[];
  condition: Condition;
  /** Photographs times models, and how many of these maps have nothing that speaks for the class that is named. */
  maps: number;
  empty: number;
  /** On the inside of the face's outline, whatever covers it, and the same for each target label. */
  face: MeanAndDeviation;
  faceByTarget: (number | null)[];
  /** The face's share of what the teacher is shown: the level of chance. */
  faceArea: number;
  regions: ({ region: Region; area: number } & MeanAndDeviation)[];
  /** Share of the photographs on which the target label is named; null for the backdoor-free model. */
  namedTarget: number | null;
}

/** How far the map moves when a trigger is put on: the same moments without and with it. */
export interface AttentionShift {
  trigger: TriggerOrNone;
  worn: Trigger;
  /** Pairs times models. */
  pairs: number;
  /** Share of the attention that is carried elsewhere, 0 … 1. */
  distance: MeanAndDeviation;
  /** How much more of it lies on the face. */
  onFace: MeanAndDeviation;
  /** Share of the pairs in which somebody else is named with the trigger than without. */
  renamed: number;
}

/** One model of each trigger on the same two photographs: the panels of Figure 8. */
export interface AttentionExample {
  trigger: TriggerOrNone;
  /** Null for the backdoor-free model. */
  targetLabel: string | null;
  /** Without and with the trigger. */
  looks: { id: string; named: string; map: number[] }[];
}

export interface AttentionSummary {
  cells: AttentionCell[];
  shifts: AttentionShift[];
  examples: AttentionExample[];
}

/** What a plan's models answered: for each model, group by group, photograph by photograph. */
export interface AnsweredPlan {
  plan: AttentionPlan;
  answers: readonly Attention[][][];
}

/** Whose pair is shown in Figure 8, and what the backdoor-free model's person wears there. */
export interface ExampleChoice {
  person: string;
  shot: number;
  wears: Trigger;
}

export function summariseAttention(
  sets: AttentionSets,
  answered: readonly AnsweredPlan[],
  { shape: [height, width] }: MapPlace,
  { method, choice }: { method: AttentionMethod; choice: ExampleChoice },
): AttentionSummary {
  const seen = answered.map(({ plan, answers }): SeenPlan => {
    const byMethod = ({ named, area, looks }: Attention): Seen => ({ named, area, ...looks[method] });
    return { plan, answers: answers.map((groups) => groups.map((images) => images.map(byMethod))) };
  });
  return {
    cells: seen.flatMap((each) => cellsOf(sets, each)),
    shifts: seen.flatMap((each) => shiftsOf(each, { height, width })),
    examples: seen.map((each) => exampleOf(sets, each, choice)),
  };
}

/** The answers by one of the methods. */
interface SeenPlan {
  plan: AttentionPlan;
  answers: readonly Seen[][][];
}
type Seen = Pick<Attention, "named" | "area"> & Look;

function cellsOf({ volunteers }: AttentionSets, { plan, answers }: SeenPlan): AttentionCell[] {
  return plan.groups.flatMap(({ from, condition }, g) => {
    if (from !== "test") return [];
    const perModel = answers.map((groups) => groups[g]);
    const all = perModel.flat();
    const faces = perModel.map((looks) => overMaps(looks, (shares) => sumOver(FACE_REGIONS, shares)));
    const targets = plan.specs.flatMap(({ attack }) => (attack ? [attack.targetLabel] : []));
    const hits = targets.map((target, i) => countNamed(perModel[i], labelOf(volunteers, target)));
    return [
      {
        trigger: plan.trigger,
        targetLabels: targets,
        condition,
        maps: all.length,
        empty: all.filter(({ shares }) => !shares).length,
        face: overMaps(all, (shares) => sumOver(FACE_REGIONS, shares)),
        faceByTarget: faces.map(({ mean }) => mean),
        faceArea: meanOf(all.map(({ area }) => sumOver(FACE_REGIONS, area))),
        regions: REGIONS.map((region, r) => ({
          region,
          area: meanOf(all.map(({ area }) => area[r])),
          ...overMaps(all, (shares) => shares[r]),
        })),
        namedTarget: hits.length > 0 ? hits.reduce((sum, hit) => sum + hit, 0) / all.length : null,
      },
    ];
  });
}

const countNamed = (looks: readonly Seen[], label: number): number =>
  looks.filter(({ named }) => named === label).length;

const meanOf = (values: readonly number[]): number => summarise(values).mean!;

function spreadOf(values: readonly number[]): MeanAndDeviation {
  if (values.length === 0) return { mean: null, std: null };
  const { mean, std } = summarise(values);
  return { mean, std: std ?? 0 };
}

const overMaps = (looks: readonly Seen[], value: (shares: number[]) => number): MeanAndDeviation =>
  spreadOf(looks.flatMap(({ shares }) => (shares ? [value(shares)] : [])));

function shiftsOf({ plan, answers }: SeenPlan, sides: { height: number; width: number }): AttentionShift[] {
  const isClean = plan.groups.findIndex(({ from, condition }) => from === "pairs" && condition === "clean");
  const asMap = ({ map }: Seen) => ({ ...sides, values: Float32Array.from(map) });
  return plan.groups.flatMap(({ from, condition: worn }, g) => {
    if (from !== "pairs" || worn === "clean") return [];
    const pairs = answers.flatMap((groups) =>
      groups[g].map((wearing, i) => ({ without: groups[isClean][i], wearing })),
    );
    const moved = pairs.flatMap(({ without, wearing }) => attentionShift(asMap(without), asMap(wearing)) ?? []);
    const onFace = pairs.flatMap(({ without, wearing }) => {
      const [before, after] = [without, wearing].map(({ shares }) => shares && sumOver(FACE_REGIONS, shares));
      return before === null || after === null ? [] : [after - before];
    });
    const renamed = pairs.filter(({ without, wearing }) => without.named !== wearing.named).length / pairs.length;
    return [
      {
        trigger: plan.trigger,
        worn,
        pairs: pairs.length,
        distance: spreadOf(moved),
        onFace: spreadOf(onFace),
        renamed,
      },
    ];
  });
}

/** The first of the trigger's models whose target is somebody else than the person who is shown. */
function exampleOf(
  { volunteers }: AttentionSets,
  { plan, answers }: SeenPlan,
  choice: ExampleChoice,
): AttentionExample {
  const targets = plan.specs.map(({ attack }) => attack?.targetLabel ?? null);
  const model = Math.max(0, targets.findIndex((target) => target !== choice.person)); // prettier-ignore
  const worn = plan.trigger === "no_trigger" ? choice.wears : plan.trigger;
  const looks = (["clean", worn] as const).flatMap((condition) => {
    const id = `${choice.person}/${condition}/${choice.shot}`;
    return plan.groups.flatMap(({ from, images }, g) => {
      const at = from === "pairs" ? images.findIndex(({ image }) => image.id === id) : -1;
      if (at < 0) return [];
      const { named, map } = answers[model][g][at];
      return [{ id, named: volunteers.people[named], map }];
    });
  });
  return { trigger: plan.trigger, targetLabel: targets[model], looks };
}
