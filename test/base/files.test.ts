import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { UserError } from "kernel-helpers/dist/base/errors";
import { DamagedFile, readJson, writeAtomic, writeJsonAtomic, writePlainJson } from "kernel-helpers/dist/base/files";

describe("base/files", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-files-"));
    file = path.join(folder, "a", "file.json");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  describe("writing on a disk that fails", () => {
    const STEPS = ["mkdirSync", "openSync", "writeFileSync", "fsyncSync", "closeSync", "renameSync"] as const;
    const failing = fs as unknown as Record<string, unknown>;

    /** Runs `work` while one function of the file system fails with an error of the system. */
    function whileFailing(step: string, code: string, work: () => void): void {
      const original = failing[step];
      failing[step] = (...args: unknown[]) => {
        // a full disk takes a part of what is written
        if (step === "writeFileSync") fs.writeSync(args[0] as number, "ha");
        if (step === "closeSync") (original as (handle: unknown) => void)(args[0]);
        throw Object.assign(new Error(`${code}: it fails`), { code });
      };
      try {
        work();
      } finally {
        failing[step] = original;
      }
    }

    for (const [code, sentence] of [
      ["ENOSPC", /the disk is full; free some space/],
      ["EDQUOT", /your disk quota is used up/],
      ["EROFS", /set PAPER_LOCAL to a folder that may/],
      ["EACCES", /set PAPER_LOCAL to a folder that may/],
      ["EIO", /the disk does not answer as it should/],
      ["EFBIG", /files may not become this large here/],
    ] as const) {
      it(`says so in one sentence and keeps what was there, whichever step fails: ${code}`, () => {
        writeAtomic(file, "before");
        for (const step of STEPS) {
          whileFailing(step, code, () =>
            assert.throws(
              () => writeAtomic(file, "after"),
              (error) => error instanceof UserError && sentence.test(error.message) && error.message.includes(file),
              step,
            ),
          );
          assert.equal(fs.readFileSync(file, "utf8"), "before", step);
          assert.deepEqual(fs.readdirSync(path.dirname(file)), ["file.json"], `nothing half-written is left: ${step}`);
        }
      });
    }
  });

  it("waits for the disk, unless it is told not to", () => {
    const original = fs.fsyncSync;
    let flushed = 0;
    fs.fsyncSync = (handle) => {
      flushed++;
      original(handle);
    };
    try {
      writeAtomic(file, "a");
      assert.equal(flushed, 1);
      writeAtomic(file, "b", { flush: false });
      assert.equal(flushed, 1);
    } finally {
      fs.fsyncSync = original;
    }
    assert.equal(fs.readFileSync(file, "utf8"), "b");
  });

  it("gives back what was written, with a checksum and without", () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown)); // prettier-ignore
    fc.assert(
      fc.property(fc.oneof(object, fc.array(fc.integer()), fc.string()), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        for (const write of [writeJsonAtomic, writePlainJson]) {
          write(file, value);
          assert.deepEqual(readJson(file), plain);
        }
      }),
    );
  });

  it("finds every bit of a file with a checksum that is flipped, unless it is in white space or the word checksum", () => {
    const value = { version: "1", images: [{ file: "a/00.jpg", landmarks: [12.5, 3e-7] }], name: "Zoë" };
    writeJsonAtomic(file, value);
    const good = fs.readFileSync(file);
    let found = 0;
    for (let bit = 0; bit < good.length * 8; bit++) {
      const bad = Buffer.from(good);
      bad[bit >> 3] ^= 1 << (bit & 7);
      fs.writeFileSync(file, bad);
      try {
        // what is not found says the same, with at most a member that no schema knows
        const read = readJson<Record<string, unknown>>(file);
        for (const [name, own] of Object.entries(value)) assert.deepEqual(read[name], own, `bit ${bit}`);
      } catch (error) {
        assert.ok(error instanceof DamagedFile, String(error));
        found++;
      }
    }
    assert.ok(found > good.length * 8 - 150, `${found} of ${good.length * 8}`);
  });

  it("finds a file that was cut off, and reads those of before, which have no checksum", () => {
    writeJsonAtomic(file, { a: 1, b: [2] });
    const good = fs.readFileSync(file, "utf8");
    for (let length = 0; length < good.length - 1; length++) {
      fs.writeFileSync(file, good.slice(0, length));
      assert.throws(() => readJson(file), DamagedFile, String(length));
    }
    writePlainJson(file, { a: 1 });
    assert.deepEqual(readJson(file), { a: 1 });
  });
});
