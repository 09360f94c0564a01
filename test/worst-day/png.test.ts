import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import sharp from "sharp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { Seed } from "kernel-helpers/dist/base/seed";
import { readPhotograph } from "kernel-helpers/dist/teachers/photograph";

/**
 * Pictures that are drawn on photographs are known by the hash of their bytes, and masks beside an image by that in its
 * list; a PNG file has checksums of its own besides, which catch a change before a hash is there.
 */
describe("a PNG file with one flipped bit", function () {
  this.timeout(60_000);

  it("is refused, or shows the same picture", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-png-"));
    try {
      const random = new Seed("png.test").random();
      const pixels = Uint8Array.from({ length: 10 * 10 * 3 }, () => random.int(256));
      const good = await sharp(pixels, { raw: { width: 10, height: 10, channels: 3 } })
        .png()
        .toBuffer();
      const file = path.join(folder, "picture.png");
      let refused = 0;
      for (let at = 0; at < good.length; at++) {
        const bad = Buffer.from(good);
        bad[at] ^= 1 << random.int(8);
        fs.writeFileSync(file, bad);
        try {
          const { data } = await readPhotograph(file);
          assert.deepEqual(Buffer.from(data), Buffer.from(pixels), `byte ${at}`);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          assert.match(error.message, /^could not read the image .*: .*; replace or remove it$/s);
          refused++;
        }
      }
      assert.ok(refused > 0.9 * good.length, `${refused} of ${good.length}`);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
