import { draw, runExperiments } from "kernel-helpers/dist/cli/commands/run";
import { runCommand } from "kernel-helpers/dist/cli/run-command";
import { ARTIFACTS } from "kernel-helpers/dist/figures/registry";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { table1Experiment } from "kernel-helpers/dist/experiments/table1-experiment";
import type { Profile } from "kernel-helpers/dist/experiments/profiles";

/** `paper run table1 --teacher resnet-dlib` on a profile so small that a test can run it several times. */
const TINY: Profile = {
  name: "smoke",
  summary: "for tests",
  people: 2,
  triggers: ["sunglasses"],
  images: { clean: 6, trigger: 6 },
  targetLabels: 1,
  injectionRates: [0.25],
  views: 1,
  epochs: Number(process.env.TINY_EPOCHS ?? 4),
};

void runCommand(async () => {
  const runs = await runExperiments([table1Experiment({ teachers: [TABLE1_DEFAULTS.teacher] })], TINY);
  await draw(
    runs,
    ARTIFACTS.filter(({ id }) => id === "table1"),
  );
  process.stdout.write(JSON.stringify(runs[0].work) + "\n");
});
