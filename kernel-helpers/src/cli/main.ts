import { Command } from "commander";
import { readJson } from "../base/files";
import { projectRoot } from "../base/paths";
import { terminalProgress } from "../notebook/terminal-progress";
import { registerAll } from "./commands/all";
import { registerClaims } from "./commands/claims";
import { registerDoctor } from "./commands/doctor";
import { registerLab } from "./commands/lab";
import { registerList } from "./commands/list";
import { registerNotebooks } from "./commands/notebooks";
import { registerPublish } from "./commands/publish";
import { registerRun } from "./commands/run";
import { registerWorld } from "./commands/world";
import { handleInterrupts } from "./interrupt";
import { loadMeasures } from "./load-measures";
import { failureOf } from "./report-error";

/** The command `paper`. */
export function paperCommand(): Command {
  const { version } = readJson<{ version: string }>(`${projectRoot()}/package.json`);
  const program = new Command("paper")
    .description("An executable edition of “Backdoor Attacks Against Deep Learning Systems in the Physical World”.")
    .version(version)
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed (one sentence says why), 2 wrong usage, 130 interrupted.\n" +
        "PAPER_LOCAL moves the folder that everything is stored in; PAPER_WORKERS limits the processes.",
    )
    .showHelpAfterError("(paper --help lists the commands)");
  registerAll(program);
  registerList(program);
  registerRun(program);
  registerClaims(program, loadMeasures);
  registerNotebooks(program);
  registerLab(program);
  registerWorld(program, terminalProgress().onProgress);
  registerDoctor(program);
  registerPublish(program);
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError(`(paper ${command.name()} --help says more)`);
  }
  return program.exitOverride();
}

async function main(): Promise<void> {
  handleInterrupts("Interrupted. What was finished is stored; the same command goes on from there.");
  // a reader that has seen enough (paper list | head) closes the pipe: no error of ours
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  try {
    await paperCommand().parseAsync();
  } catch (error) {
    const { text, exitCode } = failureOf(error);
    process.stderr.write(text);
    process.exitCode = exitCode;
  }
}

if (require.main === module) void main();
