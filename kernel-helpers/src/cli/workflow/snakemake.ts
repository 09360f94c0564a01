import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../base/errors";
import { writePlainJson } from "../../base/files";
import { localPath, projectRoot } from "../../base/paths";
import { onInterrupt } from "../interrupt";

/** Where units may run: a profile of ours, or a folder with a config.yaml of one's own. */
export const PLACES = ["local", "slurm", "kubernetes"] as const;

export interface WorkflowOptions {
  /** One of PLACES, or a folder. */
  on: string;
  /** Units at once. */
  jobs: number;
  /** GPUs at once; 0 asks for none. */
  gpus: number;
  /** What Snakemake calls for `plan` and `job`, as a shell reads it; this command if absent. */
  paper?: string;
  dryRun?: boolean;
}

/** Goes through the stages of a plan in a folder: Snakemake plans, has the units done, and plans again until none is left. */
export async function runSnakemake(
  folder: string,
  planArguments: readonly string[],
  { on, jobs, gpus, paper = thisCommand(), dryRun = false }: WorkflowOptions,
): Promise<void> {
  const profile = profileFolder(on);
  checkPlace(profile);
  const snakemake = snakemakeCommand();
  for (const stale of ["units", "done", "stages", "marks", "plan.json", ".snakemake"]) {
    fs.rmSync(path.join(folder, stale), { recursive: true, force: true });
  }
  writePlainJson(path.join(folder, "config.json"), {
    folder,
    paper,
    plan: planArguments.map(quoted).join(" "),
    gpus,
  });
  const args = [
    ...["--snakefile", path.join(projectRoot(), "workflow", "Snakefile")],
    ...["--directory", folder, "--configfile", path.join(folder, "config.json")],
    ...["--profile", "none", "--workflow-profile", profile, "--jobs", String(jobs), "--resources", `gpu=${gpus}`],
    ...(dryRun ? ["--dry-run"] : []),
  ];
  const code = await endOf(snakemake, args, folder);
  if (code !== 0) {
    throw new UserError(
      `Snakemake ended with exit code ${code}; what was finished is stored: see what it says above, then run the same command again`,
    );
  }
}

/** The program of the environment that set-up makes when it is asked to. */
export function snakemakeCommand(project = projectRoot()): string {
  const file = path.join(project, ".venv-workflow", "bin", "snakemake");
  if (!fs.existsSync(file)) throw new UserError(`Snakemake is not installed here: run "npm run setup -- --workflow" first`); // prettier-ignore
  return file;
}

function profileFolder(on: string): string {
  const isOurs = PLACES.some((place) => place === on);
  const folder = isOurs ? path.join(projectRoot(), "workflow", "profiles", on) : path.resolve(on);
  if (fs.existsSync(path.join(folder, "config.yaml"))) return folder;
  throw new UserError(`expected ${PLACES.join(", ")} or a folder with a config.yaml for Snakemake, found "${on}"`);
}

/** What the place needs on this machine, so that its absence is said in a sentence. */
function checkPlace(profile: string): void {
  const executor = /^executor:\s*(\S+)/m.exec(fs.readFileSync(path.join(profile, "config.yaml"), "utf8"))?.[1];
  if (executor === "slurm" && !isOnPath("sbatch")) {
    throw new UserError(`Slurm is not here, its sbatch is not on the PATH: run this where jobs are submitted, or with --on local`); // prettier-ignore
  }
  if (executor === "kubernetes" && !hasCluster()) {
    throw new UserError(`Kubernetes is not configured here, expected ~/.kube/config or KUBECONFIG: run this where kubectl works, or with --on local`); // prettier-ignore
  }
}

const isOnPath = (program: string): boolean =>
  (process.env.PATH ?? "").split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)));

function hasCluster(): boolean {
  const { KUBECONFIG, HOME = "", KUBERNETES_SERVICE_HOST } = process.env;
  const files = KUBECONFIG ? KUBECONFIG.split(path.delimiter) : [path.join(HOME, ".kube", "config")];
  return KUBERNETES_SERVICE_HOST !== undefined || files.some((file) => fs.existsSync(file));
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const thisCommand = (): string =>
  [process.execPath, path.join(projectRoot(), "kernel-helpers", "dist", "cli", "main.js")].map(quoted).join(" ");

/** Waits for Snakemake. The first Ctrl-C lets it take its jobs back, a second one ends it at once. */
async function endOf(command: string, args: readonly string[], folder: string): Promise<number> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: localPath("cache") },
    stdio: ["ignore", process.stderr, process.stderr], // standard output is for results
    detached: true,
  });
  const giveBack = onInterrupt(() => child.kill("SIGINT"));
  const endNow = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"); // with its units on this machine
  process.once("exit", endNow);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
  } finally {
    process.removeListener("exit", endNow);
    giveBack();
  }
}
