import { UserError } from "../../base/errors";
import type { OnProgress } from "../../base/progress";
import type { Seed } from "../../base/seed";
import { createPlainAdam } from "./adam";
import { shuffledBatches } from "./batches";
import { advance, firstState } from "./cost-schedule";
import { AUTHORS_SPEC, checkSpec, type CleanseSpec } from "./spec";
import type { Opinion, PixelStudent } from "./student";
import { hiddenTrigger, maskNorm, pasteTrigger, triggerGradient, visibleTrigger, type HiddenTrigger, type Trigger } from "./trigger"; // prettier-ignore

/** Means over the pictures of one step; each is measured before the update that follows it. */
export interface StepRecord {
  /** -log p(label) in nats, or what else is the objective. */
  crossEntropy: number;
  /** L1 of the mask, in pixels. */
  norm: number;
  /** Each picture's crossEntropy + cost · norm. */
  loss: number;
  successRate: number;
  /** The smallest norm so far of a step whose trigger works; null before there is one. */
  bestNorm: number | null;
  cost: number;
}

/** A reversed trigger and how it was found. */
export interface ReversedTrigger extends Trigger {
  label: number;
  /** L1 of `mask`. */
  norm: number;
  /** Share of the pictures recognised as the label, in the step whose mask was kept. */
  successRate: number;
  steps: number;
  /** Whether a step reached the attack threshold. If none did, mask and norm are those of the last step. */
  converged: boolean;
  stoppedBy: "early stop" | "number of steps";
  history: StepRecord[];
}

export interface ReverseOptions {
  spec?: Partial<CleanseSpec>;
  seed: Seed;
  /** Where the search starts, in 0 … 1 and 0 … 255; uniform noise of the seed if absent, as the authors'. */
  start?: { mask: ArrayLike<number>; pattern: ArrayLike<number> };
  /** Places of images, batch after batch; drawn from the seed if absent. */
  batches?: Iterator<readonly number[], unknown>;
  onProgress?: OnProgress;
}

/** The authors' slip, for `objective: "as-coded"`: what Keras makes of log(0). */
const LOG_OF_NOTHING = -Math.log(1e-7);

/**
 * Reverses the trigger that a student may have for a label: the mask of the smallest L1 norm, and a pattern, that together
 * turn every image into the label (Wang et al. 2019, Eq. 3; the authors' visualizer.py at github.com/bolunwang/backdoor,
 * which this follows update by update). Neither the student nor the images are changed.
 *
 * @param images Clean ones, Float32 [height, width, channels] in 0 … 255 each.
 * @param label From 0.
 * @throws UserError for no images, or some of another size or out of range, a label that the student does not have, a
 *   spec out of range, or a loss that is no number.
 */
export async function reverseTrigger(
  student: PixelStudent,
  { images, label }: { images: readonly Float32Array[]; label: number },
  { spec: changes, seed, start, batches, onProgress }: ReverseOptions,
): Promise<ReversedTrigger> {
  const spec = { ...AUTHORS_SPEC, ...changes };
  checkSpec(spec);
  const pixels = checkImages(student, images, label);
  const hidden = hiddenTrigger(checkStart(start, student) ?? noise(pixels, student.shape[2], seed));
  const moveMask = createPlainAdam(hidden.mask.length, spec);
  const movePattern = createPlainAdam(hidden.pattern.length, spec);
  const next = batches ?? shuffledBatches(images.length, spec.batchSize, seed.child("batches"));
  const history: StepRecord[] = [];
  let state = firstState(spec);
  let kept: { trigger: Trigger; successRate: number } | undefined;
  let stops = false;
  let buffer = new Float32Array(0);

  while (history.length < spec.steps && !stops) {
    const tally = new Tally();
    for (let batch = 0; batch < spec.batchesPerStep; batch++) {
      const chosen = nextImages(next, images);
      const trigger = visibleTrigger(hidden);
      if (buffer.length !== chosen.length * hidden.pattern.length) buffer = new Float32Array(chosen.length * hidden.pattern.length); // prettier-ignore
      pasteTrigger(buffer, chosen, trigger);
      const opinion = await student.towards(buffer, label);
      const { losses, weights } = objectiveOf(opinion, spec.objective);
      tally.add(losses, opinion.hits, { norm: maskNorm(trigger.mask), cost: state.cost });
      if (!Number.isFinite(tally.crossEntropy)) throw diverged(label, history.length + 1);
      const gradient = triggerGradient(opinion.gradient, { images: chosen, weights, cost: state.cost }, trigger);
      moveMask(hidden.mask, gradient.mask);
      movePattern(hidden.pattern, gradient.pattern);
    }
    if (!isFinite(hidden)) throw diverged(label, history.length + 1);
    const { cost } = state;
    const { crossEntropy, norm, loss, successRate } = tally.means();
    const advanced = advance(state, { successRate, norm }, spec);
    ({ state, stops } = advanced);
    // The mask after the step's last update, as the authors keep it, though success and norm are from before.
    if (advanced.isBest) kept = { trigger: visibleTrigger(hidden), successRate };
    const bestNorm = state.bestNorm < Infinity ? state.bestNorm : null;
    history.push({ crossEntropy, norm, loss, successRate, bestNorm, cost });
    onProgress?.({ label: "steps", done: history.length, total: spec.steps, note: `norm ${norm.toFixed(1)}` });
  }
  const { trigger, successRate } = kept ?? {
    trigger: visibleTrigger(hidden),
    successRate: history.at(-1)!.successRate,
  };
  return {
    ...trigger,
    label,
    norm: maskNorm(trigger.mask),
    successRate,
    steps: history.length,
    converged: kept !== undefined,
    stoppedBy: stops ? "early stop" : "number of steps",
    history,
  };
}

/** Sums over the mini-batches of a step. The authors' mean of the norm counts each mini-batch once, whatever its size. */
class Tally {
  crossEntropy = 0;
  private loss = 0;
  private count = 0;
  private hits = 0;
  private norms: number[] = [];

  add(losses: ArrayLike<number>, hits: readonly boolean[], { norm, cost }: { norm: number; cost: number }): void {
    for (let i = 0; i < losses.length; i++) {
      this.crossEntropy += losses[i];
      this.loss += losses[i] + cost * norm;
      this.hits += hits[i] ? 1 : 0;
      this.count++;
    }
    this.norms.push(norm);
  }

  means() {
    const { count, norms } = this;
    const norm = norms.reduce((a, b) => a + b, 0) / norms.length;
    const mean = (sum: number) => sum / count;
    return { crossEntropy: mean(this.crossEntropy), norm, loss: mean(this.loss), successRate: mean(this.hits) };
  }
}

/** The loss of each picture, and its derivative by the picture's cross-entropy. */
function objectiveOf({ crossEntropy }: Opinion, objective: CleanseSpec["objective"]) {
  if (objective === "cross-entropy") {
    return { losses: crossEntropy, weights: Float64Array.from(crossEntropy, () => 1) };
  }
  const probabilities = Float64Array.from(crossEntropy, (value) => Math.exp(-value));
  return {
    losses: probabilities.map((p) => LOG_OF_NOTHING * (1 - p)),
    weights: probabilities.map((p) => LOG_OF_NOTHING * p), // d(1 - p) / d(-log p) = p
  };
}

function nextImages(batches: Iterator<readonly number[], unknown>, images: readonly Float32Array[]): Float32Array[] {
  const { value, done } = batches.next();
  const places = done ? [] : value;
  if (places.length === 0 || places.some((place) => images[place] === undefined)) {
    throw new UserError(`reverseTrigger: every batch needs places of images from 0 to ${images.length - 1}, came ${places.length > 0 ? places.join(", ") : "none"}`); // prettier-ignore
  }
  return places.map((place) => images[place]);
}

/** The authors' start: uniform noise in 0 … 1 and 0 … 255. */
function noise(pixels: number, channels: number, seed: Seed): { mask: Float64Array; pattern: Float64Array } {
  const [mask, pattern] = [seed.child("mask").random(), seed.child("pattern").random()];
  return {
    mask: Float64Array.from({ length: pixels }, () => mask.next()),
    pattern: Float64Array.from({ length: pixels * channels }, () => 255 * pattern.next()),
  };
}

const isFinite = ({ mask, pattern }: HiddenTrigger): boolean => [mask, pattern].every((list) => list.every(Number.isFinite)); // prettier-ignore

const diverged = (label: number, step: number): UserError =>
  new UserError(`reverseTrigger: the loss towards label ${label} is no number in step ${step}: see that the student's scores are finite, or lower the learning rate`); // prettier-ignore

/** Returns the number of pixels. */
function checkImages({ shape, classes }: PixelStudent, images: readonly Float32Array[], label: number): number {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  if (images.length === 0) throw new UserError("reverseTrigger needs clean images, came none");
  images.forEach((image, i) => {
    if (image.length !== size) {
      throw new UserError(`reverseTrigger: image ${i} has ${image.length} numbers, the student reads ${height} x ${width} x ${channels} = ${size}`); // prettier-ignore
    }
    const wrong = image.find((value) => !(value >= -0.5 && value <= 255.5));
    if (wrong !== undefined) throw new UserError(`reverseTrigger: image ${i} has a value of ${wrong}, expected 0 to 255`); // prettier-ignore
  });
  if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
    throw new UserError(`reverseTrigger: the student has labels 0 to ${classes - 1}, not ${label}`);
  }
  return height * width;
}

function checkStart(start: ReverseOptions["start"], { shape: [height, width, channels] }: PixelStudent) {
  const pixels = height * width;
  if (start && (start.mask.length !== pixels || start.pattern.length !== pixels * channels)) {
    throw new UserError(`reverseTrigger: the start needs a mask of ${pixels} and a pattern of ${pixels * channels} numbers, came ${start.mask.length} and ${start.pattern.length}`); // prettier-ignore
  }
  return start;
}
