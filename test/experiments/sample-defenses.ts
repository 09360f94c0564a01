import type { Defenses } from "kernel-helpers/dist/experiments/defenses-result";
import { cleanseCell } from "kernel-helpers/dist/experiments/defenses-cleanse";
import type { Defended } from "kernel-helpers/dist/experiments/defended-model";
import { CONTROL_SHARE, REMOVAL_SHARE, type DefendedTrigger } from "kernel-helpers/dist/experiments/defenses-plan";
import { summariseCell, type DefenseCell } from "kernel-helpers/dist/experiments/defenses-summary";
import { removalCell, type RemovalControl } from "kernel-helpers/dist/experiments/removal-control";
import type { ModelCleansed } from "kernel-helpers/dist/experiments/neural-cleanse";
import { anomalyIndex } from "kernel-helpers/dist/defenses/anomaly-index";
import { CLUSTER_RULES, type ClusterRule } from "kernel-helpers/dist/defenses/cluster-rules";
import { SIX } from "kernel-helpers/dist/paper/names";
import { DIGITAL_PATCH } from "kernel-helpers/dist/poisoning/digital/digital-patch";
import { modelSpec, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";

/** How an invented model comes out. */
export interface Invented {
  /** Numbers of training images: two classes of `clean` images each, then the poison, labelled as class 0. */
  clean: number;
  poison: number;
  /** How many of the poison images have the highest scores of their class, and are in the smaller cluster. */
  found: number;
  /** Shares of clean and of trigger images with an entropy below all others. */
  low: { clean: number; triggered: number };
  correlation: number;
}

const USUAL: Invented = { clean: 40, poison: 120, found: 60, low: { clean: 0.05, triggered: 0.3 }, correlation: 0.6 };

/** A model of which the defenses see what is asked for. */
export function inventedModel(wanted: Partial<Invented> = {}): Defended {
  const { clean, poison, found, low, correlation } = { ...USUAL, ...wanted };
  const cleanCount = 2 * clean;
  const labels = Array.from({ length: cleanCount + poison }, (_, i) => (i >= clean && i < cleanCount ? 1 : 0));
  // The found poison first, then clean images, then the rest: scores fall from left to right.
  const scores = labels.map((_, i) => (i >= cleanCount ? (i < cleanCount + found ? 3 : 1) : 2) + i / 1e4);
  const flagged = labels.flatMap((_, i) => (i >= cleanCount && i < cleanCount + found ? [i] : []));
  const rules = Object.fromEntries(CLUSTER_RULES.map((rule) => [rule, flagged])) as Record<ClusterRule, number[]>;
  const sizes: [number, number] = [clean + poison - found, found];
  const clustering = {
    classes: [0, 1].map((label) => ({ label, sizes, silhouette: 0.2, ica: null })),
    flagged: rules,
  };
  const entropies = (share: number) => Array.from({ length: 100 }, (_, i) => (i < 100 * share ? 0 : 1 + i / 100));
  const correlations = { ofMeans: correlation, ofPairs: null, ofAllPairs: correlation / 2 };
  const of = { test: correlations, targetClass: correlations, pairs: { ...correlations, ofPairs: correlation } };
  return {
    modelAccuracy: 0.97,
    attackSuccessRate: 0.9,
    attackSuccessRateExcludingTarget: 0.88,
    cleanCount,
    poisonCount: poison,
    targetCount: clean,
    labels,
    target: 0,
    spectral: { centred: scores, uncentred: scores },
    clustering: { ica: clustering, pca: clustering },
    reached: Array.from({ length: 100 }, (_, i) => i % 10 !== 0),
    strip: { sum: { threshold: entropies(0.05), clean: entropies(low.clean), triggered: entropies(low.triggered) } },
    correlation: { hidden: of, scores: of },
  };
}

export function inventedCell(
  trigger: DefendedTrigger,
  share: number | null,
  wanted: Partial<Invented> = {},
): DefenseCell {
  const defended = [0, 1, 2].map((i) => inventedModel({ ...USUAL, ...wanted, found: (wanted.found ?? USUAL.found) + (i - 1) * 25 })); // prettier-ignore
  const models = defended.map((model) => ({ ...model, attackSuccessRate: 0.89 }));
  const retrained = share === null || share === CONTROL_SHARE ? { removalShare: REMOVAL_SHARE, models } : null;
  return summariseCell({ trigger, share, targetLabels: ["a", "b", "c"], overlays: { sum: 40 }, defended, retrained });
}

/** Invented: every trigger the same, the digital patch found where it is a minority. */
export function sampleDefenses(wanted: Partial<Invented> = {}): Defenses {
  const spec = (trigger: string) => modelSpec({ views: 2, epochs: 2 }, TABLE1_DEFAULTS, { trigger, targetLabel: "a", injectionRate: 0.25 }); // prettier-ignore
  const cleansed = (trigger: string): ModelCleansed => ({
    spec: spec(trigger),
    labels: [50, 48, 52, 49].map((norm, i) => ({ label: "abcd"[i], norm, successRate: 1, steps: 10, converged: true })),
    anomaly: anomalyIndex([50, 48, 52, 49]),
    anomalyIndex: 1.5,
    flaggedLabels: [],
    notConverged: [],
  });
  const control = { clean: 40, poison: 20, found: 20, low: { clean: 0.05, triggered: 0.9 }, correlation: 0.2 };
  return {
    profile: "laptop",
    teacher: TABLE1_DEFAULTS.teacher,
    standsFor: "ResNet50",
    injectionRate: 0.25,
    set: "0123456789abcdef",
    digitalSet: "fedcba9876543210",
    people: 10,
    cleanCount: 428,
    thresholdImages: 200,
    cleanImages: 267,
    triggerImages: 60,
    table: [
      ...SIX.map((trigger) => inventedCell(trigger, null, wanted)),
      inventedCell(DIGITAL_PATCH, null, { ...wanted, correlation: 0.2 }),
    ],
    shares: ([DIGITAL_PATCH, "sunglasses"] as const).flatMap((trigger) =>
      [CONTROL_SHARE, 0.6].map((share) => inventedCell(trigger, share, { ...control, found: 30, poison: 60 })),
    ),
    cleanse: [
      ...SIX.map((trigger) => cleanseCell({ trigger, share: null }, [cleansed(trigger)])),
      cleanseCell({ trigger: DIGITAL_PATCH, share: CONTROL_SHARE }, [cleansed(DIGITAL_PATCH)]),
    ],
  };
}

/** Invented: each defense finds three quarters of the poison, chance a quarter. */
export function sampleRemovalControl(): RemovalControl {
  const after = (cleanCount: number, poisonCount: number, attackSuccessRate: number) => {
    return { modelAccuracy: 0.97, attackSuccessRate, attackSuccessRateExcludingTarget: 0.4, cleanCount, poisonCount };
  };
  const before = { attackSuccessRate: 0.9, cleanCount: 80, poisonCount: 20 };
  const removals = [1, 2].map(() => ({ defense: after(75, 5, 0.5), random: after(65, 15, 0.8) }));
  const cells = SIX.map((trigger) => removalCell({ trigger, share: null, targetLabels: ["a"] }, [{ before, removals }])); // prettier-ignore
  return { profile: "laptop", teacher: TABLE1_DEFAULTS.teacher, injectionRate: 0.25, removalShare: REMOVAL_SHARE, cells }; // prettier-ignore
}
