import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { UserError } from "../base/errors";
import { dataPath } from "../base/paths";
import { packedTensorSchema } from "./weight-file";

/** The paper's three networks, which this project trains itself. */
export const PRETRAINED_NAMES = ["vgg16", "resnet50", "densenet121"] as const;
export type PretrainedName = (typeof PRETRAINED_NAMES)[number];

const fraction = z.number().min(0).max(1);
/** One row of a learning curve. */
const epochSchema = z.strictObject({
  epoch: z.int().min(1),
  learningRate: z.number().positive().describe("of the epoch's last step"),
  loss: z.number().describe("mean over the epoch's training images"),
  trainAccuracy: fraction.describe("of identification, on the views that were trained on, while they were"),
  heldOutAccuracy: fraction.describe("of identification, on images of the same people that were never trained on"),
  equalErrorRate: fraction.optional().describe("of verification, on people who were never seen"),
  areaUnderCurve: fraction.optional(),
});
export type PretrainingEpoch = z.infer<typeof epochSchema>;

const placeSchema = z.strictObject({
  layer: z.string(),
  shape: z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]).describe("height, width, channels"),
});
const errorsSchema = z.strictObject({ equalErrorRate: fraction, areaUnderCurve: fraction });

/** What lies beside the weights: what they are, and all that is needed to make them again. */
export const pretrainedSchema = z.strictObject({
  network: z.enum(PRETRAINED_NAMES),
  width: z.number().positive(),
  inputSize: z.int().positive(),
  data: z.strictObject({
    set: z.string(),
    hash: z.string(),
    people: z.int(),
    images: z.int(),
    worldVersion: z.string(),
    others: z.strictObject({ hash: z.string(), people: z.int(), images: z.int() }),
  }),
  recipe: z
    .record(z.string(), z.unknown())
    .describe("every setting; a curve shorter than its epochs was stopped early"),
  seed: z.string(),
  code: z.string().describe("version of the code that trained them"),
  seconds: z.number().describe("of training, on the machine below"),
  machine: z.string(),
  curve: z.array(epochSchema).min(1),
  verification: z.strictObject({
    float32: errorsSchema.describe("as trained"),
    quantised: errorsSchema.describe("as written, with 8-bit kernels"),
  }),
  cut: placeSchema,
  lastConvolution: placeSchema,
  weights: z.strictObject({ sha256: z.string(), bytes: z.int(), tensors: z.array(packedTensorSchema) }),
});
export type PretrainedRecord = z.infer<typeof pretrainedSchema>;

export const pretrainedFolder = (name: PretrainedName): string => dataPath("teachers", name);
export const RECORD_FILE = "pretraining.json";
export const WEIGHTS_FILE = "weights.bin";

/** Whether the network has been trained and its weights are here. */
export const isPretrained = (name: PretrainedName, folder = pretrainedFolder(name)): boolean =>
  fs.existsSync(path.join(folder, RECORD_FILE)) && fs.existsSync(path.join(folder, WEIGHTS_FILE));

/** What is known of a network's pretraining. @throws UserError if it has not been trained, or the file is not one */
export function readPretrained(name: PretrainedName, folder = pretrainedFolder(name)): PretrainedRecord {
  if (!isPretrained(name, folder)) {
    throw new UserError(`the teacher ${name} has no weights yet (expected ${folder}): run \`paper pretrain ${name}\``);
  }
  const file = path.join(folder, RECORD_FILE);
  const parsed = pretrainedSchema.safeParse(jsonIn(file));
  if (!parsed.success) {
    const advice = `restore it from the repository, or delete its folder and run \`paper pretrain ${name}\``;
    throw new UserError(`${file} is not the record of a pretraining: ${advice}`);
  }
  return parsed.data;
}

/** What a file holds; undefined where it is no JSON. */
function jsonIn(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
