import { Command } from "commander";
import { readJson } from "../base/files";
import { projectRoot } from "../base/paths";
import { terminalProgress } from "../notebook/terminal-progress";
import { registerAll } from "./commands/all";
import { registerAttack } from "./commands/attack";
import { registerClaims } from "./commands/claims";
import { registerDoctor } from "./commands/doctor";
import { registerGrade } from "./commands/grade";
import { registerJob } from "./commands/job";
import { registerLab } from "./commands/lab";
import { registerList } from "./commands/list";
import { registerNotebooks } from "./commands/notebooks";
import { registerPhotos } from "./commands/photos";
import { registerPlan } from "./commands/plan";
import { registerPretrain } from "./commands/pretrain";
import { registerPublish } from "./commands/publish";
import { registerRecogniser } from "./commands/recogniser";
import { registerRun } from "./commands/run";
import { registerSite } from "./commands/site";
import { registerWorkflow } from "./commands/workflow";
import { registerWorld } from "./commands/world";
import { loadMeasures } from "./load-measures";

/** The command `paper`. */
export function paperCommand(): Command {
  const { version } = readJson<{ version: string }>(`${projectRoot()}/package.json`);
  const program = new Command("paper")
    .description("An executable edition of “Backdoor Attacks Against Deep Learning Systems in the Physical World”.")
    .version(version)
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed (one sentence says why), 2 wrong usage, 130 interrupted.\n" +
        "PAPER_LOCAL moves the folder that everything is stored in; PAPER_WORKERS limits the processes;\n" +
        "PAPER_DATASET names a folder of photographs of your own, as --dataset does.",
    )
    .showHelpAfterError("(paper --help lists the commands)");
  registerAll(program);
  registerList(program);
  registerRun(program);
  registerClaims(program, loadMeasures);
  registerNotebooks(program);
  registerLab(program);
  registerSite(program);
  registerWorld(program, terminalProgress().onProgress);
  registerPhotos(program, terminalProgress().onProgress);
  registerAttack(program);
  registerPretrain(program);
  registerGrade(program);
  registerPlan(program);
  registerJob(program);
  registerWorkflow(program);
  registerDoctor(program);
  registerPublish(program);
  registerRecogniser(program);
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError(`(paper ${command.name()} --help says more)`);
  }
  return program.exitOverride();
}
