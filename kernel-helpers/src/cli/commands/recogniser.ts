import type { Command } from "commander";
import { terminalProgress } from "../../notebook/terminal-progress";
import { makeRecogniser } from "../../site/recogniser/make";
import { recogniserPath } from "../../site/recogniser/manifest";
import { refuseOwn } from "../dataset";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";

/** `paper recogniser`, for whoever commits: photographs and students of the page that answers in the browser. */
export function registerRecogniser(program: Command): void {
  program
    .command("recogniser")
    .summary("for maintainers: make what the page of the recogniser shows")
    .description(
      "For maintainers: render the photographs and train the students of the site's page of the recogniser into " +
        "data/recogniser, with what Node says of some of them. What the same code has made already is kept.",
    )
    .option("--json", "print the manifest as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      refuseOwn("recogniser");
      const { onProgress, stop } = terminalProgress();
      try {
        const { manifest, reused } = await makeRecogniser({ onProgress });
        stop();
        const { images, heads, goldens } = manifest;
        const what = `${images.length} photographs, ${heads.length} students, ${goldens.length} cases of Node's`;
        emit(json, manifest, () => `${reused ? "Kept" : "Made"}: ${what} in ${withRelativePaths(recogniserPath())}`);
      } finally {
        stop();
      }
    });
}
