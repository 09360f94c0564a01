import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { WorkDone } from "kernel-helpers/dist/experiments/experiment";
import { startTinyRun, temporaryLocal, tinyRun } from "../cli/paper";
import { storeContent } from "./killing";

const BACKWARDS = path.join(__dirname, "backwards-clock.js");
const made = (stdout: string): number => (JSON.parse(stdout) as WorkDone[]).reduce((sum, work) => sum + work.made, 0);

describe("a clock that is wrong", function () {
  this.timeout(180_000);
  let right: string;
  let wrong: string;
  before(async () => {
    right = temporaryLocal();
    wrong = temporaryLocal();
    assert.equal((await tinyRun({ local: right })).code, 0);
  });
  after(() => [right, wrong].forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

  it("and runs backwards changes no byte of what a run makes", async () => {
    const { code, stderr } = await tinyRun({ local: wrong, env: { NODE_OPTIONS: `--require ${BACKWARDS}` } });
    assert.equal(code, 0, stderr);
    assert.deepEqual(storeContent(wrong), storeContent(right));
  });

  for (const [what, time] of [
    ["in the future", Date.UTC(2100, 0)],
    ["before there were computers", Date.UTC(1971, 0)],
  ] as const) {
    it(`and gave files times ${what} makes nothing twice and holds no lock`, async () => {
      for (const name of storeContent(right).keys()) fs.utimesSync(path.join(right, name), time / 1000, time / 1000);
      // the lock of a run that was killed, by the same clock
      const { child, ended, untilStderr } = startTinyRun({ local: wrong, env: { TINY_EPOCHS: "5000" } });
      await untilStderr(/^images: /m);
      process.kill(-child.pid!, "SIGKILL");
      await ended;
      const lock = path.join(wrong, "run.lock");
      if (fs.existsSync(lock)) {
        fs.utimesSync(lock, time / 1000, time / 1000);
        fs.renameSync(lock, path.join(right, "run.lock"));
      }
      const { code, stdout, stderr } = await tinyRun({ local: right });
      assert.equal(code, 0, stderr);
      assert.equal(made(stdout), 0);
      assert.doesNotMatch(stderr, /Another run/);
    });
  }
});
