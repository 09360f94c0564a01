import type { Command } from "commander";
import { UserError } from "../../base/errors";
import { chosenPhotographs } from "../../dataset/chosen-photographs";
import { ownAttack } from "../../experiments/own-attack";
import { profileNamed, type ProfileName } from "../../experiments/profiles";
import { TABLE1_DEFAULTS, targetLabels } from "../../experiments/table1";
import { ownAttackTable } from "../../figures/own-tables";
import { toText } from "../../figures/table";
import { terminalProgress } from "../../notebook/terminal-progress";
import { profileOption, rateOption, seedOption } from "../arguments";
import { datasetOption, tellOwn, useDataset } from "../dataset";
import { columns, emit } from "../output";
import { EXIT_USAGE } from "../report-error";

interface AttackOptions {
  profile: ProfileName;
  dataset?: string;
  trigger?: string;
  target?: string;
  rate: number;
  seed: string;
  json?: boolean;
}

/** `paper attack`: one backdoor in photographs of one's own, and its two rates. */
export function registerAttack(program: Command): void {
  program
    .command("attack")
    .summary("train one backdoor on your own photographs")
    .description(
      "Import a folder of your own photographs, train one backdoor on them and print its two rates with their intervals.",
    )
    .addOption(profileOption())
    .addOption(datasetOption())
    .option("--trigger <name>", "a condition of the folder (default: the first one)")
    .option("--target <person>", "whom the trigger makes of everybody (default: one at random)")
    .addOption(rateOption())
    .addOption(seedOption())
    .option("--json", "print JSON")
    .action(attack);
}

async function attack({ profile: name, dataset, rate, seed, json, ...wish }: AttackOptions): Promise<void> {
  await useDataset(dataset);
  if (!chosenPhotographs()) throw new UserError("name the folder of your photographs: --dataset DIR", EXIT_USAGE);
  const profile = profileNamed(name, { rate, seed });
  const { set } = profile.own!;
  tellOwn(profile, []);
  const trigger = wish.trigger ?? profile.triggers[0];
  const targetLabel = wish.target ?? targetLabels(set, profile, seed)[0];
  const { onProgress, stop } = terminalProgress();
  try {
    const attacked = { trigger, targetLabel, injectionRate: rate };
    const found = await ownAttack(set, profile, attacked, { onProgress, settings: { ...TABLE1_DEFAULTS, seed } });
    stop();
    emit(json, found, () => toText(ownAttackTable(found), columns()));
  } finally {
    stop();
  }
}
