import * as path from "node:path";
import { Option, type Command } from "commander";
import { claimsReport } from "../../claims/report";
import { claimsMarkdown } from "../../claims/table";
import { countText } from "../../claims/text";
import { writeAtomic } from "../../base/files";
import { hashOf } from "../../base/hash";
import { localPath } from "../../base/paths";
import { ARTIFACTS } from "../../experiments/artifacts";
import { measuresOfTable1 } from "../../experiments/measures";
import { PROFILE_NAMES, profileNamed, type ProfileName } from "../../experiments/profiles";
import type { Table1 } from "../../experiments/table1";
import { runNotebooks } from "./notebooks";
import { describe, draw, runEverything } from "./run";

/** `paper all`, what `npm run paper` does: images, models, figures, claims, notebooks and their pages. */
export function registerAll(program: Command): void {
  program
    .command("all")
    .description("everything: render, train, draw, judge the claims, execute the notebooks and write their pages")
    .addOption(new Option("--profile <name>", "how much of the protocol").choices(PROFILE_NAMES).default("laptop"))
    .option("--in-place", "write the executed notebooks into notebooks/ (for the committed edition)")
    .action(async ({ profile, inPlace }: { profile: ProfileName; inPlace?: boolean }) => {
      const result = await runEverything(profileNamed(profile));
      await draw(result.table, ARTIFACTS.map(({ id }) => id)); // prettier-ignore
      const claims = writeClaims(result.table);
      process.stdout.write(describe(result) + "\n\n" + claims + "\n\n");
      await runNotebooks([], { profile, inPlace, html: true, inputs: hashOf(result.table) });
      process.stdout.write(
        `\nOpen ${path.relative(process.cwd(), localPath("html", "index.html"))} to read them, or "npm run paper -- lab" to run them.\n`,
      );
    });
}

/** Writes the claims report beside the figures; returns its summary line. */
function writeClaims(table: Table1): string {
  const rows = claimsReport(measuresOfTable1(table));
  writeAtomic(localPath("figures", table.profile, "claims.md"), claimsMarkdown(rows) + "\n");
  return countText(rows);
}
