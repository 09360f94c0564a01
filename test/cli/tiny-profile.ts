import { draw, runExperiments } from "kernel-helpers/dist/cli/commands/run";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { table1Experiment } from "kernel-helpers/dist/experiments/table1-experiment";
import type { Profile } from "kernel-helpers/dist/experiments/profiles";
import { ARTIFACTS } from "kernel-helpers/dist/figures/registry";

/** So small that a test can run it several times: two people, their features, two models. */
export const TINY: Profile = {
  name: "smoke",
  summary: "for tests",
  people: 2,
  triggers: ["sunglasses"],
  images: { clean: 6, trigger: 6 },
  targetLabels: 1,
  injectionRates: [0.25],
  views: 1,
  epochs: 4,
};

/** Table 1 on one network. */
export const TINY_EXPERIMENTS = [table1Experiment({ teachers: [TABLE1_DEFAULTS.teacher] })];

/** `paper run table1 --teacher resnet-dlib`: runs and draws it, and prints what was done. */
export async function runTiny(profile: Profile = TINY): Promise<void> {
  const runs = await runExperiments(TINY_EXPERIMENTS, profile);
  const table = ARTIFACTS.filter(({ id }) => id === "table1");
  await draw(runs, table);
  process.stdout.write(JSON.stringify(runs[0].work) + "\n");
}
