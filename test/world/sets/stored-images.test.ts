import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { storedImages, worldVersion } from "kernel-helpers/dist/world";
import { imagesVersion, metaPath } from "kernel-helpers/dist/world/sets/stored-images";

describe("world/sets/stored-images", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "stored-images-"));
  });
  after(() => fs.rmSync(folder, { recursive: true }));
  const write = (content: string) => {
    const file = metaPath(folder, "v01", "clean");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  const stored = () => storedImages(folder, "v01", "clean");

  it("has none where nothing is stored, and none of another version whatever its list looks like", () => {
    assert.deepEqual(stored(), []);
    write(JSON.stringify({ version: "another", images: 7 }));
    assert.deepEqual(stored(), []);
  });

  it("takes the files of a reader's own person and trigger into the version, and no file for ours", () => {
    const own = process.env.PAPER_WORLD;
    process.env.PAPER_WORLD = folder;
    try {
      const add = (kind: string, name: string, content: object): void => {
        fs.mkdirSync(path.join(folder, kind), { recursive: true });
        fs.writeFileSync(path.join(folder, kind, name), JSON.stringify(content));
      };
      add("people", "me.json", { age: 30 });
      add("people", "v01.json", { age: 30 });
      add("triggers", "ring.json", { mesh: "ring.obj" });
      add("triggers", "ring.obj", { v: 1 });
      const versions = (): string[] => [
        imagesVersion("me", "clean"),
        imagesVersion("v01", "ring"),
        imagesVersion("v01", "dots"),
      ];
      const before = versions();
      assert.equal(before[2], worldVersion());
      assert.ok(before.slice(0, 2).every((version) => version.startsWith(`${worldVersion()}+`)));
      add("people", "me.json", { age: 31 });
      assert.deepEqual(versions().map((version, i) => version === before[i]), [false, true, true]); // prettier-ignore
      add("triggers", "ring.obj", { v: 2 });
      assert.deepEqual(versions().map((version, i) => version === before[i]), [false, false, true]); // prettier-ignore
    } finally {
      if (own === undefined) delete process.env.PAPER_WORLD;
      else process.env.PAPER_WORLD = own;
    }
  });

  it("refuses null, nonsense and half a list in one sentence that names the file and what to do", () => {
    const current = { version: worldVersion(), person: "v01", condition: "clean", size: 224 };
    const texts = ["null", "7", "[]", '"x"', "{}", '{"version": 3}', "{", JSON.stringify({ ...current, images: [{}] })];
    for (const text of texts) {
      const file = write(text);
      assert.throws(stored, (error) => {
        assert.ok(error instanceof UserError, text);
        assert.ok(error.message.startsWith(file) && error.message.includes("delete it"), error.message);
        return true;
      });
    }
  });
});
