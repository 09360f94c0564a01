import assert from "node:assert/strict";
import * as vm from "node:vm";
import sharp from "sharp";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { Cell, Notebook, Output } from "kernel-helpers/dist/notebook/notebook-file";
import { notebookPage } from "kernel-helpers/dist/site/notebook-page";
import { linksFrom } from "kernel-helpers/dist/site/links";

const text = (source: string): Cell => ({ cell_type: "markdown", metadata: {}, source });
const code = (source: string, outputs: Output[] = [], execution_count: number | null = 1): Cell => ({
  cell_type: "code",
  metadata: {},
  source,
  outputs,
  execution_count,
});
const notebook = (...cells: Cell[]): Notebook => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
const options = {
  name: "n",
  navLabel: "N",
  order: 100,
  description: "D.",
  linkTarget: linksFrom("notebooks", new Map()),
};
const display = (data: Record<string, unknown>, metadata = {}): Output => ({
  output_type: "display_data",
  data,
  metadata,
});

describe("the page of a notebook", () => {
  it("has its title, text, code and outputs in their order", async () => {
    const printed: Output = { output_type: "stream", name: "stdout", text: ["1 < 2\n"] };
    const page = await notebookPage(
      notebook(text("# A title\n\nFirst.\n\n## Part"), code("f(1)", [printed]), text("Last.")),
      options,
    );
    assert.equal(page.path, "n.html");
    assert.equal(page.title, "A title");
    assert.equal(
      page.bodyHtml.replace(/\n+/g, ""),
      '<p>First.</p><h2 id="part">Part</h2><details class="code" open><summary>Code</summary><pre tabindex="0"><code>' +
        'f(<span class="number">1</span>)</code></pre></details><div class="outputs"><pre class="printed" tabindex="0">1 &lt; 2</pre></div><p>Last.</p>',
    );
    assert.equal(page.scripts, undefined);
  });

  it("shows a figure as a picture that a script can make live", async () => {
    const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const figure = display(
      {
        "application/vnd.plotly.v1+json": {
          data: [{ y: [1, 2] }],
          layout: { width: 30 },
          config: { displaylogo: false },
        },
        "image/png": png.toString("base64"),
        "text/plain": "Two points. The second is higher.",
      },
      { "image/png": { width: 30, height: 20 } },
    );
    const { bodyHtml, files, scripts } = await notebookPage(notebook(text("# T"), code("x", [figure])), options);
    assert.deepEqual(scripts, ["assets/figures.js"]);
    assert.match(bodyHtml, /<img src="media\/[0-9a-f]+\.png" width="30" height="20" alt="Two points\."/);
    assert.match(bodyHtml, /<details><summary>In words<\/summary><p>Two points\. The second is higher\.<\/p>/);
    const [, picture, script] = /data-name="([^"]+)" data-script="([^"]+)"/.exec(bodyHtml)!;
    assert.deepEqual(
      files!.map((file) => file.path),
      [picture, script, "assets/figures.js", "assets/plotly.min.js"],
    );
    const source = files!.find((file) => file.path === script)!;
    const page: { paperFigures?: Record<string, unknown> } = {};
    vm.runInNewContext(Buffer.from("bytes" in source ? source.bytes : []).toString(), { window: page }); // as a page does
    assert.deepEqual(JSON.parse(JSON.stringify(page.paperFigures)), {
      [picture]: { data: [{ y: [1, 2] }], layout: { width: 30 } },
    });
  });

  it("refuses a notebook that is not executed, that failed, or that has no title, in a sentence", async () => {
    const refused = (cells: Cell[], message: RegExp) =>
      assert.rejects(
        notebookPage(notebook(...cells), options),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    await refused(
      [text("# T"), code("x"), code("y", [], null)],
      /n has 1 of 2 cells without outputs; execute it first/,
    );
    await refused(
      [text("# T"), code("x", [{ output_type: "error", ename: "TypeError" }])],
      /n: a cell failed with TypeError/,
    );
    await refused([text("Only text")], /n does not begin with a heading of the first level/);
    await refused([], /does not begin with a heading/);
  });

  it("shows one that the reader completes as it is", async () => {
    const page = await notebookPage(notebook(text("# T"), code("x", [], null)), { ...options, mayLackOutputs: true });
    assert.match(page.bodyHtml, /<code>x<\/code>/);
  });
});
