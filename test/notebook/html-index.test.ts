import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { headingOf, writeIndex } from "kernel-helpers/dist/notebook/html-index";

describe("the index of the pages", () => {
  let folder: string;
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-index-"));
    write(
      "05-b.html",
      '<h1 id="B">Physical &amp; <em>digital</em><a class="anchor-link" href="#B">¶</a></h1><h1>Other</h1>',
    );
    write("00-a.html", "<p>no heading</p>");
    write("plotly.min.js", "");
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it("takes a page's first heading", () => {
    assert.equal(headingOf(path.join(folder, "05-b.html")), "Physical &amp; digital");
    assert.equal(headingOf(path.join(folder, "00-a.html")), undefined);
  });

  it("lists the pages in reading order, itself not among them, the same when written again", () => {
    const file = writeIndex(folder, "A < B");
    const page = fs.readFileSync(file, "utf8");
    assert.match(page, /<h1>A &lt; B<\/h1>/);
    assert.deepEqual(page.match(/<li>.*<\/li>/g), [
      '<li><a href="00-a.html">00-a.html</a></li>',
      '<li><a href="05-b.html">Physical &amp; digital</a></li>',
    ]);
    assert.equal(fs.readFileSync(writeIndex(folder, "A < B"), "utf8"), page);
  });
});
