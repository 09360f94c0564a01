import { InvalidArgumentError, Option, type Command } from "commander";
import * as fs from "node:fs";
import { UserError } from "../../base/errors";
import { gradeCases } from "../../exercises/graded/grade";
import { gradeTable } from "../../exercises/graded/grade-table";
import { detectorInProcess } from "../../exercises/graded/in-process";
import { toText } from "../../figures/table";
import { terminalProgress } from "../../notebook/terminal-progress";
import { columns, emit } from "../output";
import { EXIT_USAGE } from "../report-error";

interface GradeCommandOptions {
  seeds?: string[];
  secret?: string;
  count: number;
  timeout: number;
  json?: boolean;
}

/** `paper grade`: the graded task of the exercises. */
export function registerGrade(program: Command): void {
  program
    .command("grade")
    .summary("grade a detector of backdoors (the graded task of the exercises)")
    .description(
      "Grade a detector on students drawn from seeds: is there a backdoor, and to which target? This EXECUTES the file, " +
        "in a process of its own that knows neither seeds nor truths, but with all your rights: read it first.",
    )
    .argument("<file>", "a .ts or .js file that exports detector, or a notebook with cells tagged detector")
    .addOption(new Option("--seeds <seeds...>", "one student a seed").conflicts("secret"))
    .addOption(new Option("--secret <word>", "a word that nobody can guess: students WORD-1, WORD-2, …"))
    .addOption(new Option("--count <n>", "how many students of the secret word").argParser(wholeNumber).default(20))
    .addOption(new Option("--timeout <seconds>", "for one student").argParser(wholeNumber).default(120))
    .option("--json", "print JSON")
    .action(gradeFile);
}

async function gradeFile(file: string, { seeds, secret, count, timeout, json }: GradeCommandOptions): Promise<void> {
  if (!fs.existsSync(file)) throw new UserError(`there is no file ${file}; name the student's detector`, EXIT_USAGE);
  const wanted = seeds ?? (secret ? Array.from({ length: count }, (_, i) => `${secret}-${i + 1}`) : undefined);
  if (!wanted) throw new UserError("choose the students: --secret WORD, or --seeds 1 2 3", EXIT_USAGE);
  const { onProgress, stop: stopProgress } = terminalProgress();
  const { check, detect, stop } = detectorInProcess(file, { seconds: timeout });
  try {
    await check();
    const grade = await gradeCases(detect, wanted, { onProgress });
    stopProgress();
    emit(json, grade, () => toText(gradeTable(grade), columns()));
  } finally {
    stopProgress();
    stop();
  }
}

function wholeNumber(text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!(Number.isInteger(value) && value >= 1)) throw new InvalidArgumentError("Give a whole number of at least 1.");
  return value;
}
