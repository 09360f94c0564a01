import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";

const MAIN = path.join(projectRoot(), "kernel-helpers", "dist", "cli", "main.js");
const TINY_RUN = path.join(__dirname, "tiny-run.js");

/** What a finished command left. */
export interface Ended {
  /** Exit code, or the signal that ended it. */
  code: number | string;
  stdout: string;
  stderr: string;
}

/** A command that is running, as the leader of a process group of its own: what a terminal makes of it. */
export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves when standard error matches; rejects if the command ends before. */
  untilStderr: (pattern: RegExp) => Promise<void>;
}

export interface StartOptions {
  local: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** A folder for PAPER_LOCAL with this machine's assets in it, so that nothing needs fetching. */
export function temporaryLocal(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-cli-"));
  fs.symlinkSync(path.join(projectRoot(), "local", "assets"), path.join(folder, "assets"));
  return folder;
}

export const startPaper = (args: readonly string[], options: StartOptions): Running => startScript(MAIN, args, options);

/** The run of tiny-run.ts, which takes some ten seconds. */
export const startTinyRun = (options: StartOptions): Running => startScript(TINY_RUN, [], options);

export const paper = (args: readonly string[], options: StartOptions): Promise<Ended> =>
  startPaper(args, options).ended;

export const tinyRun = (options: StartOptions): Promise<Ended> => startTinyRun(options).ended;

/** Any compiled script, as the command itself is started. */
export function startScript(
  script: string,
  args: readonly string[],
  { local, cwd = projectRoot(), env }: StartOptions,
): Running {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, PAPER_LOCAL: local, PAPER_WORKERS: "2", TF_CPP_MIN_LOG_LEVEL: "2", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? signal ?? "unknown", stdout, stderr }));
  });
  const untilStderr = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => pattern.test(stderr) && resolve();
      child.stderr.on("data", look);
      look();
      void ended.then(() => reject(new Error(`the command ended before it printed ${String(pattern)}: ${stderr}`)));
    });
  return { child, ended, untilStderr };
}

/** Whether any process of a group is left: killed ones that nobody has waited for do not count. */
export function groupIsAlive(leader: number): boolean {
  if (!fs.existsSync("/proc/self/stat")) return answersSignals(-leader);
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      const [state, , group] = statOf(pid);
      return group === String(leader) && state !== "Z" && state !== "X";
    });
}

/** The fields of /proc/PID/stat behind the command's name: state, parent, process group, … */
function statOf(pid: string): string[] {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return []; // it has ended
  }
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until nothing of a process group is left, at most `milliseconds`; says whether that is so. */
export async function groupEnds(leader: number, milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; performance.now() < end;) {
    if (!groupIsAlive(leader)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return !groupIsAlive(leader);
}
