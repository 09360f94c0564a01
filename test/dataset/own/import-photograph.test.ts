import assert from "node:assert/strict";
import fs from "node:fs";
import sharp from "sharp";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { importPhotograph } from "kernel-helpers/dist/dataset/own/import-photograph";
import { faceSize } from "kernel-helpers/dist/dataset/own/stored-copy";
import { useTemporaryLocal } from "../../store/temporary-local";
import { portrait, writeFiles } from "./portraits";

describe("dataset/own/import-photograph", function () {
  this.timeout(240_000);
  const local = useTemporaryLocal();
  const run = (file: string) => importPhotograph({ root: fs.realpathSync(local("in")), file, folder: local("out") });

  it("stores one copy and one record, and makes again what is damaged", async () => {
    writeFiles(local("in"), { "a.jpg": (await portrait()).image });
    const outcome = await run("a.jpg");
    assert.deepEqual(fs.readdirSync(local("out")).sort(), [`${outcome.name}.jpg`, `${outcome.name}.json`]);
    const copy = local("out", outcome.picture!);
    assert.equal(sha256(fs.readFileSync(copy)), outcome.copy!.sha256);
    assert.deepEqual(await run("a.jpg"), outcome);
    for (const file of [copy, local("out", `${outcome.name}.json`)]) {
      fs.writeFileSync(file, "damaged");
      assert.deepEqual(await run("a.jpg"), outcome);
      assert.equal(sha256(fs.readFileSync(copy)), outcome.copy!.sha256);
    }
  });

  it("measures a face in pixels of the photograph, also where that is looked at smaller", async () => {
    const { image, landmarks } = await portrait();
    const zoom = 4;
    const face = await sharp(image).resize(zoom * 224).toBuffer(); // prettier-ignore
    const large = await sharp({ create: { width: 4000, height: 2600, channels: 3, background: "#b0b0a0" } })
      .composite([{ input: face, left: 1500, top: 800 }])
      .jpeg()
      .toBuffer();
    writeFiles(local("in"), { "large.jpg": large });
    const { copy, reason } = await run("large.jpg");
    assert.ok(copy, reason);
    const truth = zoom * faceSize(landmarks);
    // Both ends of the way from the eyes to the mouth are found to a tenth of it.
    assert.ok(Math.abs(copy.facePixels / truth - 1) < 0.2, `${copy.facePixels} for ${truth}`);
  });

  it("stores the reason of what can be read, and none of what cannot: another time it may", async () => {
    writeFiles(local("in"), { "text.jpg": "text" });
    assert.match((await run("text.jpg")).reason!, /no JPEG/);
    assert.equal(fs.readdirSync(local("out")).length, 1);
    assert.deepEqual(await run("gone.jpg"), { reason: "it could not be read (there is no such file or folder): mend that or remove it" }); // prettier-ignore
    assert.equal(fs.readdirSync(local("out")).length, 1);
  });
});
