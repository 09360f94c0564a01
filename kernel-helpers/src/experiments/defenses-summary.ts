import { chanceAndCeiling } from "../defenses/chance-and-ceiling";
import { CLUSTER_RULES, type ClusterRule } from "../defenses/cluster-rules";
import { detectionRates } from "../defenses/detection-rates";
import { quantile } from "../defenses/numeric/quantile";
import { entropyThreshold } from "../defenses/strip";
import type { ActivationCorrelation } from "../defenses/activation-correlation";
import { CORRELATED_LAYERS, REDUCTIONS, type BlendName, type CorrelatedLayer, type Correlations, type Defended, type Reduction } from "./defended-model"; // prettier-ignore
import { REMOVAL_SHARES, type DefendedTrigger } from "./defenses-plan";
import type { Retrained } from "./retrained-model";
import { summarise, type Summary } from "./summary";

/** What a defense flags in the training data. All are fractions over target labels. */
export interface FlaggedData {
  /** Share of the poison that is flagged. */
  detectionRate: Summary;
  /** Share of the clean images that is flagged: of the target class, and of all classes. */
  falsePositiveRate: Summary;
  falsePositiveRateAll: Summary;
  /** What as many images of the target class, flagged at random, would find; and what no choice of them can exceed. */
  chance: Summary;
  ceiling: Summary;
}

export interface SpectralOutcome extends FlaggedData {
  centred: boolean;
  removalShare: number;
}

export interface ClusteringOutcome extends FlaggedData {
  reduction: Reduction;
  rule: ClusterRule;
  /** Of the target class's two clusters, and the smaller one's share. */
  silhouette: Summary;
  relativeSize: Summary;
}

export const QUANTILES = ["empirical", "normal"] as const;
export interface StripOutcome {
  blend: BlendName;
  overlays: number;
  /** How the threshold is taken from held-out clean images. */
  quantile: (typeof QUANTILES)[number];
  /** Share of the trigger images that are flagged; of those among them that are taken for the target. */
  detectionRate: Summary;
  detectionRateOfReached: Summary;
  /** Share of other clean images that are flagged. */
  falsePositiveRate: Summary;
}

export interface RetrainedOutcome {
  removalShare: number;
  modelAccuracy: Summary;
  attackSuccessRate: Summary;
  /** Success before less success after. */
  drop: Summary;
}

export const CORRELATED_IMAGES = ["test", "targetClass", "pairs"] as const satisfies (keyof Correlations)[];
export const PAIRINGS = ["ofMeans", "ofPairs", "ofAllPairs"] as const satisfies (keyof ActivationCorrelation)[];
export interface CorrelationOutcome {
  layer: CorrelatedLayer;
  images: (typeof CORRELATED_IMAGES)[number];
  pairing: (typeof PAIRINGS)[number];
  correlation: Summary;
}

/** What the defenses make of the models of one trigger, over the target labels. */
export interface DefenseCell {
  trigger: DefendedTrigger;
  /** The poison's share of the target class that was asked for; null at Table 1's injection rate. */
  share: number | null;
  targetLabels: string[];
  /** Mean counts of the target class. */
  cleanInTarget: number;
  poison: number;
  modelAccuracy: Summary;
  attackSuccessRate: Summary;
  attackSuccessRateExcludingTarget: Summary;
  spectral: SpectralOutcome[];
  retrained: RetrainedOutcome | null;
  clustering: ClusteringOutcome[];
  strip: StripOutcome[];
  correlation: CorrelationOutcome[];
}

/** STRIP's false positive rate: Wenger et al., Section 8.1. */
export const STRIP_RATE = 0.05;

/** Numbers of the training images that Spectral Signatures removes, rising: of every class those above its quantile. */
export function removedBy(
  { labels, spectral }: Pick<Defended, "labels" | "spectral">,
  { centred, removalShare }: { centred: boolean; removalShare: number },
): number[] {
  const scores = centred ? spectral.centred : spectral.uncentred;
  const thresholds = new Map(
    [...new Set(labels)].map((label) => [
      label,
      quantile(
        scores.filter((_, i) => labels[i] === label),
        1 - removalShare,
      ),
    ]),
  );
  return scores.flatMap((score, i) => (score > thresholds.get(labels[i])! ? [i] : []));
}

export interface SummarisedModels {
  trigger: DefendedTrigger;
  share: number | null;
  targetLabels: string[];
  overlays: Partial<Record<BlendName, number>>;
  defended: readonly Defended[];
  /** Null where the cell's models are not retrained. */
  retrained: { removalShare: number; models: readonly Retrained[] } | null;
}

export function summariseCell({ trigger, share, targetLabels, overlays, ...models }: SummarisedModels): DefenseCell {
  const { defended, retrained } = models;
  const over = (pick: (model: Defended) => number | null): Summary => summarise(defended.map(pick));
  return {
    trigger,
    share,
    targetLabels,
    cleanInTarget: over(({ targetCount }) => targetCount).mean!,
    poison: over(({ poisonCount }) => poisonCount).mean!,
    modelAccuracy: over(({ modelAccuracy }) => modelAccuracy),
    attackSuccessRate: over(({ attackSuccessRate }) => attackSuccessRate),
    attackSuccessRateExcludingTarget: over((model) => model.attackSuccessRateExcludingTarget),
    spectral: REMOVAL_SHARES.flatMap((removalShare) =>
      [true, false].map((centred) => ({
        centred,
        removalShare,
        ...flaggedData(defended, (model) => removedBy(model, { centred, removalShare })),
      })),
    ),
    retrained: retrained && retrainedOutcome(defended, retrained),
    clustering: REDUCTIONS.flatMap((reduction) =>
      CLUSTER_RULES.map((rule) => {
        const ofTarget = ({ clustering, target }: Defended) => clustering[reduction].classes.find(({ label }) => label === target)!; // prettier-ignore
        return {
          reduction,
          rule,
          silhouette: over((model) => ofTarget(model).silhouette),
          relativeSize: over((model) => ofTarget(model).sizes[1] / (ofTarget(model).sizes[0] + ofTarget(model).sizes[1])), // prettier-ignore
          ...flaggedData(defended, ({ clustering }) => clustering[reduction].flagged[rule]),
        };
      }),
    ),
    strip: stripOutcomes(defended, overlays),
    correlation: CORRELATED_LAYERS.flatMap((layer) =>
      CORRELATED_IMAGES.flatMap((images) =>
        PAIRINGS.flatMap((pairing) => {
          const values = defended.map((model) => model.correlation[layer][images][pairing]);
          return values.includes(null) ? [] : [{ layer, images, pairing, correlation: summarise(values) }];
        }),
      ),
    ),
  };
}

/** Detection of the poison, which is all in the target class, against what as many flagged images could find there. */
function flaggedData(models: readonly Defended[], flagged: (model: Defended) => number[]): FlaggedData {
  const each = models.map((model) => {
    const { labels, target, cleanCount } = model;
    const isPoison = labels.map((_, i) => i >= cleanCount);
    const { targetClass, allClasses } = detectionRates(flagged(model), { labels, isPoison, targetLabel: target });
    const { clean, poison, flagged: removed } = targetClass;
    return { targetClass, allClasses, ...chanceAndCeiling({ clean, poison, removed }) };
  });
  return {
    detectionRate: summarise(each.map(({ targetClass }) => targetClass.detectionRate)),
    falsePositiveRate: summarise(each.map(({ targetClass }) => targetClass.falsePositiveRate)),
    falsePositiveRateAll: summarise(each.map(({ allClasses }) => allClasses.falsePositiveRate)),
    chance: summarise(each.map(({ chance }) => chance)),
    ceiling: summarise(each.map(({ ceiling }) => ceiling)),
  };
}

function retrainedOutcome(
  defended: readonly Defended[],
  { removalShare, models }: { removalShare: number; models: readonly Retrained[] },
): RetrainedOutcome {
  const drops = models.map(({ attackSuccessRate }, i) => {
    const before = defended[i].attackSuccessRate;
    return before === null || attackSuccessRate === null ? null : before - attackSuccessRate;
  });
  return {
    removalShare,
    modelAccuracy: summarise(models.map(({ modelAccuracy }) => modelAccuracy)),
    attackSuccessRate: summarise(models.map(({ attackSuccessRate }) => attackSuccessRate)),
    drop: summarise(drops),
  };
}

const shareOf = (flags: readonly boolean[]): number | null =>
  flags.length > 0 ? flags.filter(Boolean).length / flags.length : null;

function stripOutcomes(models: readonly Defended[], overlays: Partial<Record<BlendName, number>>): StripOutcome[] {
  return (Object.keys(models[0].strip) as BlendName[]).flatMap((blend) =>
    QUANTILES.map((kind) => {
      const each = models.map(({ strip, reached }) => {
        const { threshold: held, clean, triggered } = strip[blend]!;
        const threshold = entropyThreshold(held, { falsePositiveRate: STRIP_RATE, quantile: kind });
        const isFlagged = (entropy: number) => entropy <= threshold;
        return {
          detected: shareOf(triggered.map(isFlagged)),
          ofReached: shareOf(triggered.filter((_, i) => reached[i]).map(isFlagged)),
          wrong: shareOf(clean.map(isFlagged)),
        };
      });
      return {
        blend,
        overlays: overlays[blend]!,
        quantile: kind,
        detectionRate: summarise(each.map(({ detected }) => detected)),
        detectionRateOfReached: summarise(each.map(({ ofReached }) => ofReached)),
        falsePositiveRate: summarise(each.map(({ wrong }) => wrong)),
      };
    }),
  );
}
