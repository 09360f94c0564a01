import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../base/errors";
import { localPath, projectRoot } from "../base/paths";

/** The `jupyter` of the project's Python environment. */
export function jupyterCommand(): string {
  const file = path.join(projectRoot(), ".venv", "bin", "jupyter");
  if (!fs.existsSync(file)) throw new UserError("JupyterLab is not installed here: run `npm run setup` first");
  return file;
}

/** An environment in which Jupyter knows our kernel and keeps all its files in local/, none in the user's home. */
export function jupyterEnvironment(): NodeJS.ProcessEnv {
  const own = (name: string) => localPath("jupyter", name);
  const node = path.dirname(process.execPath);
  return {
    ...process.env,
    PATH: `${node}${path.delimiter}${process.env.PATH ?? ""}`,
    JUPYTER_PATH: path.join(projectRoot(), "jupyter"),
    JUPYTER_CONFIG_PATH: path.join(projectRoot(), "jupyter", "config"),
    JUPYTER_CONFIG_DIR: own("config"),
    JUPYTER_DATA_DIR: own("data"),
    JUPYTER_RUNTIME_DIR: own("runtime"),
    JUPYTERLAB_SETTINGS_DIR: own("settings"),
    JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
    IPYTHONDIR: own("ipython"),
  };
}
