import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { withRunLock } from "kernel-helpers/dist/store/run-lock";
import { useTemporaryLocal } from "./temporary-local";

const MODULE = JSON.stringify(require.resolve("kernel-helpers/dist/store/run-lock"));

/** Takes the lock in another process: standard output is "held" once it has it, standard error what it says. */
function tryElsewhere(env: NodeJS.ProcessEnv) {
  const code = `require(${MODULE}).withRunLock(async () => "held").catch((e) => e.message).then((s) => process.stdout.write(s))`;
  const child = spawn(process.execPath, ["-e", code], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (text: Buffer) => (said[name] += text.toString()));
  }
  const waits = new Promise((resolve) => child.stderr.once("data", resolve));
  const ended = new Promise<typeof said>((resolve) => child.once("close", () => resolve(said)));
  return { waits, ended, said };
}
const stranger = (): NodeJS.ProcessEnv => ({ ...process.env, PAPER_RUN_LOCK: undefined });

describe("store/run-lock", () => {
  const local = useTemporaryLocal();

  it("lets one process in at a time; another one names it, waits, and goes on when it is over", async () => {
    const other = await withRunLock(async () => {
      const other = tryElsewhere(stranger());
      await other.waits;
      assert.equal(other.said.stdout, "");
      return other;
    });
    const { stdout, stderr } = await other.ended;
    assert.equal(stdout, "held");
    const [waits, goesOn] = stderr.trimEnd().split("\n");
    assert.match(waits, new RegExp(`^Another run \\(process ${process.pid}\\) is working in .*: waiting until it ends; .*PAPER_LOCAL`)); // prettier-ignore
    assert.match(goesOn, /^The other run is over/);
    assert.ok(!fs.existsSync(local("run.lock")));
  });

  it("lets pieces of work of one process in one after the other", async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    };
    const second = withRunLock(work("a")).then(() => order.push("free"));
    delete process.env.PAPER_RUN_LOCK; // as if another part of the process had begun it
    await Promise.all([second, withRunLock(work("b"))]);
    assert.deepEqual(order.filter((entry) => entry !== "free"), ["a begins", "a ends", "b begins", "b ends"]); // prettier-ignore
  });

  it("is shared with the processes that the holder starts, and with work inside work", async () => {
    const { stdout, stderr } = await withRunLock(() => tryElsewhere(process.env).ended);
    assert.deepEqual([stdout, stderr], ["held", ""]);
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
    const waiting = withRunLock(() => Promise.resolve("taken over"));
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    assert.equal(await waiting, "taken over");
    assert.ok(!fs.existsSync(local("run.lock")));
  });

  it("is taken over where its file holds no process", async () => {
    fs.writeFileSync(local("run.lock"), "");
    assert.equal(await withRunLock(() => Promise.resolve("taken over")), "taken over");
  });
});
