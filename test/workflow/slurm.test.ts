import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { Cluster, whyNoCluster } from "./cluster";
import { contentsOf, startTiny, temporaryLocal, tiny, whyNoSnakemake } from "./stores";

/** The project's profile for Slurm, with shorter waits: a test's jobs take seconds. */
function quickProfile(folder: string): string {
  const ours = fs.readFileSync(path.join(projectRoot(), "workflow", "profiles", "slurm", "config.yaml"), "utf8");
  const quick = [
    "slurm-init-seconds-before-status-checks: 2",
    "seconds-between-status-checks: 2",
    "slurm-no-account: true",
  ];
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "config.yaml"), [ours, ...quick, ""].join("\n"));
  return folder;
}

describe("the workflow on a real Slurm", function () {
  this.timeout(900_000);
  let folder: string;
  let cluster: Cluster | undefined;
  const stores: string[] = [];

  before(async function () {
    const reason = whyNoSnakemake() ?? whyNoCluster();
    if (reason) {
      process.stdout.write(`    skipped, since ${reason}\n`);
      return this.skip();
    }
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-slurm-"));
    cluster = await Cluster.start(folder);
  });
  after(async () => {
    await cluster?.stop();
    for (const each of [folder, ...stores]) if (each) fs.rmSync(each, { recursive: true, force: true });
  });

  it("leaves the bytes of a local run, though a job is killed, a node drained and the controller restarted", async () => {
    const [local, shared] = [temporaryLocal(), temporaryLocal()];
    const slurm = cluster!;
    stores.push(local, shared);
    const run = await tiny(["run"], local);
    assert.equal(run.code, 0, run.stderr);

    const workflow = startTiny(["workflow", quickProfile(path.join(folder, "profile"))], shared, slurm.environment);
    let isOver = false;
    void workflow.ended.then(() => (isOver = true));
    const someJob = async (before: readonly string[] = []) => {
      for (;;) {
        assert.ok(!isOver, workflow.said());
        const job = (await slurm.running()).find(({ id }) => !before.includes(id));
        if (job) return job;
        await sleep(200);
      }
    };
    const killed = await someJob();
    await slurm.ask("scancel", "--signal=KILL", "--full", killed.id);
    await slurm.ask("scontrol", "update", `NodeName=${killed.node}`, "State=DRAIN", "Reason=test");
    await someJob([killed.id]);
    await slurm.restartController(3000);

    const { code, stderr } = await workflow.ended;
    assert.equal(code, 0, stderr);
    assert.match(stderr, /restart job/i, "the killed job was run again");
    assert.match(await slurm.ask("sinfo", "-h", "-N", "-n", killed.node, "-o", "%t"), /^dr/);
    assert.deepEqual(contentsOf(shared), contentsOf(local));
  });
});
