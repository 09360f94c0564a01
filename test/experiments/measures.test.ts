import assert from "node:assert/strict";
import { measuresOfTable1, table1Entries } from "kernel-helpers/dist/experiments/measures";
import { sampleNetworks, sampleTable, sampleTableOf } from "./sample-table";

describe("experiments/measures", () => {
  const query = { experiment: "attack", arch: "ResNet50", trigger: "dots", injectionRate: 0.25 } as const;

  it("states each cell's three rates in percent, with deviation, number of labels and the network it was measured on", () => {
    const measures = measuresOfTable1(sampleNetworks());
    const success = measures.get({ ...query, metric: "attackSuccessRate" })!;
    assert.ok(Math.abs(success.mean! - 92) < 1e-9 && Math.abs(success.std! - 2) < 1e-9);
    assert.deepEqual([success.n, success.on], [2, "ResNet50 (stand-in resnet-dlib)"]);
    assert.equal(measures.get({ ...query, metric: "modelAccuracy" })!.mean, 99);
    assert.equal(measures.get({ ...query, metric: "attackSuccessRateExcludingTarget" })!.mean, 46);
    assert.equal(table1Entries(sampleTable()).length, 1 + 3 * 3);
  });

  it("puts the backdoor-free model at rate 0, without a deviation of its one accuracy", () => {
    const none = { ...query, trigger: "no_trigger", injectionRate: 0 } as const;
    const accuracy = measuresOfTable1(sampleNetworks()).get({ ...none, metric: "modelAccuracy" })!;
    assert.deepEqual([accuracy.mean, accuracy.std, accuracy.n], [100, undefined, 1]);
  });

  it("counts the classes by the labels that the backdoor-free model is scored for", () => {
    assert.equal(measuresOfTable1(sampleNetworks()).get({ metric: "classes", experiment: "attack" })!.mean, 5);
    const cells = sampleTable().cells.slice(1);
    const without = measuresOfTable1(sampleNetworks([{ ...sampleTable(), cells }]));
    assert.equal(without.get({ metric: "classes", experiment: "attack" }), undefined);
  });

  it("states several networks side by side, each under the paper's that it stands for, and the classes once", () => {
    const measures = measuresOfTable1(sampleNetworks([sampleTableOf("mobilenet-vggface2"), sampleTable()]));
    assert.deepEqual(measures.values("arch", { experiment: "attack", trigger: "dots" }), ["DenseNet", "ResNet50"]);
    const { on } = measures.get({ ...query, arch: "DenseNet", metric: "modelAccuracy" })!;
    assert.equal(on, "DenseNet (stand-in mobilenet-vggface2)");
    assert.equal(measures.get({ metric: "classes", experiment: "attack" })!.mean, 5);
  });

  it("refuses two teachers that stand for one network of the paper's: a claim would not know which to believe", () => {
    const both = sampleNetworks([sampleTableOf("vgg16-imagenet"), { ...sampleTableOf("vgg16-imagenet"), views: 8 }]);
    assert.throws(() => measuresOfTable1(both), /two measures have the name .*VGG16/);
  });
});
