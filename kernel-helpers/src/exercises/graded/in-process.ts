import { fork, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import { UserError } from "../../base/errors";
import type { AskedDetector, DetectorReply } from "./detector-process";
import type { CaseDetector } from "./grade";

export interface DetectorProcess {
  /** @throws UserError if the file is no detector or does not load */
  check: () => Promise<void>;
  detect: CaseDetector;
  stop: () => void;
}

/** To load a file, its imports and a compiler, on a busy machine, too; it does not count as detecting. */
const LOAD_SECONDS = 120;

/**
 * The detector of a file in a process of its own: it is handed students and pictures, never seeds or truths, and cannot
 * reach the grading. One that takes too long is ended, and the next student gets a fresh process. It is no sandbox: the
 * file may do all that its user may. What it prints goes to standard error.
 */
export function detectorInProcess(file: string, { seconds = 120 }: { seconds?: number } = {}): DetectorProcess {
  let child: ChildProcess | undefined;
  const stop = () => {
    child?.kill("SIGKILL");
    child = undefined;
  };
  const ask = async (given: AskedDetector["given"], limit: number): Promise<unknown> => {
    try {
      return await answerOf(child!, { file, given }, limit);
    } catch (error) {
      stop();
      throw error;
    }
  };
  const check = async (): Promise<void> => {
    if (child) return;
    child = fork(path.join(__dirname, "detector-process.js"), {
      serialization: "advanced",
      stdio: ["ignore", 2, 2, "ipc"],
    });
    await ask(null, LOAD_SECONDS);
  };
  const detect: CaseDetector = async ({ parts, cleanImages }) => {
    if (!parts) throw new UserError("only students that are plain numbers can go to another process");
    await check();
    return ask({ parts, cleanImages }, seconds);
  };
  return { check, detect, stop };
}

function answerOf(child: ChildProcess, asked: AskedDetector, seconds: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new UserError(`it took longer than ${seconds} s`))), 1000 * seconds); // prettier-ignore
    const onMessage = (reply: DetectorReply) =>
      settle(() => ("failure" in reply ? reject(new UserError(reply.failure)) : resolve(reply.verdict)));
    const onExit = (code: number | null, signal: string | null) =>
      settle(() => reject(new UserError(`it ended its process (${signal ?? `exit code ${code}`})`)));
    function settle(how: () => void): void {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      how();
    }
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(asked);
  });
}
