import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { UserError } from "../../base/errors";
import { writeAtomic, writeJsonAtomic } from "../../base/files";
import { localPath, projectRoot } from "../../base/paths";
import { committedTable1File } from "../../experiments/committed";
import { ARTIFACTS } from "../../experiments/artifacts";
import type { ProfileName } from "../../experiments/profiles";
import { profileOption } from "../arguments";
import { currentTable1 } from "../load-measures";
import { emit } from "../output";

/** `paper publish`, for whoever commits: this machine's results and figures become the ones that travel. */
export function registerPublish(program: Command): void {
  program
    .command("publish")
    .summary("for maintainers: commit this machine's results")
    .description("For maintainers: copy this machine's results and figures into data/results and figures.")
    .addOption(profileOption())
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

/** The pictures, tables and claims of the paper's own settings; not those of other rates, seeds and teachers. */
function publishFigures(profile: ProfileName): string[] {
  const folder = localPath("figures", profile);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter(isThePapers) : [];
  if (names.length === 0) throw new UserError(`there are no figures in ${folder}; run "paper all" first`);
  return names.map((name) => {
    const file = path.join(projectRoot(), "figures", name);
    writeAtomic(file, fs.readFileSync(path.join(folder, name)));
    return file;
  });
}

const isThePapers = (name: string): boolean =>
  ["claims", ...ARTIFACTS.map(({ id }) => id)].some(
    (id) => /^\.(md|csv|svg|png|json)$/.test(name.slice(id.length)) && name.startsWith(id),
  );
