import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { storedImages, worldVersion } from "kernel-helpers/dist/world";
import { metaPath } from "kernel-helpers/dist/world/stored-images";

describe("world/stored-images", () => {
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
