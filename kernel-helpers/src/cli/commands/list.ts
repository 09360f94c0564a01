import type { Command } from "commander";
import { wrap } from "../../base/text";
import { EXPERIMENTS } from "../../experiments";
import { estimateSeconds, isComplete, type Experiment, type WorkPart } from "../../experiments/experiment";
import { profileNamed, type Profile, type ProfileName } from "../../experiments/profiles";
import { ARTIFACTS, type Artifact } from "../../figures/registry";
import { workerCount } from "../../jobs/pool";
import { duration } from "../../notebook/pace";
import { profileOption } from "../arguments";
import { datasetOption, tellOwn, useDataset } from "../dataset";
import { columns, emit } from "../output";

/** `paper list`: the figures and tables that can be regenerated, and how much of their work is stored. */
export function registerList(program: Command): void {
  program
    .command("list")
    .summary("the figures and tables, what is stored, what the rest will cost")
    .description("The figures and tables: section, what each shows, what is stored, what the rest will cost.")
    .addOption(profileOption())
    .addOption(datasetOption())
    .option("--json", "print JSON")
    .action(async ({ profile, dataset, json }: { profile: ProfileName; dataset?: string; json?: boolean }) => {
      await useDataset(dataset);
      const chosen = profileNamed(profile);
      tellOwn(chosen, []);
      const states = EXPERIMENTS.map((experiment) => stateOf(experiment, chosen));
      const artifacts = ARTIFACTS.map((artifact) => ({
        id: artifact.id,
        title: artifact.title,
        section: artifact.section,
        about: artifact.about,
        notebook: artifact.notebook,
        ...states.find(({ experiment }) => experiment === artifact.experiment)!,
      }));
      emit(json, { profile, artifacts }, () => listText(profile, states));
    });
}

interface ExperimentState {
  experiment: string;
  onDemand: boolean;
  work: WorkPart[];
  isComplete: boolean;
  estimateSeconds: number;
  /** Why it cannot be done on photographs of one's own. */
  skipped?: string;
}

function stateOf(experiment: Experiment, profile: Profile): ExperimentState {
  const work = experiment.work(profile);
  const skipped = experiment.needsWorld?.(profile);
  return {
    experiment: experiment.id,
    onDemand: experiment.onDemand ?? false,
    work,
    isComplete: isComplete(work),
    estimateSeconds: estimateSeconds(work, workerCount()),
    ...(skipped ? { skipped } : {}),
  };
}

/** Room for the longest name. */
const MARGIN = 2 + Math.max(...ARTIFACTS.map(({ id }) => id.length));

function listText(profile: string, states: readonly ExperimentState[]): string {
  const blocks = states.map((state) => [
    "",
    ...ARTIFACTS.filter(({ experiment }) => experiment === state.experiment).map(artifactText),
    indented(state.skipped ? `Not on your photographs: ${state.skipped}.` : `Behind it: ${stateText(state)}`),
  ]);
  return [`Figures and tables, profile ${profile}`, ...blocks.flat()].join("\n");
}

const artifactText = ({ id, title, section, about, notebook }: Artifact): string =>
  id.padEnd(MARGIN) + indented(`${title} (Section ${section}): ${about}. Notebook ${notebook}.`).trimStart();

const indented = (text: string): string =>
  " ".repeat(MARGIN) + wrap(text, columns() - MARGIN).join("\n" + " ".repeat(MARGIN));

function stateText({ experiment, onDemand, work, isComplete, estimateSeconds }: ExperimentState): string {
  const stored = work.map(({ what, done, total }) => `${done} of ${total} ${what}`).join(" and ");
  return isComplete
    ? `${stored} are stored, nothing is left to do.`
    : `${stored} are stored, the rest takes about ${duration(estimateSeconds)}${onDemand ? `, and only "paper run ${experiment}" starts it` : ""}.`;
}
