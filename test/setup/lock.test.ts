import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { takeLock } from "../../setup/lock.mjs";

describe("setup/lock", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-lock-"));
    file = path.join(folder, "new", "lock");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("is taken and given back", async () => {
    const giveBack = await takeLock(file);
    assert.equal(fs.readFileSync(file, "utf8"), String(process.pid));
    giveBack();
    assert.equal(fs.existsSync(file), false);
  });

  it("refuses a second owner with one clear sentence, and keeps the first", async () => {
    const giveBack = await takeLock(file);
    await assert.rejects(takeLock(file), new RegExp(`another set-up \\(process ${process.pid}\\) is at work.*wait`));
    assert.ok(fs.existsSync(file));
    giveBack();
  });

  it("takes over from a process that is gone", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, String(gone));
    (await takeLock(file))();
  });

  it("takes over a lock that was cut off while it was written", async () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, "");
    (await takeLock(file))();
  });

  it("leaves another owner's lock alone when it gives its own back", async () => {
    const giveBack = await takeLock(file);
    fs.writeFileSync(file, "1");
    giveBack();
    assert.equal(fs.readFileSync(file, "utf8"), "1");
  });
});
