import { Option, type Command } from "commander";
import { ARTIFACTS, artifactState, estimateSeconds, type ArtifactState } from "../../experiments/artifacts";
import { PROFILE_NAMES, profileNamed } from "../../experiments/profiles";
import { toText, type Table } from "../../figures/table";
import { workerCount } from "../../jobs/pool";
import { emit } from "../output";

/** `paper list`: the figures and tables that can be regenerated, and how much of their work is stored. */
export function registerList(program: Command): void {
  program
    .command("list")
    .description("the figures and tables: section, what each shows, what is stored, what the rest will cost")
    .addOption(new Option("--profile <name>", "how much of the protocol").choices(PROFILE_NAMES).default("laptop"))
    .option("--json", "print JSON")
    .action(({ profile, json }: { profile: string; json?: boolean }) => {
      const state = artifactState(profileNamed(profile));
      const seconds = estimateSeconds(state, workerCount());
      const artifacts = ARTIFACTS.map((artifact) => ({ ...artifact, ...state, estimateSeconds: seconds }));
      emit(json, { profile, artifacts }, () => toText(table(profile, state, seconds)));
    });
}

const table = (profile: string, state: ArtifactState, seconds: number): Table => ({
  caption: `Figures and tables, profile ${profile}`,
  columns: [
    { key: "id", label: "Name" },
    { key: "title", label: "In the paper" },
    { key: "section", label: "Section", align: "left" },
    { key: "about", label: "Shows" },
    { key: "state", label: "Stored" },
    { key: "cost", label: "To do" },
  ],
  rows: ARTIFACTS.map(({ id, title, section, about }) => ({
    id,
    title,
    section,
    about,
    state: `${state.images.done}/${state.images.total} images, ${state.models.done}/${state.models.total} models`,
    cost: state.isComplete ? "nothing" : `about ${Math.max(1, Math.round(seconds / 60))} min`,
  })),
  notes: ["Artifacts with the same models share them: the cost is paid once."],
});
