import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { hashFile, hashText } from "../../setup/hash.mjs";
import { refuseWrongHash } from "../../setup/pip.mjs";

describe("setup/pip", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-pip-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("hashes as SHA-256 says (FIPS 180-2, appendix B.1)", async () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    fs.writeFileSync(path.join(folder, "abc"), "abc");
    assert.equal(hashText("abc"), abc);
    assert.equal(await hashFile(path.join(folder, "abc")), abc);
  });

  it("keeps the wheel that is pinned", async () => {
    const file = path.join(folder, "a.whl");
    fs.writeFileSync(file, "the wheel");
    await refuseWrongHash(file, { file: "a.whl", sha256: hashText("the wheel") });
    assert.ok(fs.existsSync(file));
  });

  it("refuses and removes a wheel that was cut off", async () => {
    const file = path.join(folder, "a.whl");
    fs.writeFileSync(file, "the whe");
    await assert.rejects(
      refuseWrongHash(file, { file: "a.whl", sha256: hashText("the wheel") }),
      /a\.whl is not the file that is pinned .*7 bytes.* run the same command again/,
    );
    assert.equal(fs.existsSync(file), false);
  });
});
