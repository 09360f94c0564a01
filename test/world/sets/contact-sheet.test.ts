import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import sharp from "sharp";
import { contactSheet } from "kernel-helpers/dist/world";

describe("contactSheet", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "sheet-test-"));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("puts each picture in its cell and leaves the others white", async () => {
    const file = path.join(folder, "green.png");
    await sharp({ create: { width: 4, height: 4, channels: 3, background: { r: 0, g: 200, b: 0 } } })
      .png()
      .toFile(file);
    const images = [{ picture: file, row: 1, column: 0 }];
    const sheet = await contactSheet(images, { columns: ["a & b", "c"], rows: ["x", "<y>"], cell: 10 });
    const { data, info } = await sharp(sheet).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const at = (fromRight: number, fromBottom: number) => {
      const o = ((info.height - fromBottom) * info.width + info.width - fromRight) * 3;
      return [...data.subarray(o, o + 3)];
    };
    assert.deepEqual(at(18, 6), [0, 200, 0]);
    assert.deepEqual(at(6, 6), [255, 255, 255]);
    assert.deepEqual(at(18, 18), [255, 255, 255]);
  });

  it("says what is missing when there is no picture", async () => {
    await assert.rejects(contactSheet([], { columns: [], rows: [] }), /at least one image/);
  });
});
