import { environmentIsThere, makeEnvironment } from "./virtual-environment.mjs";

/** JupyterLab and nbconvert. */
const NOTEBOOKS = { folder: ".venv", requirements: "setup/requirements.txt", what: "JupyterLab" };

/** @param {string} project */
export const pythonIsThere = (project) => environmentIsThere(project, NOTEBOOKS);

/**
 * Makes `.venv` with JupyterLab and nbconvert, from nothing.
 * @param {string} project
 * @param {string} log
 */
export const installPython = (project, log) => makeEnvironment(project, NOTEBOOKS, { log });
