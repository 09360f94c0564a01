import { draw, runEverything } from "kernel-helpers/dist/cli/commands/run";
import { runCommand } from "kernel-helpers/dist/cli/run-command";
import type { Profile } from "kernel-helpers/dist/experiments/profiles";

/** `paper run table1` on a profile so small that a test can run it several times. */
const TINY: Profile = {
  name: "smoke",
  summary: "for tests",
  people: 2,
  triggers: ["sunglasses"],
  images: { clean: 6, trigger: 6 },
  targetLabels: 1,
  views: 1,
  epochs: Number(process.env.TINY_EPOCHS ?? 4),
};

void runCommand(async () => {
  const { table, images, report } = await runEverything(TINY);
  await draw(table, ["table1"]);
  process.stdout.write(JSON.stringify({ rendered: images.rendered, trained: report.trained }) + "\n");
});
