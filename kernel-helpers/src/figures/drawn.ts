import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic } from "../base/files";
import { hashOf, sha256 } from "../base/hash";
import { projectRoot } from "../base/paths";
import { codeVersion } from "../store/code-version";

/** What a picture depends on beside the figure: how it is drawn, and with which packages. */
const CODE = ["base/fonts", ...["figure", "plot-sizes", "static-plot", "theme"].map((module) => `figures/${module}`)];
let lock: string | undefined;
const packages = (): string => (lock ??= sha256(fs.readFileSync(path.join(projectRoot(), "package-lock.json"))));

/**
 * Draws a figure's files unless they are there already, drawn of the same by the same code, and not changed since: a note
 * beside them, `.drawn/name`, tells. It is written last, so that after an interruption all are drawn again.
 *
 * @param figure All that the pictures show, as text.
 */
export async function drawUnlessDrawn(
  name: string,
  figure: string,
  { folder, files }: { folder: string; files: readonly string[] },
  draw: () => Promise<void>,
): Promise<void> {
  const note = path.join(folder, ".drawn", name);
  const drawnOf = hashOf([figure, codeVersion(...CODE), packages()]);
  const state = () => [drawnOf, ...files.map((file) => sha256(fs.readFileSync(file)))].join("\n") + "\n";
  if ([note, ...files].every((file) => fs.existsSync(file)) && fs.readFileSync(note, "utf8") === state()) return;
  await draw();
  writeAtomic(note, state());
}
