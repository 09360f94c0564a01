import * as fs from "node:fs";
import * as path from "node:path";
import { hashOf, sha256 } from "../base/hash";
import { projectRoot } from "../base/paths";
import { codeVersion } from "../store/code-version";
import { isMade, noteMade } from "../store/witness";

/** What a picture depends on beside the figure: how it is drawn, and with which packages. */
const CODE = ["base/fonts", ...["figure", "plot-sizes", "static-plot", "theme"].map((module) => `figures/${module}`)];
let lock: string | undefined;
const packages = (): string => (lock ??= sha256(fs.readFileSync(path.join(projectRoot(), "package-lock.json"))));

/**
 * Draws a figure's files unless they are there already, drawn of the same by the same code, and not changed since: a note
 * beside them, `.drawn/name`, tells.
 *
 * @param figure All that the pictures show, as text.
 */
export async function drawUnlessDrawn(
  name: string,
  figure: string,
  { folder, files }: { folder: string; files: readonly string[] },
  draw: () => Promise<void>,
): Promise<void> {
  const of = hashOf([figure, codeVersion(...CODE), packages()]);
  const drawn = { files, of, witness: path.join(folder, ".drawn", name) };
  if (isMade(drawn)) return;
  await draw();
  noteMade(drawn);
}
