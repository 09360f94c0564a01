import * as fs from "node:fs";
import * as os from "node:os";
import { messageOf } from "../base/errors";
import { localPath, projectRoot } from "../base/paths";
import { loadEngine, readEngineRecord } from "./load";
import { measureEngine, type EngineSpeed } from "./measure";
import { nativeBackend } from "./native-kernels";
import { answerOf, packageVersion, projectPython, projectVersion } from "./tools";

/** What this machine has. */
export interface Diagnosis {
  versions: {
    project?: string;
    node: string;
    npm?: string;
    tfjs?: string;
    tensorflow?: string;
    python?: string;
    jupyterlab?: string;
  };
  system: { platform: string; cpu: string; cores: number };
  engine: { loads: boolean; device: "CPU" | "GPU"; source?: string; note?: string };
  speed?: EngineSpeed;
  /** In bytes. */
  memory: { total: number; free: number };
  /** In bytes, on the disk of the folder for what runs make. */
  disk: { folder: string; free: number };
  problems: Problem[];
}

export interface Problem {
  what: string;
  mend: string;
}

/** A run at the default profile needs about this much free memory and disk (bytes). */
const MEMORY_NEEDED = 4 * 2 ** 30;
const DISK_NEEDED = 1e9;

/** Looks at everything; takes about three seconds, of which two measure the engine's speed. */
export function diagnose(): Diagnosis {
  const problems: Problem[] = [];
  const engine = examineEngine(problems);
  const python = answerOf(projectPython(), ["--version"])?.replace("Python ", "");
  const jupyterlab = answerOf(projectPython(), [
    "-c",
    "from importlib.metadata import version as v; print(v('jupyterlab'))",
  ]);
  if (!jupyterlab) problems.push({ what: "JupyterLab is not there", mend: "npm run setup" });
  const resources = examineResources(problems);
  return {
    versions: {
      project: projectVersion(),
      node: process.versions.node,
      npm: answerOf("npm", ["--version"]),
      tfjs: packageVersion("@tensorflow/tfjs-node"),
      tensorflow: engine.loads ? nativeBackend()?.binding.TF_Version : undefined,
      python,
      jupyterlab,
    },
    system: {
      platform: `${process.platform} ${os.arch()}`,
      cpu: os.cpus()[0]?.model ?? "unknown",
      cores: os.availableParallelism(),
    },
    engine,
    speed: engine.loads ? measureEngine() : undefined,
    ...resources,
    problems,
  };
}

function examineEngine(problems: Problem[]): Diagnosis["engine"] {
  const record = readEngineRecord();
  const described = { source: record?.source, note: record?.note };
  try {
    loadEngine();
    return { loads: true, device: nativeBackend()?.isUsingGpuDevice ? "GPU" : "CPU", ...described };
  } catch (error) {
    problems.push({ what: messageOf(error), mend: "npm run setup" });
    return { loads: false, device: "CPU", ...described };
  }
}

function examineResources(problems: Problem[]): Pick<Diagnosis, "memory" | "disk"> {
  const memory = { total: os.totalmem(), free: os.freemem() };
  if (memory.total < MEMORY_NEEDED) {
    problems.push({
      what: `this machine has ${gigabytes(memory.total)} of memory, and a run may use ${gigabytes(MEMORY_NEEDED)}`,
      mend: "close other programs, or run the smoke profile",
    });
  }
  const folder = localPath();
  const existing = fs.existsSync(folder) ? folder : projectRoot();
  const { bavail, bsize } = fs.statfsSync(existing);
  const disk = { folder, free: bavail * bsize };
  if (disk.free < DISK_NEEDED) {
    problems.push({
      what: `${gigabytes(disk.free)} are free in ${folder}, and a run needs ${gigabytes(DISK_NEEDED)}`,
      mend: "free some space, or set PAPER_LOCAL to a folder on another disk",
    });
  }
  return { memory, disk };
}

export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
