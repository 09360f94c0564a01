import { Option, type Command } from "commander";
import { findClaim, VERDICTS } from "../../claims/evaluate";
import { claimsReport, type ClaimRow } from "../../claims/report";
import { claimDetails, claimsText, countText } from "../../claims/text";
import type { Measures } from "../../paper/measures";
import { emit } from "../output";

interface ClaimsOptions {
  json?: boolean;
  verdict?: string;
}

/** `paper claims`: the paper's 60 claims, judged on the results of this machine. */
export function registerClaims(program: Command, loadMeasures: () => Promise<Measures>): void {
  program
    .command("claims")
    .description("judge the paper's 60 claims on our results: holds, fails or not measured")
    .argument("[id...]", "claims to show in full, such as C01 C06 (default: all, in short)")
    .addOption(
      new Option("--verdict <verdict>", "only claims that came out so").choices(
        VERDICTS.map((v) => v.replace(" ", "-")),
      ),
    )
    .option("--json", "print every claim with all its numbers as JSON")
    .action(async (ids: string[], options: ClaimsOptions) => {
      const wanted = ids.map((id) => findClaim(id).id);
      const rows = claimsReport(await loadMeasures())
        .filter(({ claim }) => wanted.length === 0 || wanted.includes(claim.id))
        .filter(({ ours }) => !options.verdict || ours.verdict === options.verdict.replace("-", " "));
      emit(options.json, rows, () => (wanted.length > 0 ? inFull(rows) : claimsText(rows, columns())));
    });
}

function inFull(rows: readonly ClaimRow[]): string {
  return [...rows.map((row) => claimDetails(row, columns())), countText(rows)].join("\n\n");
}

/** The terminal's width between 80 and 120; a file gets 100. */
const columns = (): number => Math.min(120, Math.max(80, process.stdout.columns ?? 100));
