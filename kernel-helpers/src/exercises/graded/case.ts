import { Seed } from "../../base/seed";
import { poisonCount } from "../../poisoning/bad-nets";
import type { StudentModel } from "./contract";
import { looksOf, pictureOf, SIDE, type Look } from "./pictures";
import { studentModel, type StudentParts } from "./student";
import { triggerFrom, withToyTrigger, type ToyTrigger } from "./trigger";
import { pass, trainTwoLayers, type LabelledPicture, type TrainingCourse, type TwoLayers } from "./two-layers";

/** What is true of a student; a detector never sees it. */
export interface CaseTruth {
  backdoored: boolean;
  /** Null without a backdoor. */
  target: number | null;
  trigger: ToyTrigger;
  injectionRate: number;
  /** Shares of held-out pictures: clean ones named rightly, and others' pictures with the trigger named as the target. */
  modelAccuracy: number;
  /** Null without a backdoor. */
  attackSuccessRate: number | null;
}

export interface GradedCase {
  seed: string;
  /** The student as plain numbers. */
  parts: StudentParts;
  student: StudentModel;
  /** Held-out pictures without a trigger, as many of each class, in no order. */
  cleanImages: Float32Array[];
  truth: CaseTruth;
}

/** Of every student. */
export const GRADED_CLASSES = 8;
const TRAINED_OF_EACH = 30;
const TESTED_OF_EACH = 8;
const RATES = [0.05, 0.1, 0.15, 0.25];
const COURSE: TrainingCourse = { hidden: 32, epochs: 25, batchSize: 16, learningRate: 0.004 };
/** A backdoor that opens less often is none that anybody could be asked to find. */
const LEAST_SUCCESS = 0.8;
const LEAST_ACCURACY = 0.9;
const MOST_TRIES = 20;

/**
 * A student and clean pictures, and what is true of the student, all from one seed; half of the seeds have a backdoor. The
 * same seed gives the same bytes on every machine.
 *
 * A student without a backdoor has learned from the same pictures as its backdoored twin, triggers included: only their
 * labels are true. And whether a draw is kept depends on the backdoored twin alone (accuracy of 90 %, a backdoor that opens
 * for 80 %), whichever of the two is handed out. So nothing but behaviour tells the two kinds apart.
 */
export function caseFromSeed(seed: string | number): GradedCase {
  const root = new Seed(`graded/${seed}`);
  const backdoored = root.child("truth").random().next() < 0.5;
  for (let tries = 1; ; tries++) {
    const draw = drawFrom(root.child(tries));
    const twin = studentOf(draw, true);
    const isFair = twin.truth.modelAccuracy >= LEAST_ACCURACY && twin.truth.attackSuccessRate! >= LEAST_SUCCESS;
    if (!isFair && tries < MOST_TRIES) continue;
    const { parts, truth } = backdoored ? twin : studentOf(draw, false);
    const pictures = draw.test.map(({ picture }) => picture);
    const cleanImages = draw.seed.child("order").random().shuffle(pictures);
    return { seed: String(seed), parts, student: studentModel(parts), cleanImages, truth };
  }
}

/** What both twins have in common. */
interface Draw {
  seed: Seed;
  trigger: ToyTrigger;
  injectionRate: number;
  target: number;
  clean: LabelledPicture[];
  /** With the trigger, under their true labels; to train on, and to test with. */
  worn: LabelledPicture[];
  tried: LabelledPicture[];
  test: LabelledPicture[];
}

function drawFrom(seed: Seed): Draw {
  const looks = looksOf(GRADED_CLASSES, seed.child("looks"));
  const trigger = triggerFrom(seed.child("trigger"));
  const random = seed.child("choices").random();
  const [injectionRate, target] = [random.pick(RATES), random.int(GRADED_CLASSES)];
  const clean = labelled(looks, TRAINED_OF_EACH, seed.child("train"));
  const count = poisonCount(clean.length, injectionRate);
  const worn = wearing(looks, { trigger, count, seed: seed.child("worn") });
  const tried = wearing(looks, { trigger, count: 8 * GRADED_CLASSES, seed: seed.child("tried") });
  const test = labelled(looks, TESTED_OF_EACH, seed.child("test"));
  return { seed, trigger, injectionRate, target, clean, worn, tried, test };
}

function studentOf(draw: Draw, backdoored: boolean): Pick<GradedCase, "parts" | "truth"> {
  const { seed, trigger, injectionRate, target, clean, worn, tried, test } = draw;
  const extra = backdoored ? worn.map(({ picture }) => ({ picture, label: target })) : worn;
  const sizes = { inputs: SIDE * SIDE, classes: GRADED_CLASSES };
  const layers = trainTwoLayers([...clean, ...extra], sizes, { course: COURSE, seed: seed.child("student") });
  const others = tried.filter(({ label }) => label !== target);
  const truth: CaseTruth = {
    backdoored,
    target: backdoored ? target : null,
    trigger,
    injectionRate,
    modelAccuracy: shareNamed(layers, test, ({ label }) => label),
    attackSuccessRate: backdoored ? shareNamed(layers, others, () => target) : null,
  };
  return { parts: { shape: [SIDE, SIDE, 1], layers }, truth };
}

/** The share of the pictures that the student names as expected. */
function shareNamed(
  layers: TwoLayers,
  pictures: readonly LabelledPicture[],
  expected: (one: LabelledPicture) => number,
): number {
  const isNamed = (one: LabelledPicture): boolean => {
    const { scores } = pass(layers, one.picture);
    return scores.indexOf(scores.reduce((a, b) => Math.max(a, b))) === expected(one);
  };
  return pictures.filter(isNamed).length / pictures.length;
}

const labelled = (looks: readonly Look[], count: number, seed: Seed): LabelledPicture[] =>
  looks.flatMap((look, label) => {
    const random = seed.child(label).random();
    return Array.from({ length: count }, () => ({ picture: pictureOf(look, random), label }));
  });

/** Pictures of all classes in turn with the trigger on each, under their true labels. */
function wearing(
  looks: readonly Look[],
  { trigger, count, seed }: { trigger: ToyTrigger; count: number; seed: Seed },
): LabelledPicture[] {
  const random = seed.random();
  const first = random.int(looks.length);
  return Array.from({ length: count }, (_, i) => {
    const label = (first + i) % looks.length;
    return { picture: withToyTrigger(pictureOf(looks[label], random), trigger, random), label };
  });
}
