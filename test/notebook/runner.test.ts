import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { executeNotebook } from "kernel-helpers/dist/notebook/execute";
import { exportHtml } from "kernel-helpers/dist/notebook/html-export";
import { readNotebook, type Notebook, type Output } from "kernel-helpers/dist/notebook/notebook-file";
import { NotebookError, runNotebook } from "kernel-helpers/dist/notebook/runner";

const sourceFolder = path.join(process.cwd(), "test", "fixtures", "notebooks");
const outputsOf = (notebook: Notebook): Output[] => notebook.cells.flatMap((cell) => cell.outputs ?? []);

describe("notebook/runner", () => {
  let outFolder: string;
  before(() => (outFolder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-notebooks-"))));
  after(() => fs.rmSync(outFolder, { recursive: true, force: true }));
  const execute = (name: string, parameters: Record<string, unknown> = {}) =>
    executeNotebook(name, { sourceFolder, outFolder, parameters });

  it("writes the outputs up to a failure, and names notebook and cell", async () => {
    await assert.rejects(execute("fails-sync"), (error: Error) => {
      assert.ok(error instanceof NotebookError);
      assert.match(error.message, /^notebook fails-sync, cell \[2\] failed: RangeError: half: 4 is too large/);
      return true;
    });
    const written = readNotebook(path.join(outFolder, "fails-sync.ipynb"));
    assert.deepEqual(
      outputsOf(written).map(({ output_type }) => output_type),
      ["stream", "error"],
    );
    assert.deepEqual(
      written.cells.map((cell) => cell.execution_count),
      [1, 2, null],
    );
  });

  it("fails on an error that comes long after its cell", () =>
    assert.rejects(execute("fails-late"), /fails-late, cell \[1\] failed: Error: long after/));

  it("fails a cell that runs too long", async () => {
    const source = "await new Promise((resolve) => setTimeout(resolve, 60_000));";
    const cell = { cell_type: "code" as const, metadata: {}, source };
    const notebook: Notebook = { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
    const run = runNotebook(notebook, { name: "slow", cellTimeoutMs: 300 });
    await assert.rejects(run, /notebook slow, cell \[1\] failed: it ran longer than 0.3 s/);
    assert.equal(outputsOf(notebook).at(-1)?.ename, "Interrupted");
  });

  it("refuses a parameter that the notebook does not have", () =>
    assert.rejects(execute("gallery", { stepz: 3 }), /UserError: NB_PARAMETERS sets stepz/));

  it("gives the same bytes twice, and reuses what has not changed", async () => {
    const first = await execute("gallery", { steps: 2 });
    const bytes = fs.readFileSync(first.file);
    assert.deepEqual([first.reused, first.cells], [false, 5]);
    assert.equal((await execute("gallery", { steps: 2 })).reused, true);
    fs.rmSync(first.file);
    const second = await execute("gallery", { steps: 2 });
    assert.equal(second.reused, false);
    assert.ok(fs.readFileSync(first.file).equals(bytes), "the second execution differs");
    assert.ok(!bytes.includes(process.cwd()), "an absolute path is in the notebook");
    const bars = outputsOf(readNotebook(first.file)).filter((output) => JSON.stringify(output).includes("<progress"));
    assert.equal(bars.length, 1, "the bar is one output");
    assert.match(JSON.stringify(bars[0].data), /"render: 2 of 2"/);
  });

  it("exports pages that ask nothing of the network and show pictures without scripts", async () => {
    const folder = path.join(outFolder, "html");
    const [page] = await exportHtml([path.join(outFolder, "gallery.ipynb")], folder);
    const html = fs.readFileSync(page, "utf8");
    const requested = [...html.matchAll(/<(?!a\b)\w+[^>]*?\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    const local = requested.filter((address) => !address.startsWith("data:"));
    assert.deepEqual(local.sort(), ["mathjax.js", "plotly.min.js"]);
    assert.doesNotMatch(html, /@import|url\(\s*["']?https?:/);
    assert.match(html, /<img alt="Bars of the attack success rate[^>]*src="data:image\/png;base64,/);
    for (const script of local) assert.ok(fs.existsSync(path.join(folder, script)));
    assert.ok(html.length < 600_000, `a page of ${html.length} characters`);
  });
});
