import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { withRunLock } from "kernel-helpers/dist/store/run-lock";
import { paper, startPaper, startTinyRun, temporaryLocal, tinyRun, type Ended } from "./paper";

const isOneSentence = ({ code, stdout, stderr }: Ended, what: RegExp) => {
  assert.equal(code, 1, stderr);
  assert.equal(stdout, "");
  assert.match(stderr, what);
  assert.doesNotMatch(stderr, /\n {4}at /);
};

describe("the local folder", function () {
  this.timeout(120_000);
  let local: string;
  beforeEach(() => (local = temporaryLocal()));
  afterEach(() => fs.rmSync(local, { recursive: true, force: true }));

  it("is worked in by one run at a time; the second says that it waits", async () => {
    const first = startTinyRun({ local });
    await first.untilStderr(/^images: 1 of/m);
    const second = startPaper(["run", "--profile", "smoke"], { local });
    await second.untilStderr(new RegExp(`Another run \\(process ${first.child.pid}\\).*waiting until it ends`));
    process.kill(-second.child.pid!, "SIGTERM");
    assert.equal((await second.ended).stdout, "");
    const { code, stderr } = await first.ended;
    assert.equal(code, 0, stderr);
  });

  it("is taken over from a run that is dead, also when another program has its number now", async () => {
    const file = path.join(local, "run.lock");
    const before = process.env.PAPER_LOCAL;
    process.env.PAPER_LOCAL = local;
    try {
      for (const dead of [
        "4194304",
        String(process.pid),
        ...(fs.existsSync("/proc/self/stat") ? [`${process.pid} 1`] : []),
        "",
      ]) {
        fs.writeFileSync(file, dead);
        const held = await withRunLock(() => Promise.resolve(fs.readFileSync(file, "utf8")));
        assert.match(held, new RegExp(`^${process.pid}`));
        assert.ok(!fs.existsSync(file));
      }
      assert.deepEqual(fs.readdirSync(local).sort(), ["assets"], "nothing else is left");
    } finally {
      if (before === undefined) delete process.env.PAPER_LOCAL;
      else process.env.PAPER_LOCAL = before;
    }
  });

  it("may be a folder that cannot be made", async () => {
    const file = path.join(local, "file");
    fs.writeFileSync(file, "");
    isOneSentence(
      await paper(["run", "--profile", "smoke"], { local: path.join(file, "local") }),
      /^paper: could not write .*run\.lock: .*\n$/,
    );
  });
});

/** A small file system of its own, where root may mount one. */
function mountSmall(folder: string, options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a disk", function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-disk-"))));
  afterEach(() => {
    try {
      execFileSync("umount", [folder], { stdio: "ignore" });
    } catch {
      // nothing was mounted
    }
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("that is full ends a run with one sentence, and the run goes on when there is space", async function () {
    if (!mountSmall(folder, "size=200k")) return this.skip();
    fs.symlinkSync(path.join(projectRoot(), "local", "assets"), path.join(folder, "assets"));
    isOneSentence(await tinyRun({ local: folder }), /paper: could not write .*the disk is full; free some space/);
    execFileSync("mount", ["-o", "remount,size=50m", folder]);
    const { code, stderr } = await tinyRun({ local: folder });
    assert.equal(code, 0, stderr);
  });

  it("that is read-only ends a run with one sentence", async function () {
    if (!mountSmall(folder, "ro,size=200k")) return this.skip();
    isOneSentence(
      await tinyRun({ local: folder }),
      /^paper: could not write .*set PAPER_LOCAL to a folder that may\n$/,
    );
  });
});
