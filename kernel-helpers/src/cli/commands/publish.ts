import * as fs from "node:fs";
import * as path from "node:path";
import { Option, type Command } from "commander";
import { UserError } from "../../base/errors";
import { writeAtomic, writeJsonAtomic } from "../../base/files";
import { localPath, projectRoot } from "../../base/paths";
import { committedTable1File } from "../../experiments/committed";
import { PROFILE_NAMES, type ProfileName } from "../../experiments/profiles";
import { currentTable1 } from "../load-measures";
import { emit } from "../output";

/** `paper publish`, for whoever commits: this machine's results and figures become the ones that travel. */
export function registerPublish(program: Command): void {
  program
    .command("publish")
    .description("for maintainers: copy this machine's results and figures into data/results and figures")
    .addOption(new Option("--profile <name>", "which results").choices(PROFILE_NAMES).default("laptop"))
    .option("--json", "print JSON")
    .action(({ profile, json }: { profile: ProfileName; json?: boolean }) => {
      const files = [publishTable1(profile), ...publishFigures(profile)];
      emit(json, { files }, () => files.map((file) => path.relative(projectRoot(), file)).join("\n"));
    });
}

function publishTable1(profile: ProfileName): string {
  const { table, origin } = currentTable1(profile);
  if (!table || origin !== "this machine") {
    throw new UserError(`this machine has no complete results of the ${profile} profile; run "paper all" first`);
  }
  writeJsonAtomic(committedTable1File(profile), table);
  return committedTable1File(profile);
}

function publishFigures(profile: ProfileName): string[] {
  const folder = localPath("figures", profile);
  return fs.readdirSync(folder).map((name) => {
    const file = path.join(projectRoot(), "figures", name);
    writeAtomic(file, fs.readFileSync(path.join(folder, name)));
    return file;
  });
}
