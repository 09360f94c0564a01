import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { readUserFile } from "kernel-helpers/dist/dataset/own/read-file";
import { Unusable } from "kernel-helpers/dist/dataset/own/unusable";
import { useTemporaryLocal } from "../../store/temporary-local";
import { writeFiles } from "./portraits";

describe("dataset/own/read-file", () => {
  const local = useTemporaryLocal();
  const root = (): string => fs.realpathSync(local());
  const refused = (file: string, message: RegExp): void =>
    assert.throws(
      () => readUserFile(root(), file),
      (error) => error instanceof Unusable && message.test(error.message),
    );

  it("reads a file, and leaves it as it was", () => {
    writeFiles(local(), { "a b/ü.jpg": "content" });
    fs.chmodSync(local("a b", "ü.jpg"), 0o400);
    const before = fs.statSync(local("a b", "ü.jpg"));
    assert.equal(readUserFile(root(), "a b/ü.jpg").toString(), "content");
    const { size, mtimeMs, ctimeMs } = fs.statSync(local("a b", "ü.jpg"));
    assert.deepEqual([size, mtimeMs, ctimeMs], [before.size, before.mtimeMs, before.ctimeMs]);
  });

  it("refuses what is gone, empty or a folder", () => {
    writeFiles(local(), { "empty.jpg": "", "folder/x": "" });
    refused("gone.jpg", /could not be read \(there is no such file or folder\)/);
    refused("empty.jpg", /it is empty: copy it again/);
    refused("folder", /it is no file/);
  });

  it("refuses links that were put in the place of a file or of its folder, and does not wait for a pipe", function () {
    if (process.platform === "win32") this.skip();
    writeFiles(local(), { "out/x.jpg": "secret", "in/a": "" });
    fs.symlinkSync(local("out", "x.jpg"), local("in", "x.jpg"));
    fs.symlinkSync(local("out"), local("in", "folder"));
    execFileSync("mkfifo", [local("in", "pipe.jpg")]);
    refused("in/x.jpg", /a link leads to it/);
    refused("in/folder/x.jpg", /a link leads to it/);
    refused("in/pipe.jpg", /it is no file/);
  });

  it("notices that a file changes while it is read", () => {
    writeFiles(local(), { "growing.jpg": "one" });
    const read = fs.readFileSync;
    try {
      // What another program may do between our two looks at the file.
      (fs as { readFileSync: unknown }).readFileSync = (handle: number) => {
        const content = read(handle);
        fs.appendFileSync(local("growing.jpg"), "more");
        return content;
      };
      refused("growing.jpg", /it changed while it was read: run again/);
    } finally {
      (fs as { readFileSync: unknown }).readFileSync = read;
    }
  });
});
