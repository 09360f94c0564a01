import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { WorkDone } from "kernel-helpers/dist/experiments/experiment";
import { temporaryLocal, tinyRun } from "../cli/paper";
import { storeContent } from "./killing";
import { undisturbedContent, undisturbedCopy } from "./undisturbed";

const BACKWARDS = path.join(__dirname, "backwards-clock.js");
const made = (stdout: string): number => (JSON.parse(stdout) as WorkDone[]).reduce((sum, work) => sum + work.made, 0);

describe("a clock that is wrong", function () {
  this.timeout(600_000);
  const locals: string[] = [];
  after(() => locals.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

  it("and runs backwards changes no byte of what a run makes", async () => {
    const local = temporaryLocal();
    locals.push(local);
    const { code, stderr } = await tinyRun({ local, env: { NODE_OPTIONS: `--require ${BACKWARDS}` } });
    assert.equal(code, 0, stderr);
    assert.deepEqual(storeContent(local), await undisturbedContent());
  });

  for (const [what, time] of [
    ["in the future", Date.UTC(2100, 0)],
    ["before there were computers", Date.UTC(1931, 0)],
  ] as const) {
    it(`and gave files times ${what} makes nothing twice and is kept by no dead lock`, async () => {
      const local = await undisturbedCopy();
      locals.push(local);
      fs.writeFileSync(path.join(local, "run.lock"), "4194304 77"); // of a run that was killed
      const files = [...(await undisturbedContent()).keys(), "run.lock"];
      for (const name of files) fs.utimesSync(path.join(local, name), time / 1000, time / 1000);
      const { code, stdout, stderr } = await tinyRun({ local });
      assert.equal(code, 0, stderr);
      assert.equal(made(stdout), 0);
      assert.doesNotMatch(stderr, /Another run/);
      assert.deepEqual(storeContent(local), await undisturbedContent());
    });
  }
});
