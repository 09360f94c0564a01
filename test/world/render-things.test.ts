import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import sharp from "sharp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { readJson, writeJsonAtomic } from "kernel-helpers/dist/base/files";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { renderThings, storedThings, type ThingClass } from "kernel-helpers/dist/world";
import type { ThingListMeta } from "kernel-helpers/dist/world/things/thing-meta";

const CLASS = "tennis ball";

describe("renderThings", function () {
  this.timeout(120_000);
  let root: string;
  before(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), "things-test-"))));
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  const listOf = (folder: string): ThingListMeta =>
    readJson<ThingListMeta>(path.join(root, folder, "tennis-ball", "sticker", "meta.json"));
  const render = async (folder: string, count: number): Promise<number> => {
    let reports = 0;
    const conditions = [{ condition: "sticker" as const, count }];
    await renderThings({ class: CLASS, conditions, folder: path.join(root, folder) }, { onProgress: () => reports++ });
    return reports;
  };

  it("writes JPEG files and masks of 224 x 224, and what is known about them", async () => {
    await render("a", 1);
    const [image] = listOf("a").images;
    const bytes = fs.readFileSync(path.join(root, "a", image.file));
    assert.equal(sha256(bytes), image.sha256);
    for (const file of [image.file, image.mask]) {
      const { width, height } = await sharp(path.join(root, "a", file)).metadata();
      assert.deepEqual([width, height], [224, 224]);
    }
    assert.ok(image.stickerPixels >= 20);
    assert.ok(image.box !== null && image.box.right > image.box.left);
  });

  it("reuses, extends to what one run would have made, and renders again what other code has rendered", async () => {
    assert.equal(await render("a", 1), 0);
    assert.equal(await render("a", 2), 1);
    await render("b", 2);
    assert.deepEqual(listOf("a"), listOf("b"));
    writeJsonAtomic(path.join(root, "a", "tennis-ball", "sticker", "meta.json"), { ...listOf("a"), version: "other" });
    assert.equal(await render("a", 1), 1);
  });

  it("refuses a damaged list in one sentence that names the file and what to do", async () => {
    const file = path.join(root, "a", "tennis-ball", "sticker", "meta.json");
    const intact = listOf("a");
    for (const content of [
      null,
      [],
      { ...intact, images: 3 },
      { ...intact, images: [{ ...intact.images[0], sha256: "none" }] },
    ]) {
      writeJsonAtomic(file, content);
      const isSentence = (e: unknown) =>
        e instanceof UserError && e.message.startsWith(file) && e.message.includes("delete it");
      assert.throws(() => storedThings(path.join(root, "a"), CLASS, "sticker"), isSentence);
      await assert.rejects(render("a", 1), isSentence);
    }
    writeJsonAtomic(file, intact);
  });

  it("names the classes when asked for another", async () => {
    const spec = { class: "teapot" as ThingClass, conditions: [], folder: root };
    await assert.rejects(renderThings(spec), /expected a class of objects \(backpack, .*\), found "teapot"/);
  });
});
