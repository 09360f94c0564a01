import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readJson } from "kernel-helpers/dist/base/files";
import type { Plan } from "kernel-helpers/dist/cli/commands/plan";
import { contentsOf, temporaryLocal, tiny } from "./stores";

const ok = async (args: string[], local: string) => {
  const { code, stdout, stderr } = await tiny(args, local);
  assert.equal(code, 0, stderr);
  return stdout;
};

describe("units of a plan", function () {
  this.timeout(300_000);
  const stores: string[] = [];
  const store = () => stores[stores.push(temporaryLocal()) - 1];
  after(() => stores.forEach((local) => fs.rmSync(local, { recursive: true, force: true })));

  it("done side by side, leave what a local run leaves, byte for byte, and nothing is left to do", async () => {
    const [local, alone] = [store(), store()];
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
      [
        ["renderPerson", "renderPerson"],
        ["extractFeatures", "extractFeatures"],
        ["trainModels", "trainModels"],
      ],
    );
    assert.ok(stages.flat().every(({ cpuSeconds, memoryMiB }) => cpuSeconds > 0 && memoryMiB > 0));
    const [ran, drawn] = [await ok(["run"], local), await ok(["run"], alone)];
    assert.deepEqual(
      (JSON.parse(drawn) as { made: number }[]).map(({ made }) => made),
      [0, 0],
      "everything is stored",
    );
    assert.notEqual(ran, drawn);
    assert.deepEqual(contentsOf(alone), contentsOf(local));
  });
});
