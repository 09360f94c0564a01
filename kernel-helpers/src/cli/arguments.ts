import { Argument, InvalidArgumentError, Option } from "commander";
import { messageOf } from "../base/errors";
import { ARTIFACTS } from "../figures/registry";
import { PROFILE_NAMES, renderedProfile } from "../experiments/profiles";
import { TABLE1_DEFAULTS } from "../experiments/table1";
import { TEACHERS, teacherNamed } from "../teachers";
import { isNetworkFile } from "../teachers/own/network-file";

/** Arguments and options that commands share. What is wrong with one is said before anything is done. */
const SUMMARIES = PROFILE_NAMES.map((name) => `${name}: ${renderedProfile(name).summary}`).join("; ");

export const profileOption = (): Option =>
  new Option("--profile <name>", `how much of the protocol. ${SUMMARIES}`).choices(PROFILE_NAMES).default("laptop");

export const artifactArgument = (): Argument =>
  new Argument("[artifact...]", "what to regenerate (default: all)").choices(ARTIFACTS.map(({ id }) => id));

export const teacherOption = (): Option =>
  new Option(
    "--teacher <name or file>",
    `one pretrained network for Table 1 and Figure 3, in place of the usual: ${TEACHERS.map(({ name }) => name).join(", ")}, or a file of weights of your own (data/teachers/README.md)`,
  ).argParser(parseTeacher);

function parseTeacher(text: string): string {
  if (isNetworkFile(text)) return text;
  try {
    return teacherNamed(text).name;
  } catch (error) {
    throw new InvalidArgumentError(`${messageOf(error)}.`);
  }
}

export const rateOption = (): Option =>
  new Option("--rate <fraction>", "injection rate m / (n + m), a fraction from 0 to 0.5")
    .argParser(parseRate)
    .default(TABLE1_DEFAULTS.injectionRate);

function parseRate(text: string): number {
  const rate = text.trim() === "" ? NaN : Number(text);
  if (!(rate >= 0 && rate <= 0.5)) throw new InvalidArgumentError("Give a fraction from 0 to 0.5, such as 0.25.");
  return rate;
}

export const seedOption = (): Option =>
  new Option("--seed <seed>", "the split, poison, views, target labels and heads follow from it")
    .argParser(parseSeed)
    .default(TABLE1_DEFAULTS.seed);

/** A seed is part of file names. */
function parseSeed(text: string): string {
  if (!/^[A-Za-z0-9_.-]{1,40}$/.test(text)) {
    throw new InvalidArgumentError("Give 1 to 40 letters, digits, dots, dashes or underscores, such as 2021.");
  }
  return text;
}
