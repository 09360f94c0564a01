import * as fs from "node:fs";
import * as path from "node:path";

let root: string | undefined;

/** The folder of this project: the nearest one above this file whose package.json has workspaces. */
export function projectRoot(): string {
  if (root) return root;
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (fs.existsSync(manifest) && "workspaces" in (JSON.parse(fs.readFileSync(manifest, "utf8")) as object)) {
      return (root = folder);
    }
    if (path.dirname(folder) === folder) throw new Error(`no project folder above ${__dirname}`);
  }
}

/** Facts that travel with the project: the paper's values, manifests, the committed results. */
export const dataPath = (...parts: string[]): string => path.join(projectRoot(), "data", ...parts);

/**
 * What this machine makes and git ignores: assets, rendered images, features, results, executed notebooks.
 * `PAPER_LOCAL` moves it elsewhere.
 */
export const localPath = (...parts: string[]): string =>
  path.join(
    path.resolve(process.env.PAPER_LOCAL?.trim() ? process.env.PAPER_LOCAL : path.join(projectRoot(), "local")),
    ...parts,
  );
