import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { Progress } from "kernel-helpers/dist/base/progress";
import { runJobs, workerCount, type Job } from "kernel-helpers/dist/jobs/pool";

const MODULE = "../../build/test/jobs/fixture-job";
const job = <A>(run: string, argument: A, label = run): Job<A> => ({ module: MODULE, run, argument, label });
const squares = [0, 1, 2, 3, 4, 5].map((n) => job("square", n, `square of ${n}`));

async function waitUntilGone(pid: number, ms = 2000): Promise<boolean> {
  for (let i = 0; i < ms / 20; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

describe("jobs/pool", () => {
  for (const workers of [1, 2, 9]) {
    it(`gives results in the order of the jobs: ${workers} workers`, async () => {
      assert.deepEqual(await runJobs(squares, { workers }), [0, 1, 4, 9, 16, 25]);
    });
  }

  it("gives nothing for nothing", async () => {
    assert.deepEqual(await runJobs([]), []);
  });

  it("computes with one thread in each worker", async () => {
    assert.deepEqual(await runJobs([job("threads", null)], { workers: 1 }), ["1"]);
  });

  it("counts progress by weight up to the total, and never back", async () => {
    const seen: Progress[] = [];
    const jobs = squares.slice(0, 3).map((one, i) => ({ ...one, weight: i + 1 }));
    await runJobs(jobs, { workers: 2, label: "numbers", onProgress: (progress) => seen.push(progress) });
    assert.ok(seen.every(({ label, total }) => label === "numbers" && total === 6));
    assert.deepEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b), seen.map(({ done }) => done)); // prettier-ignore
    assert.equal(seen.at(-1)!.done, 6);
  });

  it("passes the reader's mistake on as it is", async () => {
    await assert.rejects(
      runJobs<unknown, unknown>([job("square", 1), job("refuse", "rate")], { workers: 2 }),
      (error) => error instanceof UserError && error.message === "bad rate; give another",
    );
  });

  it("says which job failed, in the message and in the stack", async () => {
    await assert.rejects(
      runJobs([job("breakDown", "add", "v01")], { workers: 1 }),
      (error) =>
        error instanceof Error &&
        !(error instanceof UserError) &&
        error.message === "v01: cannot add" &&
        /^v01: TypeError: cannot add\n.*breakDown/s.test(error.stack!),
    );
    await assert.rejects(runJobs([job("missing", 0, "v02")], { workers: 1 }), /^Error: v02: .*not a function/);
    await assert.rejects(
      runJobs([{ ...job("x", 0, "v03"), module: "no/such" }], { workers: 1 }),
      /^Error: v03: .*no\/such/,
    );
  });

  it("reports a worker that dies in the middle of a job", async () => {
    await assert.rejects(runJobs([job("die", 7, "v01")], { workers: 1 }), /the worker for v01 ended \(exit code 7\)/);
  });

  // the limit is far above what a busy machine takes to start a worker
  it("gives up a job that ends its worker twice, or takes too long, where it is told what stands for it", async () => {
    const jobs = [job("square", 2), job("die", 7), job("square", 3), job("hang", 1, "v01"), job("square", 4)];
    const lost: [unknown, string][] = [];
    const onLost = (argument: unknown, why: string): string => {
      lost.push([argument, why]);
      return "lost";
    };
    const results = await runJobs<unknown, unknown>(jobs, { workers: 2, seconds: 4, onLost });
    assert.deepEqual(results, [4, "lost", 9, "lost", 16]);
    assert.deepEqual(lost.sort(), [[1, "no answer in 4 seconds"], [7, "exit code 7"]]); // prettier-ignore
    await assert.rejects(runJobs([job("hang", 1, "v02")], { workers: 1, seconds: 0.3 }), /the worker for v02 ended/);
    await assert.rejects(runJobs<unknown, unknown>([job("refuse", "rate")], { workers: 1, onLost }), /bad rate/);
  });

  it("tries a job that lost its worker once more, behind the others", async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "paper-pool-")), "seen");
    const onLost = (): string => "lost";
    const jobs = [job("dieOnce", file), job("square", 2)];
    assert.deepEqual(await runJobs<unknown, unknown>(jobs, { workers: 1, onLost }), ["second time", 4]);
    fs.rmSync(path.dirname(file), { recursive: true });
  });

  it("ends every worker when the reader interrupts (onProgress throws)", async () => {
    const pids = new Set<number>();
    const onProgress = ({ done }: Progress) => {
      pids.add(done); // the sum of the process ids so far
      if (pids.size === 2) throw new Error("interrupted");
    };
    await assert.rejects(runJobs([job("hang", 1), job("hang", 2)], { workers: 2, onProgress }), /^Error: interrupted$/);
    const [first, sum] = pids;
    assert.ok(await waitUntilGone(first), "the first worker is gone");
    assert.ok(await waitUntilGone(sum - first), "the second worker is gone");
  });

  describe("a worker that has done its jobs", () => {
    const one = { workers: 1 };
    const worker = async (run = "processId", argument: unknown = null) =>
      (await runJobs<unknown, number>([job(run, argument)], one))[0];

    it("does those of the next lists, with what it has loaded, and listens no more for each", async () => {
      const warned: Error[] = [];
      const onWarning = (warning: Error) => warned.push(warning);
      process.on("warning", onWarning);
      try {
        const first = await worker();
        for (let list = 0; list < 12; list++) assert.equal(await worker(), first);
      } finally {
        process.off("warning", onWarning);
      }
      assert.deepEqual(warned, []);
    });

    it("is ended where the environment is another now, which it would not see", async () => {
      const before = await worker();
      process.env.PAPER_TEST_POOL = "another";
      try {
        assert.notEqual(await worker(), before);
        assert.deepEqual(await runJobs([job("variable", "PAPER_TEST_POOL")], one), ["another"]);
        assert.ok(await waitUntilGone(before));
      } finally {
        delete process.env.PAPER_TEST_POOL;
      }
    });

    it("is ended where it has grown large, or a job failed in it", async () => {
      assert.ok(await waitUntilGone(await worker("grow", 1.1 * 2 ** 30)));
      const before = await worker();
      await assert.rejects(runJobs([job("breakDown", "add")], one));
      assert.ok(await waitUntilGone(before));
      assert.equal(await worker("square", 3), 9);
    });

    it("is gone a few seconds later, and may be gone before", async () => {
      const before = await worker();
      assert.ok(await waitUntilGone(before, 8000));
      const killed = await worker();
      process.kill(killed, "SIGKILL");
      assert.ok(await waitUntilGone(killed));
      assert.notEqual(await worker(), killed);
    });
  });

  describe("number of workers", () => {
    const before = process.env.PAPER_WORKERS;
    afterEach(() => {
      if (before === undefined) delete process.env.PAPER_WORKERS;
      else process.env.PAPER_WORKERS = before;
    });

    it("is PAPER_WORKERS where that is set", () => {
      process.env.PAPER_WORKERS = "3";
      assert.equal(workerCount(), 3);
      delete process.env.PAPER_WORKERS;
      assert.ok(workerCount() >= 1);
    });

    it("is refused where it is no whole number of at least 1", async () => {
      for (const asked of ["0", "-1", "1.5", "many", ""]) {
        process.env.PAPER_WORKERS = asked;
        assert.throws(workerCount, (e) => e instanceof UserError && e.message.includes(`not "${asked}"`));
      }
      for (const workers of [0, NaN, 1.5]) await assert.rejects(runJobs(squares, { workers }), UserError);
    });
  });
});
