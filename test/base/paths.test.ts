import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { chosenDataset, localPath, photographsPath } from "kernel-helpers/dist/base/paths";
import { useTemporaryLocal } from "../store/temporary-local";

describe("base/paths", () => {
  const local = useTemporaryLocal();
  afterEach(() => delete process.env.PAPER_DATASET);

  it("keeps what is made of photographs of one's own in a folder of theirs, and nothing else", () => {
    const dataset = local("My class, 3b");
    fs.mkdirSync(dataset);
    assert.equal(localPath("results", "model"), local("results", "model"));
    const own = photographsPath(dataset);
    process.env.PAPER_DATASET = dataset;
    assert.equal(chosenDataset(), dataset);
    assert.match(path.relative(local(), own), /^photographs[/\\]My-class-3b-[0-9a-f]{8}$/);
    for (const room of ["results", "features", "figures", "notebooks", "html", "asked", "digital"]) {
      assert.equal(localPath(room, "x"), path.join(own, room, "x"));
    }
    for (const room of ["assets", "world", "run.lock", "photographs"]) assert.equal(localPath(room), local(room));
    assert.equal(localPath(), local());
  });

  it("tells folders of one name apart, and finds one through a link", () => {
    const [a, b] = ["a", "b"].map((parent) => local(parent, "class"));
    for (const folder of [a, b]) fs.mkdirSync(folder, { recursive: true });
    fs.symlinkSync(a, local("link"));
    assert.notEqual(photographsPath(a), photographsPath(b));
    assert.equal(photographsPath(local("link")), photographsPath(a));
  });
});
