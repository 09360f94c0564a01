import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { messageOf, UserError } from "../../base/errors";
import { ARCHITECTURES } from "../../paper/names";

const README = "data/teachers/README.md";
const colour = z.tuple([z.number(), z.number(), z.number()]);

/** What a file of weights does not say about itself. Colours are always listed red, green, blue. */
const schema = z.strictObject({
  /** Width and height of the pictures that the network takes, in pixels. */
  inputSize: z.int().min(8).max(1024),
  /** The order in which the network takes the colours. */
  colours: z.enum(["rgb", "bgr"]).default("rgb"),
  /** What is subtracted from each colour, 0 … 255, and what the rest is then multiplied by. */
  mean: colour.default([0, 0, 0]),
  scale: z.union([z.number(), colour]).default(1),
  /** How faces are shown: aligned by eyes, nose and mouth, or as a loose upright crop. */
  face: z.enum(["chip", "crop"]).default("crop"),
  /** The layer whose output the student's layers read. */
  cut: z.string().min(1),
  /** The layer whose map class activation maps are drawn on; the last map of several places if absent. */
  lastConvolution: z.string().min(1).optional(),
  /** The network of the paper's Table 1 that it is shown beside. */
  standsFor: z.enum(ARCHITECTURES),
  domain: z.enum(["faces", "objects"]).default("faces"),
  trainedOn: z.string().min(1),
  origin: z.string().min(1).default("the reader's own file"),
  licence: z.string().min(1).default("the reader's to know"),
});

export type OwnDescription = z.output<typeof schema>;

/** The file that describes weights: beside them, the same name with .teacher.json. */
export const descriptionFile = (weightsFile: string): string =>
  path.join(path.dirname(weightsFile), `${path.basename(weightsFile, path.extname(weightsFile))}.teacher.json`);

/** @throws UserError with one sentence on the first thing that is wrong with the description. */
export function readDescription(weightsFile: string): OwnDescription {
  const file = descriptionFile(weightsFile);
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    const what = fs.existsSync(file) ? `${file} is not JSON (${messageOf(error)})` : `${weightsFile} needs a description in ${file}`; // prettier-ignore
    throw new UserError(`${what}: ${README} shows what belongs there`);
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const what =
    issue.code === "unrecognized_keys"
      ? `unknown key "${issue.keys.join('", "')}"`
      : `"${issue.path.join(".") || "the whole file"}" is not as expected: ${issue.message}`;
  throw new UserError(`${file}: ${what}; ${README} lists the keys`);
}
