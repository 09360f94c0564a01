import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { UserError } from "../base/errors";
import { projectRoot } from "../base/paths";
import { writeIndex } from "./html-index";
import { jupyterCommand, jupyterEnvironment } from "./jupyter";

const TITLE = "Backdoor Attacks Against Deep Learning Systems in the Physical World: an executable edition";

/** Scripts that the pages load, by the name beside them. */
const SCRIPTS = { "plotly.min.js": "plotly.js-cartesian-dist-min", "mathjax.js": "mathjax/es5/tex-svg.js" };

/**
 * Writes a page for each notebook into `outFolder`, with the scripts that all of them share and an index. A page asks nothing of the
 * network; without scripts its figures are pictures. Returns the pages.
 */
export async function exportHtml(notebooks: readonly string[], outFolder: string): Promise<string[]> {
  if (notebooks.length === 0) return [];
  fs.mkdirSync(outFolder, { recursive: true });
  for (const [name, module] of Object.entries(SCRIPTS)) {
    fs.copyFileSync(require.resolve(module), path.join(outFolder, name));
  }
  const templates = path.join(projectRoot(), "jupyter", "nbconvert", "templates");
  const args = ["nbconvert", "--to", "html", "--template", "paper", "--output-dir", outFolder];
  args.push(`--TemplateExporter.extra_template_basedirs=${templates}`, "--log-level=WARN", ...notebooks);
  try {
    await promisify(execFile)(jupyterCommand(), args, { env: jupyterEnvironment() });
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { stderr = "", message } = error as { stderr?: string; message: string };
    throw new UserError(`the HTML export failed: ${stderr.trim().split("\n").at(-1) ?? message}`);
  }
  const pages = notebooks.map((file) => path.join(outFolder, `${path.basename(file, ".ipynb")}.html`));
  const missing = pages.filter((page) => !fs.existsSync(page));
  if (missing.length > 0) throw new UserError(`the HTML export did not write ${missing.join(", ")}`);
  writeIndex(outFolder, TITLE);
  return pages;
}
