import type { Command } from "commander";
import type { OnProgress } from "../../base/progress";
import { importPhotographs } from "../../dataset/own/import";
import type { ImportReport } from "../../dataset/own/report";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";

/** `paper photos`: a folder of photographs becomes a data set. */
export function registerPhotos(program: Command, onProgress?: OnProgress): void {
  program
    .command("photos")
    .summary("import a folder of your own photographs")
    .description(
      "Import a folder of photographs, person/condition/*.jpg with a consent.json, and say what was kept and what was " +
        "dropped and why (data/photographs/README.md says more). Your files are only read; nothing leaves this machine.",
    )
    .argument("<dir>", "the folder of the photographs")
    .option("--json", "print the report as JSON")
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const report = await importPhotographs(folder, { onProgress });
      emit(json, report, () => describe(report));
    });
}

function describe({ set, kept, dropped, warnings, contactSheet, folder }: ImportReport): string {
  const lines = [`${set.name}: ${kept.length} photographs kept, ${dropped.length} files dropped`, ""];
  for (const person of set.people) {
    const own = set.images.filter((image) => image.person === person);
    const counts = [...new Set(own.map(({ condition }) => condition))].map(
      (condition) => `${own.filter((image) => image.condition === condition).length} ${condition}`,
    );
    lines.push(`  ${person}: ${counts.join(", ")}`);
  }
  if (dropped.length > 0) lines.push("", "Dropped:", ...dropped.map(({ file, reason }) => `  ${printable(file)}: ${reason}`)); // prettier-ignore
  if (warnings.length > 0) lines.push("", "Note:", ...warnings.map((warning) => `  ${printable(warning)}`));
  lines.push(
    "",
    `Contact sheet: ${withRelativePaths(contactSheet)}, and contact-sheet.html beside it`,
    `Copies: ${withRelativePaths(folder)}`,
  );
  return lines.join("\n");
}

/** A file's name may hold what a terminal would obey. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, "?");
