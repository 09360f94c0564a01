import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Seed } from "kernel-helpers/dist/base/seed";
import { groupEnds, startTinyRun, temporaryLocal, tinyRun } from "./paper";

/** Training lasts for seconds, so that it can be interrupted. */
const env = { TINY_EPOCHS: "600" };
const random = new Seed("interrupt.test").random();
const someTime = () => new Promise((resolve) => setTimeout(resolve, random.range(0, 800)));

const tableOf = (local: string): string => fs.readFileSync(path.join(local, "figures", "smoke", "table1.csv"), "utf8");

/** Starts the run and sends Ctrl-C to its process group, as a terminal does, shortly after a certain progress. */
async function interruptAfter(progress: RegExp, local: string, milliseconds = 0): Promise<void> {
  const { child, ended, untilStderr } = startTinyRun({ local, env });
  await untilStderr(progress);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await someTime();
  process.kill(-child.pid!, "SIGINT");
  const { code, stdout, stderr } = await ended;
  assert.equal(code, 130, stderr);
  assert.equal(stdout, "");
  assert.match(stderr, /\nInterrupted\. What was finished is stored; the same command goes on from there\.\n$/);
  assert.doesNotMatch(stderr, /\n {4}at |Error/, "no stack");
  assert.ok(await groupEnds(child.pid!, 2000), "no worker is left");
  assert.ok(!fs.existsSync(path.join(local, "run.lock")), "the lock is released");
}

/** Starts the run and kills its main process, which then can tidy nothing up. */
async function killAfter(progress: RegExp, local: string): Promise<void> {
  const { child, ended, untilStderr } = startTinyRun({ local, env });
  await untilStderr(progress);
  await someTime();
  child.kill("SIGKILL");
  assert.ok(await groupEnds(child.pid!, 5000), "the workers notice that their parent is gone");
  assert.equal((await ended).code, "SIGKILL");
  assert.ok(fs.existsSync(path.join(local, "run.lock")), "a lock stays behind, which the next run must take over");
}

import type { WorkDone } from "kernel-helpers/dist/experiments/experiment";

describe("an interrupted run", () => {
  let undisturbed: string;
  let interrupted: string;
  before(() => {
    undisturbed = temporaryLocal();
    interrupted = temporaryLocal();
  });
  after(() => {
    for (const folder of [undisturbed, interrupted]) fs.rmSync(folder, { recursive: true, force: true });
  });

  it("leaves no process, goes on where it stopped and ends with the same table, byte for byte", async function () {
    this.timeout(180_000);
    await interruptAfter(/^images: 1 of/m, interrupted);
    await killAfter(/^features: 1 of/m, interrupted);
    // All images are stored, and perhaps all features: a worker loads the engine for a second or two, then trains.
    await interruptAfter(/^images: (\d+) of \1/m, interrupted, 2000);
    const rest = await tinyRun({ local: interrupted, env });
    assert.equal(rest.code, 0, rest.stderr);
    assert.equal(madeBy(rest.stdout).images, 0, "the images were kept");

    const whole = await tinyRun({ local: undisturbed, env });
    assert.equal(whole.code, 0, whole.stderr);
    assert.deepEqual(madeBy(whole.stdout), { images: 24, models: 2 });
    assert.equal(tableOf(interrupted), tableOf(undisturbed));
    const again = await tinyRun({ local: interrupted, env });
    assert.deepEqual(madeBy(again.stdout), { images: 0, models: 0 }, "nothing is left to do");
  });
});

/** How many units of each kind a run says that it made. */
const madeBy = (stdout: string): Record<string, number> =>
  Object.fromEntries((JSON.parse(stdout) as WorkDone[]).map(({ what, made }) => [what, made]));
