import { UserError } from "../base/errors";
import type { OnProgress } from "../base/progress";
import type { Seed } from "../base/seed";
import type { PretrainingEpoch } from "../teachers/pretrained-record";
import { learningRateAt, type Recipe } from "./recipe";
import type { Trainer } from "./trainer";
import { drawTrainingView, type Photograph } from "./training-view";
import { overChips, verifyFaces } from "./verify-faces";

/** The photographs of a pretraining. */
export interface TrainingImages {
  train: Photograph[];
  /** Of the same people, never trained on. */
  held: Photograph[];
  /** Of other people: who is whom is verified. */
  others: Photograph[];
}

/**
 * Trains one epoch: every photograph once, in a new order and a new view; both follow from the seed and the epoch alone,
 * so that an interrupted training goes on as if nothing had been.
 *
 * @throws UserError if the loss stops being a number.
 */
export function trainEpoch(
  trainer: Trainer,
  images: TrainingImages,
  { recipe, epoch, seed, onProgress }: { recipe: Recipe; epoch: number; seed: Seed; onProgress?: OnProgress },
): PretrainingEpoch {
  const { batchSize, inputSize, epochs, network } = recipe;
  const own = seed.child("epoch").child(epoch);
  const order = own.child("order").random().shuffle(images.train);
  const stepsPerEpoch = Math.ceil(order.length / batchSize);
  const chip = inputSize * inputSize * 3;
  const sums = { loss: 0, hits: 0 };
  let learningRate = 0;
  for (let k = 0; k < stepsPerEpoch; k++) {
    const batch = order.slice(k * batchSize, (k + 1) * batchSize);
    const pixels = new Float32Array(batch.length * chip);
    batch.forEach((photograph, row) =>
      drawTrainingView(pixels.subarray(row * chip, (row + 1) * chip), photograph, inputSize, own),
    );
    learningRate = learningRateAt((epoch - 1) * stepsPerEpoch + k, epochs * stepsPerEpoch, recipe);
    const { loss, hits } = trainer.step(pixels, batch.map(({ label }) => label), learningRate); // prettier-ignore
    if (!Number.isFinite(loss)) throw diverged(epoch, recipe);
    sums.loss += loss * batch.length;
    sums.hits += hits;
    const done = (epoch - 1) * order.length + Math.min(order.length, (k + 1) * batchSize);
    onProgress?.({ label: network, done, total: epochs * order.length, note: `epoch ${epoch} of ${epochs}, loss ${(sums.loss / ((k + 1) * batchSize)).toFixed(2)}` }); // prettier-ignore
  }
  const isVerified = epoch % recipe.verifyEvery === 0 || epoch === epochs;
  return {
    epoch,
    learningRate,
    loss: sums.loss / order.length,
    trainAccuracy: sums.hits / order.length,
    heldOutAccuracy: identified(trainer, images.held, inputSize),
    ...(isVerified ? verified(trainer, images.others, inputSize) : {}),
  };
}

function identified(trainer: Trainer, held: readonly Photograph[], size: number): number {
  const named = overChips(held, size, (pixels) => trainer.identify(pixels));
  return held.filter(({ label }, i) => label === named[i]).length / held.length;
}

const verified = (trainer: Trainer, others: readonly Photograph[], size: number) =>
  verifyFaces(others, overChips(others, size, (pixels) => trainer.descriptors(pixels))); // prettier-ignore

const diverged = (epoch: number, { network, learningRate }: Recipe): UserError =>
  new UserError(
    `pretraining ${network} diverged in epoch ${epoch}: at learning rate ${learningRate} the loss is no number any more; lower the rate`,
  );
