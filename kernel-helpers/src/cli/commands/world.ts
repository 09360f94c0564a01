import * as path from "node:path";
import type { Command } from "commander";
import { writeAtomic } from "../../base/files";
import { localPath } from "../../base/paths";
import type { OnProgress } from "../../base/progress";
import { prepareRendered, type PreparedSet } from "../../dataset/rendered";
import { profileNamed, type Profile } from "../../experiments/profiles";
import { CONDITIONS, TRIGGER_LABELS, type Condition } from "../../paper/triggers";
import { contactSheet } from "../../world";
import { profileOption } from "../arguments";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";

interface WorldOptions {
  out?: string;
  profile: string;
  sheet?: boolean;
  json?: boolean;
}

/** `paper world`: renders the data sets. */
export function registerWorld(program: Command, onProgress?: OnProgress): void {
  program
    .command("world")
    .summary("render the volunteers' photographs")
    .description("Render the volunteers' photographs, clean and with every trigger; what is there already is reused.")
    .option("--out <dir>", "where the images go (default: local/world/volunteers)")
    .addOption(profileOption())
    .option("--sheet", "also draw a contact sheet of one photograph per volunteer and condition")
    .option("--json", "print the result as JSON")
    .action(async (options: WorldOptions) => {
      const folder = options.out ? path.resolve(options.out) : localPath("world", "volunteers");
      const profile = profileNamed(options.profile);
      const prepared = await prepareRendered(profile, { folder, onProgress });
      const sheet = options.sheet ? await drawSheet(prepared, profile, folder) : undefined;
      const { rendered, reused, set } = prepared;
      const result = { folder, profile: profile.name, rendered, reused, people: set.people, hash: set.hash, sheet };
      emit(options.json, result, () => describe(prepared, folder, sheet));
    });
}

function describe({ rendered, reused, set }: PreparedSet, folder: string, sheet?: string): string {
  const lines = [
    `${rendered} images rendered, ${reused} reused: ${set.people.length} volunteers in ${withRelativePaths(folder)}`,
  ];
  if (sheet) lines.push(`Contact sheet: ${withRelativePaths(sheet)}`);
  return lines.join("\n");
}

const columnHead = (condition: Condition): string =>
  condition === "clean" ? TRIGGER_LABELS.no_trigger : TRIGGER_LABELS[condition];

/** The first photograph of every volunteer in every condition of a profile. */
async function drawSheet({ set }: PreparedSet, profile: Profile, folder: string): Promise<string> {
  const conditions = CONDITIONS.filter((c) => c === "clean" || profile.triggers.includes(c));
  const images = set.people.flatMap((person, row) =>
    conditions.flatMap((condition, column) => {
      const first = set.images.find((image) => image.person === person && image.condition === condition);
      return first ? [{ file: first.file, row, column }] : [];
    }),
  );
  const file = path.join(folder, "contact-sheet.png");
  writeAtomic(file, await contactSheet(images, { columns: conditions.map(columnHead), rows: set.people }));
  return file;
}
