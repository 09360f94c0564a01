import type { Command } from "commander";
import { wrap } from "../../base/text";
import { EXPERIMENTS } from "../../experiments";
import { estimateSeconds, isComplete, type Experiment, type WorkPart } from "../../experiments/experiment";
import { profileNamed, type ProfileName } from "../../experiments/profiles";
import { ARTIFACTS, type Artifact } from "../../figures/registry";
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
      const states = EXPERIMENTS.map((experiment) => stateOf(experiment, profile));
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
}

function stateOf(experiment: Experiment, profile: ProfileName): ExperimentState {
  const work = experiment.work(profileNamed(profile));
  return {
    experiment: experiment.id,
    onDemand: experiment.onDemand ?? false,
    work,
    isComplete: isComplete(work),
    estimateSeconds: estimateSeconds(work, workerCount()),
  };
}

/** Room for the longest name. */
const MARGIN = 2 + Math.max(...ARTIFACTS.map(({ id }) => id.length));

function listText(profile: string, states: readonly ExperimentState[]): string {
  const blocks = states.map((state) => [
    "",
    ...ARTIFACTS.filter(({ experiment }) => experiment === state.experiment).map(artifactText),
    indented(`Behind it: ${stateText(state)}`),
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
