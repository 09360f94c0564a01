import assert from "node:assert/strict";
import { agreement } from "kernel-helpers/dist/experiments/committed";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import { sampleNetworks, sampleTable, sampleTableOf } from "./sample-table";

const sample = sampleNetworks();

describe("experiments/committed", () => {
  it("finds no difference between a result and itself", () => {
    const found = agreement(sample, sample)!;
    assert.deepEqual([found.largest, found.sameImages], [0, true]);
  });

  it("names the largest difference of a mean, whichever way it goes", () => {
    const here = sampleTable();
    here.cells[1].modelAccuracy = summarise([0.95]); // 0.99 in the other
    here.cells[2].attackSuccessRate = summarise([0.36]); // 0.30 in the other
    const changed = sampleNetworks([here]);
    for (const found of [agreement(changed, sample)!, agreement(sample, changed)!]) {
      assert.ok(Math.abs(found.largest - 0.06) < 1e-12);
      assert.equal(found.where, "resnet-dlib, earrings, attackSuccessRate");
    }
  });

  it("compares each network with itself, and names the one that differs most", () => {
    const other = sampleTableOf("mobilenet-vggface2");
    other.cells[1].modelAccuracy = summarise([0.98]); // 0.99 in the other
    const here = sampleNetworks([other, sampleTable()]);
    const committed = sampleNetworks([sampleTable(), sampleTableOf("mobilenet-vggface2")]);
    assert.equal(agreement(here, committed)!.where, "mobilenet-vggface2, dots, modelAccuracy");
    assert.equal(agreement(here, sample)!.largest, 0);
    assert.equal(agreement(sampleNetworks([other]), sample), undefined);
  });

  it("says whether the images are the same", () => {
    assert.equal(agreement(sampleNetworks([{ ...sampleTable(), set: "other" }]), sample)!.sameImages, false);
  });

  it("compares only cells that both tables have", () => {
    const [first, ...others] = sampleTable().cells;
    const here = sampleNetworks([{ ...sampleTable(), cells: [first] }]);
    assert.equal(agreement(here, sample)!.largest, 0);
    assert.equal(agreement(here, sampleNetworks([{ ...sampleTable(), cells: others }])), undefined);
  });
});
