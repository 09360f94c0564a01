import assert from "node:assert/strict";
import { agreement } from "kernel-helpers/dist/experiments/committed";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import { sampleTable } from "./sample-table";

describe("experiments/committed", () => {
  it("finds no difference between a table and itself", () => {
    const found = agreement(sampleTable(), sampleTable())!;
    assert.deepEqual([found.largest, found.sameImages], [0, true]);
  });

  it("names the largest difference of a mean, whichever way it goes", () => {
    const here = sampleTable();
    here.cells[1].modelAccuracy = summarise([0.95]); // 0.99 in the other
    here.cells[2].attackSuccessRate = summarise([0.36]); // 0.30 in the other
    for (const found of [agreement(here, sampleTable())!, agreement(sampleTable(), here)!]) {
      assert.ok(Math.abs(found.largest - 0.06) < 1e-12);
      assert.equal(found.where, "earrings, attackSuccessRate");
    }
  });

  it("says whether the images are the same", () => {
    assert.equal(agreement({ ...sampleTable(), set: "other" }, sampleTable())!.sameImages, false);
  });

  it("compares only cells that both tables have", () => {
    const [first, ...others] = sampleTable().cells;
    const here = { ...sampleTable(), cells: [first] };
    assert.equal(agreement(here, sampleTable())!.largest, 0);
    assert.equal(agreement(here, { ...sampleTable(), cells: others }), undefined);
  });
});
