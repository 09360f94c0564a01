import { Command } from "commander";
import { messageOf, UserError } from "../base/errors";
import { readJson } from "../base/files";
import { projectRoot } from "../base/paths";
import { registerAll } from "./commands/all";
import { registerClaims } from "./commands/claims";
import { registerDoctor } from "./commands/doctor";
import { registerLab } from "./commands/lab";
import { registerList } from "./commands/list";
import { registerNotebooks } from "./commands/notebooks";
import { registerPublish } from "./commands/publish";
import { registerRun } from "./commands/run";
import { registerWorld } from "./commands/world";
import { terminalProgress } from "../notebook/terminal-progress";
import { loadMeasures } from "./load-measures";

const EXIT_INTERRUPTED = 130;
const EXIT_USAGE = 2;

/** The command `paper`. */
export function paperCommand(): Command {
  const { version } = readJson<{ version: string }>(`${projectRoot()}/package.json`);
  const program = new Command("paper")
    .description("An executable edition of “Backdoor Attacks Against Deep Learning Systems in the Physical World”.")
    .version(version)
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
  program.commands.forEach((command) => command.exitOverride());
  return program.exitOverride();
}

async function main(): Promise<void> {
  process.on("SIGINT", () => {
    process.stderr.write("\nInterrupted. What was finished is stored; the same command goes on from there.\n");
    process.exit(EXIT_INTERRUPTED);
  });
  try {
    await paperCommand().parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Prints what went wrong and returns the exit code. */
function report(error: unknown): number {
  if (isCommanderError(error)) return error.exitCode === 0 ? 0 : EXIT_USAGE; // it has printed its own sentence
  if (error instanceof UserError) {
    process.stderr.write(`paper: ${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`paper: ${error instanceof Error && error.stack ? error.stack : messageOf(error)}\n`);
  return 1;
}

const isCommanderError = (error: unknown): error is Error & { exitCode: number } =>
  error instanceof Error && "code" in error && String(error.code).startsWith("commander.");

if (require.main === module) void main();
