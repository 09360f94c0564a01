import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { paper, tinyRun, type Ended } from "../cli/paper";
import { storeContent } from "./killing";
import { undisturbedContent, undisturbedCopy } from "./undisturbed";

/** Space of the disk, in KiB: too little for the first list of images, for all images, and enough for some of the images, features and models. */
const SIZES = [64, 200, 450];

const mount = (...args: string[]): boolean => {
  try {
    execFileSync("mount", args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

const endsWithOneSentence = ({ code, stdout, stderr }: Ended, what: RegExp): void => {
  assert.equal(code, 1, stderr);
  assert.equal(stdout, "");
  assert.match(stderr.trimEnd().split("\n").at(-1)!, what);
  assert.doesNotMatch(stderr, /\n {4}at /, "no stack");
};

describe("a disk on its worst day (for root, who may mount one)", function () {
  this.timeout(600_000);
  let folder: string;
  const copies: string[] = [];
  after(() => copies.forEach((copy) => fs.rmSync(copy, { recursive: true, force: true })));
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-worst-disk-"))));
  afterEach(() => {
    try {
      execFileSync("umount", [folder], { stdio: "ignore" });
    } catch {
      // nothing was mounted
    }
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("that is full at any stage ends the run with one sentence, loses nothing, and tears nothing", async function () {
    if (!mount("-t", "tmpfs", "-o", `size=${SIZES[0]}k`, "tmpfs", folder)) return this.skip();
    const expected = await undisturbedContent();
    fs.symlinkSync(path.join(projectRoot(), "local", "assets"), path.join(folder, "assets"));
    let before = new Map<string, string>();
    for (const size of SIZES) {
      mount("-o", `remount,size=${size}k`, folder);
      endsWithOneSentence(
        await tinyRun({ local: folder }),
        /^paper: could not write .*: the disk is full; free some space and run the same command again/,
      );
      const after = storeContent(folder);
      for (const [name, hash] of after) assert.equal(hash, expected.get(name), `${name} is whole at ${size} KiB`);
      for (const name of before.keys()) assert.ok(after.has(name), `${name} is kept at ${size} KiB`);
      before = after;
    }
    mount("-o", "remount,size=50m", folder);
    const { code, stderr } = await tinyRun({ local: folder });
    assert.equal(code, 0, stderr);
    assert.deepEqual(storeContent(folder), expected);
  });

  it("that is read-only can still be read, and ends what would write with one sentence", async function () {
    const alone = await undisturbedCopy();
    copies.push(alone);
    if (!mount("--bind", alone, folder) || !mount("-o", "remount,bind,ro", folder)) return this.skip();
    const listed = await paper(["list", "--profile", "smoke"], { local: folder });
    assert.equal(listed.code, 0, listed.stderr);
    endsWithOneSentence(
      await tinyRun({ local: folder }),
      /^paper: could not write .*set PAPER_LOCAL to a folder that may/,
    );
  });
});
