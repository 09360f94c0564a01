import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf } from "kernel-helpers/dist/base/errors";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { snakemakeCommand } from "kernel-helpers/dist/cli/workflow/snakemake";
import { temporaryLocal, type Ended } from "../cli/paper";

const TINY_PAPER = path.join(__dirname, "tiny-paper.js");

export { temporaryLocal };

/** Why a test of the workflow is skipped; undefined where Snakemake is there. */
export function whyNoSnakemake(): string | undefined {
  try {
    snakemakeCommand();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

export interface Started {
  ended: Promise<Ended>;
  /** What it has said so far on standard error. */
  said: () => string;
  kill: () => void;
}

/** Starts a command of tiny-paper.ts. */
export function startTiny(args: readonly string[], local: string, environment: NodeJS.ProcessEnv = {}): Started {
  const env = { ...process.env, PAPER_WORKERS: "2", ...environment, PAPER_LOCAL: local };
  const child = spawn(process.execPath, [TINY_PAPER, ...args], {
    cwd: projectRoot(),
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? signal ?? "unknown", stdout, stderr }));
  });
  return { ended, said: () => stderr, kill: () => void child.kill("SIGTERM") };
}

export const tiny = (args: readonly string[], local: string, environment?: NodeJS.ProcessEnv): Promise<Ended> =>
  startTiny(args, local, environment).ended;

/** What runs make: the hash of every file below these folders of a store, by name. */
export function contentsOf(local: string): Record<string, string> {
  const names = ["world", "features", "results", "figures"].flatMap((room) =>
    fs
      .readdirSync(path.join(local, room), { recursive: true, encoding: "utf8" })
      .map((name) => path.join(room, name))
      .filter((name) => fs.statSync(path.join(local, name)).isFile()),
  );
  return Object.fromEntries(names.sort().map((name) => [name, sha256(fs.readFileSync(path.join(local, name)))]));
}
