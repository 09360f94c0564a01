import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isMade, noteMade } from "kernel-helpers/dist/store/witness";

describe("store/witness", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-witness-"));
  const files = ["figure.svg", "figure.png"].map((name) => path.join(folder, name));
  const made = { files, of: "these numbers", witness: path.join(folder, "notes", "figure") };
  const make = () => {
    for (const file of files) fs.writeFileSync(file, file);
    noteMade(made);
  };
  beforeEach(make);
  after(() => fs.rmSync(folder, { recursive: true }));

  it("knows what was made, of what", () => {
    assert.ok(isMade(made));
    assert.ok(!isMade({ ...made, of: "other numbers" }));
    assert.ok(!isMade({ ...made, files: [...files, __filename] }));
  });

  it("is not sure of anything that was changed, cut off or removed since", () => {
    for (const file of [...files, made.witness]) {
      for (const spoil of [() => fs.appendFileSync(file, " "), () => fs.truncateSync(file, 5), () => fs.rmSync(file)]) {
        spoil();
        assert.ok(!isMade(made), file);
        make();
        assert.ok(isMade(made));
      }
    }
  });
});
