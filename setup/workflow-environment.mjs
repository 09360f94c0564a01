import path from "node:path";
import { setupFolder } from "./folders.mjs";
import { environmentIsThere, makeEnvironment } from "./virtual-environment.mjs";

/** Snakemake with its executors. */
const WORKFLOW = {
  folder: ".venv-workflow",
  requirements: "setup/requirements-workflow.txt",
  what: "Snakemake",
};

/**
 * Makes `.venv-workflow`, which only `paper workflow` uses, if it is not there.
 * @param {string} project
 */
export async function ensureWorkflow(project) {
  if (environmentIsThere(project, WORKFLOW)) {
    console.error("workflow: already there");
    return;
  }
  console.error("workflow: Snakemake with its executors for Slurm and Kubernetes, into .venv-workflow; about 1 minute");
  const log = path.join(setupFolder(project), "log", "workflow.txt");
  await makeEnvironment(project, WORKFLOW, { log });
}
