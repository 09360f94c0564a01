import assert from "node:assert/strict";
import sharp from "sharp";
import { htmlOutput } from "kernel-helpers/dist/site/html-output";
import { tableHtml } from "kernel-helpers/dist/site/table-html";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#0072b2" } })
    .png()
    .toBuffer();

describe("HTML that a cell shows, on the site", () => {
  it("makes a picture a file of known size that leads to itself", async () => {
    const png = await picture(40, 20);
    const { html, files } = await htmlOutput(
      `<img alt="A blue field." src="data:image/png;base64,${png.toString("base64")}">`,
    );
    assert.equal(files.length, 1);
    const [file] = files;
    assert.ok("bytes" in file && png.equals(file.bytes));
    assert.match(file.path, /^media\/[0-9a-f]{16}\.png$/);
    assert.equal(
      html,
      `<a class="picture" href="${file.path}"><img alt="A blue field." src="${file.path}" width="40" height="20" loading="lazy" decoding="async"></a>`,
    );
  });

  it("keeps a width that was wished for, and the shape", async () => {
    const png = await picture(40, 20);
    const { html } = await htmlOutput(`<table><tr><th>a</th></tr><tr><td><img alt="x" width="10" src="data:image/png;base64,${png.toString("base64")}"></td></tr></table>`); // prettier-ignore
    assert.match(html, /width="10" src="media[^>]* height="5"/);
  });

  it("puts a table into a region, alignment into classes, and makes an empty head a cell", async () => {
    const html = await tableHtml({
      caption: "Rates < 1",
      columns: [
        { key: "a", label: "" },
        { key: "b", label: "b" },
      ],
      rows: [{ a: "x", b: 1 }],
    });
    assert.match(
      html,
      /^<div class="scroll" role="region" tabindex="0" aria-label="Rates &lt; 1"><table class="paper-table">/,
    );
    assert.match(html, /<tr><td><\/td><th scope="col" class="right">b<\/th><\/tr>/);
    assert.match(html, /<tr><td>x<\/td><td class="right">1<\/td><\/tr>/);
    assert.doesNotMatch(html, /style=/);
  });

  it("sets warnings apart from their caption, and marks prose that a narrow screen must not squeeze", async () => {
    const prose = "x ".repeat(80).trim();
    const html = await tableHtml({
      caption: "Rates",
      warnings: ["Few photographs."],
      columns: [{ key: "a", label: "a" }],
      rows: [{ a: prose }, { a: "short" }],
    });
    assert.match(
      html,
      /<caption><span>Rates<br><span class="paper-warning">Few photographs\.<\/span><\/span><\/caption>/,
    );
    assert.match(html, new RegExp(`<td class="prose">${prose}</td>`));
    assert.match(html, /<td>short<\/td>/);
  });

  it("names a table without a caption by its heads", async () => {
    const { html } = await htmlOutput("<table><caption></caption><tr><th>a</th><th>b</th></tr></table>");
    assert.match(html, /aria-label="Table: a, b"><table><tbody>/);
  });

  it("leaves nothing of a progress bar", async () => {
    const bar = '<div class="paper-progress"><progress value="3" max="3"></progress> images: 3 of 3</div>';
    assert.deepEqual(await htmlOutput(`${bar}\n${bar}`), { html: "", files: [] });
  });
});
