import assert from "node:assert/strict";
import * as fs from "node:fs";
import type { WorkDone } from "kernel-helpers/dist/experiments/experiment";
import { startTinyRun, temporaryLocal } from "../cli/paper";
import { storeContent } from "./killing";
import { undisturbedContent } from "./undisturbed";

/** How many units of a kind the runs made together. */
const madeBy = (what: string, ...outputs: string[]): number =>
  outputs.reduce((sum, stdout) => sum + (JSON.parse(stdout) as WorkDone[]).find((work) => work.what === what)!.made, 0);

describe("two runs on one local folder at once", function () {
  this.timeout(600_000);
  let alone: Map<string, string>;
  let shared: string;
  before(async () => (alone = await undisturbedContent()));
  beforeEach(() => (shared = temporaryLocal()));
  afterEach(() => fs.rmSync(shared, { recursive: true, force: true }));

  it("both finish, make every unit once between them, and leave what one alone leaves", async () => {
    const runs = [startTinyRun({ local: shared }), startTinyRun({ local: shared })];
    const [first, second] = await Promise.all(runs.map(({ ended }) => ended));
    assert.deepEqual([first.code, second.code], [0, 0], first.stderr + second.stderr);
    assert.equal(madeBy("images", first.stdout, second.stdout), 24);
    assert.equal(madeBy("models", first.stdout, second.stdout), 2);
    const waited =
      /^Another run \(process \d+\) is working in .*: waiting until it ends; press Ctrl-C .*\.\n(.*\n)*The other run is over/m;
    assert.match(first.stderr + second.stderr, waited);
    assert.deepEqual(storeContent(shared), alone);
  });

  it("the one that waits goes on when the other is killed, and can be interrupted while it waits", async () => {
    const first = startTinyRun({ local: shared });
    await first.untilStderr(/^images: 1 of/m);
    const [second, third] = [startTinyRun({ local: shared }), startTinyRun({ local: shared })];
    await Promise.all([second, third].map((run) => run.untilStderr(/^Another run/m)));
    process.kill(-third.child.pid!, "SIGINT");
    assert.equal((await third.ended).code, 130);
    process.kill(-first.child.pid!, "SIGKILL");
    await first.ended;
    const { code, stderr } = await second.ended;
    assert.equal(code, 0, stderr);
    assert.deepEqual(storeContent(shared), alone);
  });
});
