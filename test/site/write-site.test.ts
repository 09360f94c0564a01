import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { SitePage } from "kernel-helpers/dist/site/page";
import { MARKER, siteFiles, writeSite } from "kernel-helpers/dist/site/write-site";

const files = (text: string) =>
  new Map([
    ["index.html", Buffer.from(text)],
    ["media/a.png", Buffer.from([1])],
  ]);

describe("writing the site", () => {
  let parent: string;
  beforeEach(() => {
    parent = fs.mkdtempSync(path.join(os.tmpdir(), "paper-write-site-"));
  });
  afterEach(() => {
    fs.chmodSync(parent, 0o700);
    fs.rmSync(parent, { recursive: true });
  });
  const folder = () => path.join(parent, "deep", "site");
  const read = (name: string) => fs.readFileSync(path.join(folder(), name), "utf8");

  it("writes all files and the mark of a whole site, and nothing beside", () => {
    const { bytes, files: listed } = writeSite(files("one"), folder());
    assert.equal(bytes, 4);
    assert.deepEqual(listed, [
      { path: "index.html", bytes: 3 },
      { path: "media/a.png", bytes: 1 },
    ]);
    assert.equal(read("index.html"), "one");
    assert.deepEqual(Object.keys((JSON.parse(read(MARKER)) as { files: object }).files), ["index.html", "media/a.png"]);
    assert.deepEqual(fs.readdirSync(path.join(parent, "deep")), ["site"]);
  });

  it("replaces an earlier site and what was left in it", () => {
    writeSite(files("one"), folder());
    fs.writeFileSync(path.join(folder(), "old.html"), "");
    writeSite(files("two"), folder());
    assert.deepEqual(fs.readdirSync(folder()).sort(), ["index.html", "media", MARKER]);
    assert.equal(read("index.html"), "two");
    assert.deepEqual(fs.readdirSync(path.join(parent, "deep")), ["site"]);
  });

  it("takes an empty folder", () => {
    fs.mkdirSync(folder(), { recursive: true });
    writeSite(files("one"), folder());
    assert.equal(read("index.html"), "one");
  });

  it("touches nothing that is not a site of ours", () => {
    const refused = (message: RegExp) =>
      assert.throws(
        () => writeSite(files("one"), folder()),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    fs.mkdirSync(folder(), { recursive: true });
    fs.writeFileSync(path.join(folder(), "thesis.txt"), "mine");
    refused(/holds other files \(thesis\.txt\): give --out an empty folder/);
    fs.writeFileSync(path.join(folder(), MARKER), '{"madeBy":"somebody"}');
    refused(/holds other files/);
    assert.equal(read("thesis.txt"), "mine");
    fs.rmSync(folder(), { recursive: true });
    fs.writeFileSync(folder(), "");
    refused(/is a file: give --out a folder/);
  });

  it("says in a sentence that a place cannot be written, and leaves nothing behind", () => {
    fs.writeFileSync(path.join(parent, "deep"), ""); // a file in the way, since root may write anywhere
    assert.throws(
      () => writeSite(files("one"), folder()),
      (error: unknown) =>
        error instanceof UserError &&
        /could not write the site to .*: a part of this path is a file/.test(error.message),
    );
    assert.deepEqual(fs.readdirSync(parent), ["deep"]);
  });

  it("refuses two contents under one name", () => {
    const page = (order: number, bytes: Buffer): SitePage => ({
      path: `p${order}.html`,
      title: "T",
      description: "D",
      bodyHtml: "",
      navLabel: "N",
      order,
      files: [{ path: "a.js", bytes }], // prettier-ignore
    });
    assert.equal(
      siteFiles([page(1, Buffer.from("x")), page(2, Buffer.from("x"))])
        .get("a.js")!
        .toString(),
      "x",
    );
    assert.throws(
      () => siteFiles([page(1, Buffer.from("x")), page(2, Buffer.from("y"))]),
      /two files of the site are called a\.js/,
    );
  });
});
