import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { UserError } from "../../base/errors";
import { writeAtomic, writePlainJson } from "../../base/files";
import { localPath, projectRoot } from "../../base/paths";
import { usualExperiments } from "../../experiments";
import { committedFile } from "../../experiments/committed";
import type { Experiment } from "../../experiments/experiment";
import { profileNamed, type ProfileName } from "../../experiments/profiles";
import { findRendered } from "../../dataset/rendered";
import { fullClaimsTable } from "../../claims/claims-table";
import { claimsReport } from "../../claims/report";
import { peoplePng } from "../../figures/pictures";
import { ARTIFACTS } from "../../figures/registry";
import { saveTable } from "../../figures/table";
import { profileOption } from "../arguments";
import { currentResult } from "../../experiments/current";
import { refuseOwn } from "../dataset";
import { loadMeasures } from "../load-measures";
import { emit } from "../output";

/** `paper publish`, for whoever commits: this machine's results and figures become the ones that travel. */
export function registerPublish(program: Command): void {
  program
    .command("publish")
    .summary("for maintainers: commit this machine's results")
    .description("For maintainers: copy this machine's results and figures into data/results and figures.")
    .addOption(profileOption())
    .option("--json", "print JSON")
    .action(async ({ profile, json }: { profile: ProfileName; json?: boolean }) => {
      refuseOwn("publish");
      const results = usualExperiments(profileNamed(profile)).map((experiment) => publishResult(experiment, profile));
      const files = [...results, ...publishFigures(profile), ...(await publishClaims(profile)), await publishSheet(profile)]; // prettier-ignore
      emit(json, { files }, () => files.map((file) => path.relative(projectRoot(), file)).join("\n"));
    });
}

function publishResult(experiment: Experiment, profile: ProfileName): string {
  const { result, origin } = currentResult(experiment, profile);
  if (!result || origin !== "this machine") {
    throw new UserError(
      `this machine has no complete result of ${experiment.id} in the ${profile} profile; run "paper all" first`,
    );
  }
  const file = committedFile(experiment, profile);
  writePlainJson(file, result);
  return file;
}

/** Side of a photograph on the committed contact sheet, in pixels. */
const SHEET_CELL = 144;

/** One photograph of every person in every condition. */
async function publishSheet(profile: ProfileName): Promise<string> {
  const set = findRendered(profileNamed(profile));
  if (!set) throw new UserError(`this machine has not all images of the ${profile} profile; run "paper all" first`);
  const file = path.join(projectRoot(), "figures", "contact-sheet.png");
  writeAtomic(file, (await peoplePng(set, { cell: SHEET_CELL })).image);
  return file;
}

/** The claims, judged on what is published: also on results that `paper all` does not make. */
async function publishClaims(profile: ProfileName): Promise<string[]> {
  const rows = claimsReport(await loadMeasures(profile));
  const { markdown, csv } = saveTable("claims", fullClaimsTable(rows), path.join(projectRoot(), "figures"));
  return [markdown, csv];
}

/** The pictures and tables of the paper's own settings; not those of other rates, seeds and teachers. */
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
  ARTIFACTS.some(({ id }) => /^\.(md|csv|svg|png|json)$/.test(name.slice(id.length)) && name.startsWith(id));
