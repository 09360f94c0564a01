import type { Command } from "commander";
import { wrap } from "../../base/text";
import {
  ARTIFACTS,
  artifactState,
  estimateSeconds,
  type Artifact,
  type ArtifactState,
} from "../../experiments/artifacts";
import { profileNamed, type ProfileName } from "../../experiments/profiles";
import { workerCount } from "../../jobs/pool";
import { duration } from "../../notebook/pace";
import { profileOption } from "../arguments";
import { columns, emit } from "../output";

/** `paper list`: the figures and tables that can be regenerated, and how much of their work is stored. */
export function registerList(program: Command): void {
  program
    .command("list")
    .summary("the figures and tables, what is stored, what the rest will cost")
    .description("The figures and tables: section, what each shows, what is stored, what the rest will cost.")
    .addOption(profileOption())
    .option("--json", "print JSON")
    .action(({ profile, json }: { profile: ProfileName; json?: boolean }) => {
      const state = artifactState(profileNamed(profile));
      const seconds = estimateSeconds(state, workerCount());
      const artifacts = ARTIFACTS.map((artifact) => ({ ...artifact, ...state, estimateSeconds: seconds }));
      emit(json, { profile, artifacts }, () => listText(profile, state, seconds));
    });
}

/** Room for the longest name. */
const MARGIN = 2 + Math.max(...ARTIFACTS.map(({ id }) => id.length));

function listText(profile: string, state: ArtifactState, seconds: number): string {
  return [
    `Figures and tables, profile ${profile}`,
    "",
    ...ARTIFACTS.map(artifactText),
    "",
    ...wrap(`All of them show the same models: ${stateText(state, seconds)}`, columns()),
  ].join("\n");
}

function artifactText({ id, title, section, about, notebook }: Artifact): string {
  const text = `${title} (Section ${section}): ${about}. Notebook ${notebook}.`;
  return id.padEnd(MARGIN) + wrap(text, columns() - MARGIN).join("\n" + " ".repeat(MARGIN));
}

function stateText({ images, models, isComplete }: ArtifactState, seconds: number): string {
  const stored = `${images.done} of ${images.total} images and ${models.done} of ${models.total} models are stored`;
  return isComplete ? `${stored}, nothing is left to do.` : `${stored}, the rest takes about ${duration(seconds)}.`;
}
