import * as fs from "node:fs";
import Module from "node:module";
import * as path from "node:path";
import { messageOf, UserError } from "../../base/errors";
import { projectRoot } from "../../base/paths";
import { readNotebook, sourceOf } from "../../notebook/notebook-file";
import type { Detector } from "./contract";

/** The tag of the cells of a notebook that make up its detector. */
export const DETECTOR_TAG = "detector";

/**
 * The detector in a file: what a .ts or .js file exports as `detector`, or what the cells of a notebook that are tagged
 * `detector` define under that name. **This executes the file**, with all that it may do on this machine.
 *
 * @throws UserError if there is no such file, it is of another kind, it fails when it is loaded, or it has no detector
 */
export function loadDetector(file: string): Detector {
  if (!fs.existsSync(file))
    throw new UserError(`there is no file ${file}; name a .ts, .js or .ipynb file with a detector`);
  const source = detectorSource(file);
  let exported: Record<string, unknown>;
  try {
    exported = executed(file, source);
  } catch (error) {
    throw new UserError(`${file} failed when it was loaded: ${messageOf(error)}`);
  }
  const detector = exported.detector ?? exported.default;
  if (typeof detector === "function") return detector as Detector;
  throw new UserError(`${file} has no detector: export an async function of this name, detector(student, cleanImages)`);
}

/** TypeScript or JavaScript of any kind. */
function detectorSource(file: string): string {
  const kind = path.extname(file);
  if (kind === ".ts" || kind === ".js" || kind === ".cjs") return fs.readFileSync(file, "utf8");
  if (kind !== ".ipynb") throw new UserError(`${file} is no detector: expected a .ts, .js or .ipynb file, came ${kind || "no ending"}`); // prettier-ignore
  const tagged = readNotebook(file).cells.filter(({ cell_type: type, metadata }) => type === "code" && tagsOf(metadata).includes(DETECTOR_TAG)); // prettier-ignore
  if (tagged.length === 0) throw new UserError(`${file} has no cell with the tag "${DETECTOR_TAG}": tag the cells that define the detector`); // prettier-ignore
  return [...tagged.map(sourceOf), "export { detector };"].join("\n");
}

const tagsOf = ({ tags }: Record<string, unknown>): unknown[] => (Array.isArray(tags) ? tags : []);

/** Imports are looked for beside the file and in this project. */
function executed(file: string, source: string): Record<string, unknown> {
  const { transpileModule, ModuleKind, ScriptTarget } = require("typescript") as typeof import("typescript"); // eslint-disable-line @typescript-eslint/no-require-imports -- a second to load, and only here
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = transpileModule(source, { compilerOptions, fileName: `${file}.ts` });
  const absolute = path.resolve(file);
  const loaded = new Module(absolute) as Module & { _compile: (code: string, name: string) => void };
  loaded.filename = absolute;
  const ways = Module as unknown as { _nodeModulePaths: (folder: string) => string[] };
  loaded.paths = [path.dirname(absolute), projectRoot()].flatMap((folder) => ways._nodeModulePaths(folder));
  loaded._compile(outputText, absolute);
  return loaded.exports as Record<string, unknown>;
}
