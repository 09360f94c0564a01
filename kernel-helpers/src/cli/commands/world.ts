import * as path from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { UserError } from "../../base/errors";
import { writeAtomic } from "../../base/files";
import type { OnProgress } from "../../base/progress";
import { writeManifest } from "../../dataset/manifest";
import { OBJECTS, prepareObjects, writeObjectsManifest } from "../../dataset/objects";
import { prepareSpec, type PreparedSet } from "../../dataset/rendered";
import { SETS } from "../../dataset/set-specs";
import { peoplePng } from "../../figures/pictures";
import { profileOption } from "../arguments";
import { emit } from "../output";
import { EXIT_USAGE, withRelativePaths } from "../report-error";
import { renderAlone } from "../world/render-alone";
import { objectsFolder, selectedSets, type SelectionOptions } from "../world/selection";
import { verifySets } from "../world/verify";

interface WorldOptions extends SelectionOptions {
  sheet?: boolean;
  verify?: boolean;
  render?: boolean;
  image?: string;
  writeManifest?: boolean;
  json?: boolean;
}

const OBJECTS_SUMMARY = "objects: nine classes of everyday objects, with and without a smile sticker";
const SUMMARIES = SETS.map(({ name, summary }) => `${name}: ${summary}`)
  .concat(OBJECTS_SUMMARY)
  .join("; ");

/** `paper world`: renders the data sets, and compares them with the committed manifest. */
export function registerWorld(program: Command, onProgress?: OnProgress): void {
  program
    .command("world")
    .summary("render the data sets, or verify them")
    .description("Render data sets; what is there already is reused. Without --set: what the profile uses.")
    .option("--set <names...>", `which sets, or all. ${SUMMARIES}`)
    .addOption(profileOption())
    .option("--people <list>", "only these people, with commas between", (text) => text.split(","))
    .option("--count <n>", "this many images of each person in each condition", parseCount)
    .option("--out <dir>", "where the images go (default: local/world/<set>)")
    .option("--sheet", "also draw a contact sheet of one photograph per person and condition")
    .option("--verify", "compare what is stored with data/world/manifest.json; exit code 1 if an image is not the same")
    .option("--render", "with --verify: first render what is missing")
    .option(
      "--image <name>",
      "render one image alone, such as volunteers/v03/bandana/7 or objects/coffee-mug/sticker/7, and compare it",
    )
    .option("--write-manifest", "for maintainers: write the hashes of the sets into data/world/manifest.json")
    .option("--json", "print the result as JSON")
    .action((options: WorldOptions) => act(options, onProgress));
}

function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Give a whole number of at least 1.");
  return Number(text);
}

async function act(options: WorldOptions, onProgress?: OnProgress): Promise<void> {
  if (options.image !== undefined) return renderAlone(options.image, options);
  const sets = selectedSets(options);
  const objects = objectsFolder(options);
  if (options.writeManifest && (!options.set || options.people || options.count)) {
    throw new UserError(
      "--write-manifest takes whole sets: name them with --set, without --people and --count",
      EXIT_USAGE,
    );
  }
  if (options.verify && !options.render) return verifySets(sets, { ...options, objects });
  const results: Result[] = [];
  for (const { spec, folder } of sets) {
    const prepared = await prepareSpec(spec, { folder, onProgress });
    if (options.writeManifest) writeManifest(spec.name, prepared.truth);
    const { rendered, reused, set } = prepared;
    const sheet = options.sheet ? await drawSheet(prepared) : undefined;
    results.push({ set: set.name, folder, rendered, reused, people: set.people, hash: set.hash, sheet });
  }
  if (objects !== undefined) {
    const { rendered, reused, set, truth, folder } = await prepareObjects({
      folder: objects,
      count: options.count,
      onProgress,
    });
    if (options.writeManifest) writeObjectsManifest(truth);
    results.push({ set: set.name, folder, rendered, reused, people: set.people, hash: set.hash });
  }
  if (options.verify) return verifySets(sets, { ...options, objects });
  emit(options.json, results, () => results.map(describe).join("\n"));
}

async function drawSheet({ set, folder }: PreparedSet): Promise<string> {
  const file = path.join(folder, "contact-sheet.png");
  writeAtomic(file, (await peoplePng(set)).image);
  return file;
}

interface Result {
  set: string;
  folder: string;
  rendered: number;
  reused: number;
  people: string[];
  /** Of the images, labels and landmarks. */
  hash: string;
  sheet?: string;
}

function describe({ set, folder, rendered, reused, people, sheet }: Result): string {
  const where = withRelativePaths(folder);
  const lines = [
    `${set}: ${rendered} images rendered, ${reused} reused: ${people.length} ${set === OBJECTS ? "classes" : "people"} in ${where}`,
  ];
  if (sheet) lines.push(`Contact sheet: ${withRelativePaths(sheet)}`);
  return lines.join("\n");
}
