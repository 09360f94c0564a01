import { Option, type Command } from "commander";
import { findClaim, VERDICTS } from "../../claims/evaluate";
import { claimsReport, type ClaimRow } from "../../claims/report";
import { claimDetails, claimsText, countText } from "../../claims/text";
import type { Measures } from "../../paper/measures";
import { datasetOption, useDataset } from "../dataset";
import { columns, emit } from "../output";
import { checkUsage } from "../report-error";

interface ClaimsOptions {
  json?: boolean;
  verdict?: string;
  dataset?: string;
}

/** `paper claims`: the paper's 60 claims, judged on the results of this machine. */
export function registerClaims(program: Command, loadMeasures: () => Promise<Measures>): void {
  program
    .command("claims")
    .summary("judge the paper's 60 claims on our results")
    .description(
      "Judge the paper's 60 claims on our results: holds, fails or not measured. The results are this machine's of the " +
        "laptop profile; until there are some, the ones that travel with the project.",
    )
    .argument("[id...]", "claims to show in full, such as C01 C06 (default: all, in short)")
    .addOption(
      new Option("--verdict <verdict>", "only claims that came out so").choices(
        VERDICTS.map((v) => v.replace(" ", "-")),
      ),
    )
    .addOption(datasetOption())
    .option("--json", "print every claim with all its numbers as JSON")
    .action(async (ids: string[], options: ClaimsOptions) => {
      const wanted = ids.map((id) => checkUsage(() => findClaim(id)).id);
      await useDataset(options.dataset);
      const all = claimsReport(await loadMeasures());
      if (all.every(({ ours }) => ours.verdict === "not measured")) process.stderr.write(NOTHING_MEASURED);
      const rows = all
        .filter(({ claim }) => wanted.length === 0 || wanted.includes(claim.id))
        .filter(({ ours }) => !options.verdict || ours.verdict === options.verdict.replace("-", " "));
      emit(options.json, rows, () => (wanted.length > 0 ? inFull(rows) : claimsText(rows, columns())));
    });
}

const NOTHING_MEASURED = 'Nothing is measured yet: "npm run paper -- run" makes the first results.\n';

function inFull(rows: readonly ClaimRow[]): string {
  return [...rows.map((row) => claimDetails(row, columns())), countText(rows)].join("\n\n");
}
