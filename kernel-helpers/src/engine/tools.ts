import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../base/paths";

/** The Python of the project's own environment, as set-up makes it. */
export function projectPython(): string {
  const [folder, file] = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
  return path.join(projectRoot(), ".venv", folder, file);
}

/** The version of an npm package that is installed, or undefined. */
export function packageVersion(name: string): string | undefined {
  return versionIn(path.join(projectRoot(), "node_modules", name, "package.json"));
}

/** The version of this project. */
export const projectVersion = (): string | undefined => versionIn(path.join(projectRoot(), "package.json"));

function versionIn(manifest: string): string | undefined {
  if (!fs.existsSync(manifest)) return undefined;
  return (JSON.parse(fs.readFileSync(manifest, "utf8")) as { version?: string }).version;
}

/** What a program prints on stdout, trimmed; undefined if there is no such program or it fails. */
export function answerOf(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", timeout: 20_000 });
  return status === 0 ? stdout.trim() : undefined;
}
