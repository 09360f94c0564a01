import { localPath } from "../base/paths";
import type { OnProgress } from "../base/progress";
import { Seed } from "../base/seed";
import type { ImageSet } from "../dataset/image-set";
import { loadEngine } from "../engine/load";
import { codeVersion } from "../store/code-version";
import { recordKey } from "../store/records";
import type { PretrainedRecord, PretrainingEpoch } from "../teachers/pretrained-record";
import { worldVersion } from "../world";
import { readCheckpoint, writeCheckpoint, type Progressed } from "./checkpoint";
import { holdOut, loadPhotographs } from "./photographs";
import type { Recipe } from "./recipe";
import { trainEpoch, type TrainingImages } from "./train-epochs";
import { Trainer } from "./trainer";
import { writeTeacher } from "./write-teacher";

export interface PretrainOptions {
  seed: string;
  /** Where the weights and their record go. */
  folder: string;
  /** Trains no more: writes what the last checkpoint holds. */
  asItIs?: boolean;
  onProgress?: OnProgress;
  onEpoch?: (epoch: PretrainingEpoch) => void;
}

export interface Pretraining {
  record: PretrainedRecord;
  /** Epochs that this call trained; the others were stored. */
  trained: number;
}

/** The code that decides the weights: what only writes or reports them may change in the middle of a training. */
const CODE = [
  ...["cosine-head", "initial-weights", "native-layers", "photographs", "train-epochs", "trainer", "training-view"].map(
    (module) => `pretraining/${module}`,
  ),
  ...["architectures", "pretrained-networks", "frozen-layers", "wide-chip", "align", "photograph"].map(
    (module) => `teachers/${module}`,
  ),
  ...["augmentation", "engine/native-adam", "engine/native-batch-norm", "engine/resource-variable"],
];

/**
 * Trains a network of the paper's from scratch to tell strangers apart, and verifies after every few epochs that it knows
 * faces: on people it never saw. Every epoch is stored, and a later call goes on from there as if it had not been
 * interrupted. At the end it writes the weights, and the record of how they came about, into `folder`.
 *
 * @throws UserError if there is too little to train or to verify on, or the loss stops being a number.
 */
export async function pretrain(
  recipe: Recipe,
  { strangers, others }: { strangers: ImageSet; others: ImageSet },
  { seed: seedName, folder, asItIs = false, onProgress, onEpoch }: PretrainOptions,
): Promise<Pretraining> {
  const seed = new Seed(seedName).child("pretraining").child(recipe.network);
  const code = codeVersion(...CODE);
  const data = { strangers: strangers.hash, others: others.hash };
  const key = recordKey({ kind: "pretraining", config: { recipe, seed: seedName }, data, code });
  const store = localPath("pretraining", `${recipe.network}-${key.slice(0, 12)}`);
  const images = await loadImages({ strangers, others }, recipe, onProgress);
  const trainer = new Trainer(recipe, strangers.people.length, seed);
  try {
    const progressed = await resume(trainer, store);
    const stored = progressed.curve.length;
    const last = asItIs && stored > 0 ? stored : recipe.epochs;
    while (progressed.curve.length < last) {
      const start = performance.now();
      const epoch = trainEpoch(trainer, images, { recipe, epoch: progressed.curve.length + 1, seed, onProgress });
      progressed.curve.push(epoch);
      progressed.seconds += (performance.now() - start) / 1000;
      const state = await trainer.state();
      writeCheckpoint(store, progressed, state);
      loadEngine().dispose(state);
      onEpoch?.(epoch);
    }
    const record = writeTeacher(
      folder,
      {
        ...{ network: recipe.network, width: recipe.width, inputSize: recipe.inputSize },
        data: { ...describe(strangers), set: strangers.name, worldVersion: worldVersion(), others: describe(others) },
        ...{ recipe: { ...recipe }, seed: seedName, code, ...progressed },
      },
      { trainer, others: images.others },
    );
    return { record, trained: progressed.curve.length - stored };
  } finally {
    trainer.dispose();
  }
}

const describe = ({ hash, people, images }: ImageSet) => ({ hash, people: people.length, images: images.length });

async function loadImages(
  { strangers, others }: { strangers: ImageSet; others: ImageSet },
  { inputSize, heldOut }: Recipe,
  onProgress?: OnProgress,
): Promise<TrainingImages> {
  const known = holdOut(await loadPhotographs(strangers, inputSize, onProgress), heldOut);
  return { ...known, others: await loadPhotographs(others, inputSize, onProgress) };
}

async function resume(trainer: Trainer, store: string): Promise<Progressed> {
  const checkpoint = readCheckpoint(store);
  if (!checkpoint) return { curve: [], seconds: 0 };
  const { state, ...progressed } = checkpoint;
  await trainer.restore(state);
  loadEngine().dispose(state);
  return progressed;
}
