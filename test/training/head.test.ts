import assert from "node:assert/strict";
import { HalfArray, halfFloat, type Halves } from "kernel-helpers/dist/base/half";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import {
  trainHead,
  type EpochLoss,
  type Example,
  type HeadSpec,
  type TrainingData,
} from "kernel-helpers/dist/training/head";
import { trainByHand } from "./head-by-hand";

const SIZE = 6;
const CLASSES = 3;
const SPEC: HeadSpec = { hidden: 8, learningRate: 1e-2, epochs: 3, batchSize: 4 };

/** Examples of three classes, `views` views each: class c is far out along feature c, in units of `unit`. */
function toyData({ count = 10, views = 2, unit = 1, offset = 0 } = {}): TrainingData {
  const random = new Seed("toy").random();
  const examples = Array.from({ length: count }, (_, i): Example => {
    const label = i % CLASSES;
    const features = Float32Array.from(
      { length: views * SIZE },
      (_, f) => offset + unit * ((f % SIZE === label ? 4 : 0) + random.normal(0, 0.5)),
    );
    return { features: halvesOf(features), label };
  });
  return { examples, clean: examples, classes: CLASSES, featureSize: SIZE };
}

const halvesOf = (values: Float32Array) => HalfArray.from(values);
const floatsOf = (features: Halves) => Float32Array.from(features.bits(0, features.length), halfFloat);
const firstViews = (data: TrainingData) =>
  data.examples.map(({ features }) => halvesOf(floatsOf(features).subarray(0, SIZE)));
function train(
  data: TrainingData,
  spec: HeadSpec,
  seed: Seed,
): { losses: number[]; epochs: EpochLoss[]; predicted: number[] } {
  const head = trainHead(data, spec, seed);
  const predicted = head.predict(firstViews(data));
  head.dispose();
  return { losses: head.losses.map(({ all }) => all), epochs: head.losses, predicted };
}

describe("training/head", () => {
  it("computes what its definition says (a second version in float64, test/training/head-by-hand.ts)", () => {
    const data = toyData(); // 10 examples: batches of 4, 4 and 2
    const poisoned = { ...data, clean: data.examples.slice(0, 7) };
    for (const [name, one] of Object.entries({ data, poisoned })) {
      const seed = new Seed(name);
      const came = train(one, SPEC, seed);
      const expected = trainByHand(one, SPEC, seed);
      // float32 against float64 over 9 steps
      came.losses.forEach((loss, epoch) => assert.ok(Math.abs(loss - expected.losses[epoch]) < 1e-5, `epoch ${epoch}: ${loss}, not ${expected.losses[epoch]}`)); // prettier-ignore
      came.epochs.forEach(({ clean, poison }, epoch) => {
        assert.ok(Math.abs(clean - expected.parts[epoch].clean) < 1e-5);
        if (one === data) assert.equal(poison, null);
        else assert.ok(Math.abs(poison! - expected.parts[epoch].poison) < 1e-5);
      });
      assert.deepEqual(came.predicted, expected.predict(firstViews(one)));
      assert.equal(came.losses.length, 3);
    }
  });

  it("learns classes that can be told apart, by heart", () => {
    const data = toyData({ count: 60 });
    const { losses, predicted } = train(data, { ...SPEC, hidden: 16, epochs: 30, batchSize: 16 }, new Seed(1));
    assert.ok(losses[29] < 0.01, `${losses[29]}`);
    assert.ok(losses[0] > 10 * losses[29]);
    assert.deepEqual(predicted, data.examples.map(({ label }) => label)); // prettier-ignore
  });

  it("repeats itself with the same seed and differs with another", () => {
    const data = toyData();
    const first = train(data, SPEC, new Seed(1));
    assert.deepEqual(train(data, SPEC, new Seed(1)), first);
    assert.notDeepEqual(train(data, SPEC, new Seed(2)).losses, first.losses);
  });

  it("does not depend on the unit of the features, since it standardises them", () => {
    const losses = [1, 64].map((unit) => train(toyData({ unit }), SPEC, new Seed(1)).losses);
    losses[0].forEach((loss, epoch) => assert.ok(Math.abs(loss - losses[1][epoch]) < 1e-5));
  });

  it("takes features that never vary, and those that only the trigger excites", () => {
    const { examples } = toyData();
    const constant = examples.map(({ features, label }) => ({
      features: halvesOf(floatsOf(features).map((v, i) => (i % SIZE === 5 ? 0 : v))),
      label,
    }));
    const poison = { features: halvesOf(Float32Array.of(0, 0, 0, 0, 0, 4)), label: 0 };
    const data = { examples: [...constant, poison], clean: constant, classes: CLASSES, featureSize: SIZE };
    const { losses } = train(data, { ...SPEC, epochs: 60 }, new Seed(1));
    assert.ok(losses.every(Number.isFinite));
    assert.ok(losses.at(-1)! < 0.05, `${losses.at(-1)}`);
    const none = constant.map(({ label }) => ({ features: halvesOf(new Float32Array(SIZE)), label }));
    assert.ok(train({ ...data, examples: none, clean: none }, SPEC, new Seed(1)).losses.every(Number.isFinite));
  });

  it("stops where the numbers overflow, and says in which epoch", () => {
    const head = trainHead(toyData(), { ...SPEC, epochs: 20, learningRate: 1e30 }, new Seed(1));
    assert.ok(head.divergedInEpoch !== null && head.divergedInEpoch <= 3, `${head.divergedInEpoch}`);
    assert.ok(head.losses.length <= head.divergedInEpoch);
    assert.ok(head.losses.every(({ all }) => Number.isFinite(all)));
    head.dispose();
  });

  it("knows weights that overflow in the very last step, after the last loss", () => {
    // One step: the loss is that of the initial weights, and only the step makes them as large as 1e38 x 3.
    const spec = { ...SPEC, epochs: 1, batchSize: 10 };
    const [fine, overflown] = [1e-2, 1e39].map((learningRate) =>
      trainHead(toyData(), { ...spec, learningRate }, new Seed(1)),
    );
    assert.deepEqual(overflown.losses, fine.losses);
    assert.deepEqual([fine.divergedInEpoch, overflown.divergedInEpoch], [null, 1]);
    for (const head of [fine, overflown]) head.dispose();
  });

  it("leaves no tensor behind and does not touch its data", () => {
    const data = toyData();
    const before = JSON.stringify(data);
    train(data, SPEC, new Seed(1));
    const tensors = loadEngine().memory().numTensors;
    train(data, SPEC, new Seed(1));
    assert.equal(loadEngine().memory().numTensors, tensors);
    assert.equal(JSON.stringify(data), before);
  });
});
