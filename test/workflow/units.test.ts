import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readJson } from "kernel-helpers/dist/base/files";
import type { Plan } from "kernel-helpers/dist/cli/commands/plan";
import type { WorkDone } from "kernel-helpers/dist/experiments/experiment";
import { contentsOf, temporaryLocal, tiny, whyNoSnakemake } from "./stores";

const ok = async (args: string[], local: string) => {
  const { code, stdout, stderr } = await tiny(args, local);
  assert.equal(code, 0, stderr);
  return stdout;
};

describe("units of a plan", function () {
  this.timeout(600_000);
  const stores: string[] = [];
  const store = () => stores[stores.push(temporaryLocal()) - 1];
  let local: string;
  before(async () => {
    local = store();
    await ok(["run"], local);
  });
  after(() => stores.forEach((each) => fs.rmSync(each, { recursive: true, force: true })));

  it("done side by side, leave what a local run leaves, byte for byte, and nothing is left to do", async () => {
    const alone = store();
    const folder = path.join(alone, "jobs");
    const stages: Plan["units"][] = [];
    for (;;) {
      await ok(["plan", "--write", folder], alone);
      const { units } = readJson<Plan>(path.join(folder, "plan.json"));
      if (units.length === 0) break;
      stages.push(units);
      await Promise.all(units.map(({ id }) => ok(["job", path.join(folder, "units", `${id}.json`)], alone)));
    }
    assert.deepEqual(
      stages.map((units) => units.map(({ what }) => what)),
      [["renderPerson", "renderPerson"], ["extractFeatures"], ["trainModels", "trainModels"]],
    );
    assert.ok(stages.flat().every(({ cpuSeconds, memoryMiB }) => cpuSeconds > 0 && memoryMiB > 0));
    const work = JSON.parse(await ok(["run"], alone)) as WorkDone[];
    assert.deepEqual(
      work.map(({ made }) => made),
      [0, 0],
    );
    assert.deepEqual(contentsOf(alone), contentsOf(local));
  });

  it("leave the same when Snakemake has them done on one machine", async function () {
    const reason = whyNoSnakemake();
    if (reason) {
      process.stdout.write(`    skipped: ${reason}\n`);
      return this.skip();
    }
    const shared = store();
    await ok(["workflow", "local"], shared);
    assert.deepEqual(contentsOf(shared), contentsOf(local));
  });
});
