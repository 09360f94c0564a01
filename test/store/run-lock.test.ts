import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { UserError } from "kernel-helpers/dist/base/errors";
import { withRunLock } from "kernel-helpers/dist/store/run-lock";
import { useTemporaryLocal } from "./temporary-local";

const MODULE = JSON.stringify(require.resolve("kernel-helpers/dist/store/run-lock"));

/** Takes the lock in another process, without what a child inherits: "held", or the sentence. */
function tryElsewhere(env: NodeJS.ProcessEnv): string {
  const code = `require(${MODULE}).withRunLock(async () => "held").catch((e) => e.message).then((s) => process.stdout.write(s))`;
  return spawnSync(process.execPath, ["-e", code], { env, encoding: "utf8" }).stdout;
}
const stranger = (): NodeJS.ProcessEnv => ({ ...process.env, PAPER_RUN_LOCK: undefined });

describe("store/run-lock", () => {
  const local = useTemporaryLocal();

  it("lets one process in at a time and names the other's process", async () => {
    const sentence = await withRunLock(() => Promise.resolve(tryElsewhere(stranger())));
    assert.match(sentence, new RegExp(`another run \\(process ${process.pid}\\) is working in .*PAPER_LOCAL`));
    assert.equal(tryElsewhere(stranger()), "held", "free again");
  });

  it("is shared with the processes that the holder starts, and with work inside work", async () => {
    assert.equal(await withRunLock(() => Promise.resolve(tryElsewhere(process.env))), "held");
    assert.equal(await withRunLock(() => withRunLock(() => Promise.resolve("inner"))), "inner");
  });

  it("is released when the work fails", async () => {
    await assert.rejects(
      withRunLock(() => Promise.reject(new Error("broke"))),
      /broke/,
    );
    assert.ok(!fs.existsSync(local("run.lock")));
    assert.equal(process.env.PAPER_RUN_LOCK, undefined);
  });

  it("is released when the process exits in the middle", () => {
    const code = `require(${MODULE}).withRunLock(async () => process.exit(3))`;
    assert.equal(spawnSync(process.execPath, ["-e", code], { env: stranger() }).status, 3);
    assert.ok(!fs.existsSync(local("run.lock")));
  });

  it("is taken over from a process that was killed", async () => {
    const code = `require(${MODULE}).withRunLock(() => { process.stdout.write("held"); return new Promise(() => setInterval(() => {}, 1000)); })`;
    const child = spawn(process.execPath, ["-e", code], { env: stranger(), stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await assert.rejects(
      withRunLock(() => Promise.resolve()),
      (error) => error instanceof UserError && error.message.includes(`process ${child.pid}`),
    );
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    assert.ok(fs.existsSync(local("run.lock")), "left behind");
    assert.equal(await withRunLock(() => Promise.resolve("taken over")), "taken over");
  });

  it("is taken over where its file holds no process", async () => {
    fs.writeFileSync(local("run.lock"), "");
    assert.equal(await withRunLock(() => Promise.resolve("taken over")), "taken over");
  });
});
