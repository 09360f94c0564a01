import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../base/errors";
import { loadEngine } from "../engine/load";
import { cam } from "./cam";
import { checkFeatureMap, type ActivationMap, type FeatureMap } from "./feature-map";
import { gradCam } from "./grad-cam";
import { gradCamPlusPlus } from "./grad-cam-plus-plus";
import { hiResCam } from "./hires-cam";
import type { PartedTrunk } from "./parted-trunk";
import type { StudentHead } from "./student-head";

export const CAM_METHODS = ["cam", "grad-cam", "grad-cam++", "hires-cam"] as const;
export type CamMethod = (typeof CAM_METHODS)[number];

/** A teacher's trunk and a trained head. */
export interface Student {
  trunk: Pick<PartedTrunk, "featuresOf" | "isGlobalMean">;
  head: StudentHead;
}

export interface ExplainOptions {
  /** Default: `usualMethod`. */
  method?: CamMethod;
  /** The class whose map is wanted. Default: the one that the student names. */
  classNumber?: number;
}

/** What a student makes of a picture. */
export interface Answered {
  /** Class number with the highest score. */
  named: number;
  /** Scores before the softmax, Float32 [classes]. */
  scores: Float32Array;
}

export interface Explanation extends Answered {
  /** Of the layer's size. Zhou's `cam` has a sign; the others have their positive part only. */
  map: ActivationMap;
  method: CamMethod;
}

/** Zhou's own method where the student pools its last map and has one linear layer, else Grad-CAM. */
export const usualMethod = ({ trunk, head }: Student): CamMethod =>
  trunk.isGlobalMean && head.linear ? "cam" : "grad-cam";

/**
 * The class activation map of a student for what its layer puts out (`PartedTrunk.mapOf`).
 *
 * @throws UserError for a class that it does not have, or for "cam" where the student is not made for it.
 */
export function explain(student: Student, map: FeatureMap, options: ExplainOptions = {}): Explanation {
  const { method = usualMethod(student), classNumber } = options;
  const { maps, ...answered } = explainBy(student, map, [method], { classNumber });
  return { ...answered, map: maps[0], method };
}

/** The same by several methods at the price of one; the maps come in the order of the methods. */
export function explainBy(
  student: Student,
  map: FeatureMap,
  methods: readonly CamMethod[],
  { classNumber: wanted }: Pick<ExplainOptions, "classNumber"> = {},
): Answered & { maps: ActivationMap[] } {
  checkFeatureMap("explain", map);
  const scores = scoresOf(student, map);
  const named = scores.indexOf(scores.reduce((most, score) => Math.max(most, score), -Infinity));
  const classNumber = wanted ?? named;
  if (!Number.isInteger(classNumber) || classNumber < 0 || classNumber >= scores.length) {
    throw new UserError(`the student has the classes 0 … ${scores.length - 1}, and none of number ${classNumber}`);
  }
  let gradients: FeatureMap | undefined;
  const maps = methods.map((method) => {
    if (method === "cam") return cam(map, linearWeights(student, classNumber));
    gradients ??= gradientsOf(student, map, classNumber);
    return FROM_GRADIENTS[method](map, gradients);
  });
  return { named, scores, maps };
}

const FROM_GRADIENTS = { "grad-cam": gradCam, "grad-cam++": gradCamPlusPlus, "hires-cam": hiResCam } as const;

function linearWeights({ trunk, head }: Student, classNumber: number): Float32Array {
  if (!trunk.isGlobalMean || !head.linear) {
    throw new UserError(
      `"cam" is for a student that averages its last map and has one linear layer, and this one is made otherwise: use "grad-cam"`,
    );
  }
  return head.linear.filter((_, i) => i % head.classes === classNumber);
}

const asTensor = (engine: typeof tf, { values, height, width, channels }: FeatureMap): tf.Tensor4D =>
  engine.tensor4d(values, [1, height, width, channels]);

function scoresOf({ trunk, head }: Student, map: FeatureMap): Float32Array {
  const engine = loadEngine();
  const scores = engine.tidy(() => head.scores(trunk.featuresOf(asTensor(engine, map))));
  const values = scores.dataSync<"float32">().slice();
  scores.dispose();
  return values;
}

/** Of one class's score before the softmax, with respect to the layer's map. */
export function gradientsOf({ trunk, head }: Student, map: FeatureMap, classNumber: number): FeatureMap {
  const engine = loadEngine();
  const score = (input: tf.Tensor): tf.Scalar =>
    head
      .scores(trunk.featuresOf(input as tf.Tensor4D))
      .slice([0, classNumber], [1, 1])
      .asScalar();
  const gradients = engine.tidy(() => engine.grad(score)(asTensor(engine, map)));
  const values = gradients.dataSync<"float32">().slice();
  gradients.dispose();
  return { ...map, values };
}
