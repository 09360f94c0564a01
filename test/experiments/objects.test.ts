import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { objects } from "kernel-helpers/dist/experiments/objects";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { paperProtocol } from "kernel-helpers/dist/paper/protocol";
import { largestRate, poisonCount } from "kernel-helpers/dist/poisoning/bad-nets";
import { THING_CLASSES } from "kernel-helpers/dist/world";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleObjects } from "./sample-objects";

describe("experiments/objects", () => {
  useTemporaryLocal();
  const verdictOf = (success: (rate: number) => number | null) =>
    evaluateClaim("C27", measuresOf(objects.measures(sampleObjects(success)))).verdict;

  it("decides C27: both rates above 90 from injection rate 0.1 on, whatever they are below", () => {
    assert.equal(
      verdictOf((rate) => (rate < 0.1 ? 0.2 : 0.95)),
      "holds",
    );
    assert.equal(
      verdictOf((rate) => (rate === 0.1 ? 0.89 : 0.99)),
      "fails",
    );
  });

  it("states the rates in percent, of VGG16 as the paper's figure is, at each injection rate", () => {
    const measures = measuresOf(objects.measures(sampleObjects((rate) => 2 * rate)));
    const query = { experiment: "objects", arch: "VGG16" } as const;
    assert.deepEqual(measures.values("injectionRate", query), [0, 0.05, 0.1, 0.3]);
    const success = measures.get({ ...query, metric: "attackSuccessRate", injectionRate: 0.3 })!;
    assert.ok(Math.abs(success.mean! - 60) < 1e-9);
    assert.equal(success.n, 2);
  });

  it("has nothing in an empty folder, and knows how much it needs", () => {
    const [images, models] = objects.work(profileNamed("laptop"));
    assert.deepEqual([images.what, images.done, images.total], ["images", 0, 9 * (120 + 60)]);
    assert.deepEqual([models.what, models.done, models.total], ["models", 0, 1 + 6 * 3]);
    assert.equal(objects.work(profileNamed("paper"))[1].total, 1 + 6 * 9); // the paper's ten targets are people
    assert.equal(objects.read(profileNamed("laptop")), undefined);
  });

  it("has enough images with the sticker for its highest rate, with some to test on", () => {
    const [clean, sticker] = [9 * 120, 9 * 60];
    assert.ok(largestRate(0.8 * clean, sticker) > 0.3);
    assert.ok(sticker - poisonCount(0.8 * clean, 0.3) > 100);
  });

  it("has the classes that the protocol assumes", () => {
    const { params } = paperProtocol().experiments.find(({ artifact }) => artifact === "Figure 4")!;
    const names = params.find(({ param }) => param === "classNames")!.assumed!.value as string[];
    assert.deepEqual([...THING_CLASSES].sort(), [...names].sort());
  });
});
