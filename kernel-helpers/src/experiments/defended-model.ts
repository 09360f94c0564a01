import { UserError } from "../base/errors";
import type { Halves } from "../base/half";
import { hashOf } from "../base/hash";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import type { ImageSet, LabelledImage } from "../dataset/image-set";
import { activationClustering, type ClassClusters } from "../defenses/activation-clustering";
import { activationCorrelation, type ActivationCorrelation } from "../defenses/activation-correlation";
import { CLUSTER_RULES, type ClusterRule } from "../defenses/cluster-rules";
import type { Rows } from "../defenses/numeric/rows";
import { outlierScores } from "../defenses/spectral-signatures";
import { blendedEntropy, STRIP_WEIGHTS } from "../defenses/strip";
import { poisonDataset } from "../poisoning/bad-nets";
import { codeVersion } from "../store/code-version";
import { readRecord, reuseOrCompute, type RecordInputs } from "../store/records";
import { teacherNamed } from "../teachers";
import type { Teacher } from "../teachers/teacher";
import { modelInputs, ratesOf, withTrained, type ModelSpec, type Rates } from "../training/attack-model";
import { FeatureMemory } from "../training/feature-memory";
import { blendCode, extractBlends, storedBlends, type BlendRequest } from "./blended-features";
import { studentLayers, type StudentLayers } from "./student-layers";

/** How STRIP's overlays are weighed. */
export type BlendName = keyof typeof STRIP_WEIGHTS;

/** A backdoored model, and the images that the defenses ask it about; none of them is trained on. */
export interface DefenseQuestion {
  set: ImageSet<LabelledImage>;
  spec: ModelSpec;
  /** How many of the overlays each way of blending uses, from the first on. */
  blends: Partial<Record<BlendName, number>>;
  overlays: readonly LabelledImage[];
  /** Clean: what STRIP's threshold comes from, and what its false positive rate is measured on. */
  threshold: readonly LabelledImage[];
  clean: readonly LabelledImage[];
  /** With the model's trigger: what STRIP judges. */
  triggered: readonly LabelledImage[];
  /** The same moments without and with the trigger, in the same order. */
  pairs: { without: readonly LabelledImage[]; with: readonly LabelledImage[] };
}

export const REDUCTIONS = ["ica", "pca"] as const;
export type Reduction = (typeof REDUCTIONS)[number];

/** What Activation Clustering makes of one class. */
export type ClusteredClass = Pick<ClassClusters, "label" | "sizes" | "silhouette" | "ica">;

/** Entropies in bits, in the order of the question's images. */
export interface Entropies {
  threshold: number[];
  clean: number[];
  triggered: number[];
}

export const CORRELATED_LAYERS = ["hidden", "scores"] as const;
export type CorrelatedLayer = (typeof CORRELATED_LAYERS)[number];

/** Clean against triggered, in the readings that the paper leaves open. */
export interface Correlations {
  /** Clean test images against held-out trigger images. */
  test: ActivationCorrelation;
  /** What the target class was trained on: its clean images against the poison. */
  targetClass: ActivationCorrelation;
  /** The same moments without and with the trigger. */
  pairs: ActivationCorrelation;
}

/** What the defenses see of one model; the training images are numbered in their order, clean ones first. */
export interface Defended extends Rates {
  cleanCount: number;
  poisonCount: number;
  /** Of the target class: its clean training images. */
  targetCount: number;
  /** The class that each training image was trained as. */
  labels: number[];
  target: number;
  /** Outlier scores of Spectral Signatures within the image's class. */
  spectral: { centred: number[]; uncentred: number[] };
  clustering: Record<Reduction, { classes: ClusteredClass[]; flagged: Record<ClusterRule, number[]> }>;
  /** Whether each of the question's triggered images is taken for the target. */
  reached: boolean[];
  strip: Partial<Record<BlendName, Entropies>>;
  correlation: Record<CorrelatedLayer, Correlations>;
}

/** Starts of k-means: fewer do not find the best division (`ClusteringOptions`). */
const RESTARTS = 300;

const OWN_CODE = [
  ...["activation-clustering", "activation-correlation", "classes", "cluster-rules", "spectral-signatures", "strip", "numeric"].map((module) => `defenses/${module}`), // prettier-ignore
  ...["base/pearson", "experiments/defended-model", "experiments/student-layers"],
];

/** What a model's defenses depend on. */
export function defendedInputs({ set, spec, blends, ...asked }: DefenseQuestion): RecordInputs {
  const { data, code } = modelInputs(set, spec);
  const { overlays, threshold, clean, triggered, pairs } = asked;
  const lists = [overlays, threshold, clean, triggered, pairs.without, pairs.with];
  return {
    kind: "defended",
    config: { ...spec, blends, restarts: RESTARTS },
    data: { model: data, asked: hashOf(lists.map((images) => images.map(({ sha256, landmarks }) => [sha256, landmarks]))) }, // prettier-ignore
    code: `${code}+${codeVersion(...OWN_CODE, ...blendCode(teacherNamed(spec.teacher)))}`,
  };
}

export const storedDefended = (question: DefenseQuestion): Defended | undefined =>
  readRecord<Defended>(defendedInputs(question))?.result;

/** Every blend that a question needs. */
export function blendsWanted({ blends, overlays, threshold, clean, triggered }: DefenseQuestion): BlendRequest[] {
  return Object.entries(blends).flatMap(([name, count]) => {
    const laid = { overlays: overlays.slice(0, count), weights: STRIP_WEIGHTS[name as BlendName] };
    return [...threshold, ...clean, ...triggered].map((image) => ({ image, ...laid }));
  });
}

/**
 * A job for the pool: trains each model again, which gives the same model, applies Spectral Signatures, Activation
 * Clustering and STRIP to it, and stores what they say, unless that is stored already.
 *
 * @throws UserError if a training diverges.
 */
export async function defendModels(
  { questions }: { questions: readonly DefenseQuestion[] },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<void> {
  const memory = new FeatureMemory();
  for (const [index, question] of questions.entries()) {
    await reuseOrCompute(defendedInputs(question), () => defend(question, memory));
    onProgress?.({ label: "models defended", done: index + 1, total: questions.length });
  }
}

function defend(question: DefenseQuestion, memory: FeatureMemory): Promise<Defended> {
  const { set, spec } = question;
  const teacher = teacherNamed(spec.teacher);
  return withTrained(set, spec, memory, async ({ divergedInEpoch, weights, predict, cleanCount, poisonCount }) => {
    if (divergedInEpoch !== null) {
      throw new UserError(`the training diverged in epoch ${divergedInEpoch}: lower the learning rate`);
    }
    const { train, cleanTest, triggerTest } = poisonDataset(set, spec.attack!, new Seed(spec.seed));
    const target = set.people.indexOf(spec.attack!.targetLabel);
    const labels = train.map(({ label }) => label);
    const layers = studentLayers(weights());
    const layersOf = async (images: readonly LabelledImage[]) => layers.of(await originals(memory, teacher, images));
    const named = async (images: readonly LabelledImage[]) =>
      (await predict(images)).map((label, i): [string, number] => [images[i].id, label]);
    try {
      const trained = await layersOf(train.map(({ image }) => image));
      const [clean, triggered] = [await layersOf(cleanTest), await layersOf(triggerTest)];
      const [without, worn] = [await layersOf(question.pairs.without), await layersOf(question.pairs.with)];
      const isClean = (i: number) => labels[i] === target && i < cleanCount;
      const correlate = (layer: CorrelatedLayer): Correlations => ({
        test: correlation(clean[layer], triggered[layer]),
        targetClass: correlation(trained[layer].filter((_, i) => isClean(i)), trained[layer].slice(cleanCount)), // prettier-ignore
        pairs: correlation(without[layer], worn[layer]),
      });
      const rates = { clean: await named(cleanTest), triggered: await named(triggerTest), divergedInEpoch };
      return {
        ...ratesOf(set, rates, spec.attack!.targetLabel),
        cleanCount,
        poisonCount,
        targetCount: labels.filter((_, i) => isClean(i)).length,
        labels,
        target,
        spectral: {
          centred: scoresInClasses(trained.hidden, labels, true),
          uncentred: scoresInClasses(trained.hidden, labels, false),
        },
        clustering: {
          ica: clusters(trained.hidden, labels, "ica", spec),
          pca: clusters(trained.hidden, labels, "pca", spec),
        },
        reached: (await predict(question.triggered)).map((label) => label === target),
        strip: await entropies(question, teacher, layers),
        correlation: { hidden: correlate("hidden"), scores: correlate("scores") },
      };
    } finally {
      layers.dispose();
    }
  });
}

async function originals(memory: FeatureMemory, teacher: Teacher, images: readonly LabelledImage[]): Promise<Halves[]> {
  const features: Halves[] = [];
  for (const image of images) features.push(await memory.get(teacher, { image, views: { kind: "original" } }));
  return features;
}

/** The score of each image within its class, whatever is then removed. */
function scoresInClasses(hidden: Rows, labels: readonly number[], centred: boolean): number[] {
  const scores = new Array<number>(labels.length);
  for (const label of new Set(labels)) {
    const members = labels.flatMap((other, i) => (other === label ? [i] : []));
    const own = outlierScores(members.map((i) => hidden[i]), { centred }).scores; // prettier-ignore
    members.forEach((i, place) => (scores[i] = brief(own[place])));
  }
  return scores;
}

function clusters(hidden: Rows, labels: readonly number[], reduction: Reduction, { seed, attack }: ModelSpec) {
  const name = new Seed(seed).child("activation-clustering").child(`${attack!.trigger}/${attack!.targetLabel}`).name;
  const { classes, flagged } = activationClustering(hidden, labels, { reduction, restarts: RESTARTS, seed: name });
  return {
    classes: classes.map(({ label, sizes, silhouette, ica }) => ({ label, sizes, silhouette: brief(silhouette), ica })),
    flagged: Object.fromEntries(CLUSTER_RULES.map((rule) => [rule, flagged[rule]])) as Record<ClusterRule, number[]>,
  };
}

async function entropies(
  question: DefenseQuestion,
  teacher: Teacher,
  layers: StudentLayers,
): Promise<Defended["strip"]> {
  const found: Defended["strip"] = {};
  for (const [name, count] of Object.entries(question.blends)) {
    const overlays = question.overlays.slice(0, count);
    const weights = STRIP_WEIGHTS[name as BlendName];
    const of = async (images: readonly LabelledImage[]) => {
      const list: number[] = [];
      for (const image of images) {
        const features = await blended(teacher, { image, overlays, weights });
        list.push(brief(blendedEntropy(layers.of([features]).probabilities)));
      }
      return list;
    };
    found[name as BlendName] = {
      threshold: await of(question.threshold),
      clean: await of(question.clean),
      triggered: await of(question.triggered),
    };
  }
  return found;
}

/** What is missing on disk, or damaged there, is computed again. */
async function blended(teacher: Teacher, request: BlendRequest): Promise<Halves> {
  const stored = storedBlends(teacher, request);
  if (stored) return stored;
  await extractBlends({ teacherName: teacher.name, requests: [request] });
  return storedBlends(teacher, request)!;
}

function correlation(clean: Rows, triggered: Rows): ActivationCorrelation {
  const { ofMeans, ofPairs, ofAllPairs } = activationCorrelation(clean, triggered);
  return { ofMeans: brief(ofMeans), ofPairs: ofPairs === null ? null : brief(ofPairs), ofAllPairs: brief(ofAllPairs) };
}

/** Six digits: more than float32 agrees on between machines. */
const brief = (value: number): number => Number(value.toPrecision(6));
