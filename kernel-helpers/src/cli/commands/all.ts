import type { Command } from "commander";
import { claimsReport } from "../../claims/report";
import { fullClaimsTable } from "../../claims/claims-table";
import { countText } from "../../claims/text";
import { hashOf } from "../../base/hash";
import { localPath } from "../../base/paths";
import { usualExperiments } from "../../experiments";
import { profileNamed, type ProfileName } from "../../experiments/profiles";
import { saveTable } from "../../figures/table";
import { measuresOf } from "../../paper/measures";
import { profileOption } from "../arguments";
import { datasetOption, refuseOwn, tellOwn, useDataset } from "../dataset";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";
import { runNotebooks } from "./notebooks";
import { describe, draw, resultsById, runExperiments, type ExperimentRun } from "./run";

interface AllOptions {
  profile: ProfileName;
  dataset?: string;
  inPlace?: boolean;
  json?: boolean;
}

/** `paper all`, what `npm run paper` does: images, models, figures, claims, notebooks and their pages. */
export function registerAll(program: Command): void {
  program
    .command("all")
    .summary("everything: results, figures, claims, notebooks, pages")
    .description(
      "Everything: render, train, draw, judge the claims, execute the notebooks and write their pages. What is " +
        "stored is reused.",
    )
    .addOption(profileOption())
    .addOption(datasetOption())
    .option("--in-place", "write the executed notebooks into notebooks/ (for the committed edition)")
    .option("--json", "print the results and the files' paths as JSON; progress goes to standard error")
    .action(async ({ profile: name, dataset, inPlace, json }: AllOptions) => {
      await useDataset(dataset);
      if (inPlace) refuseOwn("--in-place");
      const profile = profileNamed(name);
      tellOwn(profile);
      const runs = await runExperiments(usualExperiments(profile), profile);
      const files = await draw(runs);
      const claims = writeClaims(runs, name);
      const results = resultsById(runs);
      const inputs = hashOf(results);
      const summary = () => [describe(runs), "", `Claims: ${claims.count}.`, "", whereToLook()].join("\n");
      const executed = await runNotebooks([], { profile: name, inPlace, html: true, inputs }).catch(
        (error: unknown) => {
          if (!json) emit(json, null, summary); // the results are there, whatever became of the notebooks
          throw error;
        },
      );
      emit(json, { results, files: [...files, ...claims.files], ...executed }, summary);
    });

  const whereToLook = (): string => {
    const at = (...parts: string[]) => withRelativePaths(localPath(...parts));
    const rows = [
      ["read", at("html", "index.html")],
      ["figures", `${at("figures")}, as SVG, PNG and data; tables as Markdown and CSV`],
      ["claims", "npm run paper -- claims"],
      ["work on", "npm run paper -- lab"],
    ];
    return rows.map(([what, where]) => `${what.padEnd(9)}${where}`).join("\n");
  };
}

/** Writes the claims report beside the figures; returns its files and its summary line. */
function writeClaims(runs: readonly ExperimentRun[], profile: ProfileName): { files: string[]; count: string } {
  const entries = runs.flatMap(({ experiment, result }) => experiment.measures(result));
  const rows = claimsReport(measuresOf(entries));
  const { markdown, csv } = saveTable("claims", fullClaimsTable(rows), localPath("figures", profile));
  return { files: [markdown, csv], count: countText(rows) };
}
