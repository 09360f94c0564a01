import * as path from "node:path";
import { Argument, InvalidArgumentError, type Command, type Option } from "commander";
import { localPath } from "../../base/paths";
import type { OnProgress } from "../../base/progress";
import { prepareSet } from "../../dataset/rendered";
import { setNamed } from "../../dataset/set-specs";
import { terminalProgress } from "../../notebook/terminal-progress";
import { pretrain, type Pretraining } from "../../pretraining/pretrain";
import { RECIPES, type Recipe } from "../../pretraining/recipe";
import {
  PRETRAINED_NAMES,
  pretrainedFolder,
  type PretrainedName,
  type PretrainingEpoch,
} from "../../teachers/pretrained-record";
import { seedOption } from "../arguments";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";

interface PretrainCommandOptions {
  seed: string;
  epochs?: number;
  width?: number;
  size?: number;
  people?: number;
  count?: number;
  others?: number;
  out?: string;
  asItIs?: boolean;
  json?: boolean;
}

/** Images of each of the others that verification compares, all pairs of them, as experiments/realism does. */
const OTHERS_COUNT = 10;

/** `paper pretrain`: the paper's own networks, trained on rendered strangers. */
export function registerPretrain(program: Command): void {
  program
    .command("pretrain")
    .summary("train a network of the paper's on rendered strangers")
    .description(
      "Train VGG16, ResNet50 or DenseNet121 from scratch to tell 240 rendered strangers apart, and verify it on 65 others. " +
        "Every epoch is stored; the same command goes on after an interruption.",
    )
    .addArgument(new Argument("<network>", "which").choices(PRETRAINED_NAMES))
    .addOption(pretrainingSeedOption())
    .option("--epochs <n>", "length of the training", wholeNumber)
    .option("--width <fraction>", "channels, as a fraction of the published network's", fraction)
    .option("--size <pixels>", "side of its input", wholeNumber)
    .option("--people <n>", "a trial with the first so many strangers", wholeNumber)
    .option("--count <n>", "a trial with so many images of each", wholeNumber)
    .option("--others <n>", "a trial that verifies on the first so many others", wholeNumber)
    .option(
      "--out <dir>",
      "where the weights go (default: data/teachers/<network>; a trial's: local/teachers/<network>)",
    )
    .option("--as-it-is", "train no more: write what the last stored epoch holds")
    .option("--json", "print the record as JSON")
    .action(async (network: PretrainedName, options: PretrainCommandOptions) => {
      const { onProgress, stop } = terminalProgress();
      try {
        const recipe = recipeFor(network, options);
        const isTrial = [options.people, options.count, options.others].some((value) => value !== undefined);
        const usual = isTrial ? localPath("teachers", network) : pretrainedFolder(network);
        const folder = options.out === undefined ? usual : path.resolve(options.out);
        const sets = await prepareSets(options, onProgress);
        const onEpoch = (epoch: PretrainingEpoch) => process.stderr.write(`${epochText(epoch, recipe)}\n`);
        const { seed, asItIs } = options;
        const done = await pretrain(recipe, sets, { seed, folder, asItIs, onProgress, onEpoch });
        stop();
        emit(options.json, done.record, () => resultText(done, folder));
      } finally {
        stop();
      }
    });
}

function pretrainingSeedOption(): Option {
  const option = seedOption();
  option.description = "first weights, order and views follow from it";
  return option;
}

const recipeFor = (network: PretrainedName, { epochs, width, size }: PretrainCommandOptions): Recipe => ({
  ...RECIPES[network],
  ...(epochs === undefined ? {} : { epochs }),
  ...(width === undefined ? {} : { width }),
  ...(size === undefined ? {} : { inputSize: size }),
});

async function prepareSets({ people, count, others }: PretrainCommandOptions, onProgress: OnProgress) {
  const first = (name: string, n?: number) => setNamed(name).people.slice(0, n);
  const strangers = await prepareSet("strangers", { people: first("strangers", people), count, onProgress });
  const ownCount = Math.min(OTHERS_COUNT, count ?? OTHERS_COUNT);
  const further = await prepareSet("others", { people: first("others", others), count: ownCount, onProgress });
  return { strangers: strangers.set, others: further.set };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function epochText({ epoch, loss, heldOutAccuracy, equalErrorRate }: PretrainingEpoch, { epochs }: Recipe): string {
  const verified = equalErrorRate === undefined ? "" : `, equal error rate on others ${percent(equalErrorRate)}`;
  return `epoch ${epoch} of ${epochs}: loss ${loss.toFixed(3)}, held-out images named ${percent(heldOutAccuracy)}${verified}`;
}

function resultText({ record, trained }: Pretraining, folder: string): string {
  const { curve, seconds, verification, weights } = record;
  const { float32, quantised } = verification;
  return [
    `${record.network}: ${trained} epochs trained, ${curve.length - trained} reused; ${Math.round(seconds / 60)} minutes in all.`,
    `Held-out images named: ${percent(curve.at(-1)!.heldOutAccuracy)}.`,
    `Equal error rate on ${record.data.others.people} others: ${percent(quantised.equalErrorRate)}, before quantisation ${percent(float32.equalErrorRate)}.`,
    `Written: ${withRelativePaths(folder)} (${(weights.bytes / 1e6).toFixed(1)} MB)`,
  ].join("\n");
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Give a whole number of at least 1.");
  return Number(text);
}

function fraction(text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError("Give a fraction above 0 and up to 1, such as 0.25.");
  return value;
}
