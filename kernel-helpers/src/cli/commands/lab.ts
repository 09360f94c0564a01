import { spawn, type ChildProcess } from "node:child_process";
import type { Command } from "commander";
import { UserError } from "../../base/errors";
import { projectRoot } from "../../base/paths";
import { jupyterCommand, jupyterEnvironment } from "../../notebook/jupyter";
import { datasetOption, useDataset } from "../dataset";
import { onInterrupt } from "../interrupt";

/** Only our kernel, nothing fetched, nothing installed from the browser. */
const SETTINGS = [
  "--KernelSpecManager.allowed_kernelspecs={'tslab'}",
  "--KernelSpecManager.ensure_native_kernel=False",
  "--MappingKernelManager.default_kernel_name=tslab",
  "--LabApp.extension_manager=readonly",
  "--LabApp.news_url=None",
  "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
];

export function registerLab(program: Command): void {
  program
    .command("lab")
    .summary("open JupyterLab on the project's kernel")
    .description("Open JupyterLab on the project's kernel. Its files lie in local/jupyter; Ctrl-C ends it.")
    .argument("[jupyter-args...]", "handed to jupyter lab, after --: paper lab -- --no-browser --port 8890")
    .addOption(datasetOption())
    .action(async (args: string[], { dataset }: { dataset?: string }) => {
      await useDataset(dataset);
      await openLab(args);
    });
}

async function openLab(args: string[]): Promise<void> {
  const lab = spawn(jupyterCommand(), ["lab", `--notebook-dir=${projectRoot()}`, ...SETTINGS, ...args], {
    cwd: projectRoot(),
    env: jupyterEnvironment(),
    stdio: "inherit",
    detached: true, // Jupyter asks for confirmation of a Ctrl-C that it sees itself; we tell it to end
  });
  const code = await endOf(lab);
  if (code) throw new UserError(`JupyterLab ended with exit code ${code}`, code);
}

/** Waits for JupyterLab. The first Ctrl-C lets it shut its kernels down, a second one ends it at once. */
async function endOf(lab: ChildProcess): Promise<number | null> {
  const giveBack = onInterrupt(() => lab.kill("SIGTERM"));
  const endNow = () => lab.kill("SIGKILL");
  process.once("exit", endNow);
  try {
    return await new Promise((resolve, reject) => {
      lab.once("error", reject);
      lab.once("exit", resolve);
    });
  } finally {
    process.removeListener("exit", endNow);
    giveBack();
  }
}
