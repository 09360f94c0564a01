import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { imageSet } from "kernel-helpers/dist/dataset/image-set";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { pretrain } from "kernel-helpers/dist/pretraining/pretrain";
import { RECIPES, type Recipe } from "kernel-helpers/dist/pretraining/recipe";
import { loadPretrained } from "kernel-helpers/dist/teachers/pretrained";
import { PRETRAINED_NAMES, readPretrained, WEIGHTS_FILE } from "kernel-helpers/dist/teachers/pretrained-record";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const TINY: Recipe = {
  ...RECIPES.vgg16,
  ...{ width: 1 / 16, inputSize: 32, epochs: 4, batchSize: 6, learningRate: 3e-3, warmUpEpochs: 1, heldOut: 1, verifyEvery: 2 },
}; // prettier-ignore

describe("pretraining/pretrain", function () {
  this.timeout(60_000);
  const local = useTemporaryLocal();

  /** Three people of three colours to train on, and three others. */
  const sets = async () => {
    const strangers = await photographedSet(local("strangers"), { people: 3, images: { clean: 8 } });
    const others = await photographedSet(local("others"), { people: 3, images: { clean: 3 } });
    return { strangers, others: imageSet("others", others.images) };
  };
  const weightsIn = (folder: string): Buffer => fs.readFileSync(path.join(folder, WEIGHTS_FILE));

  it("trains a tiny VGG16 that knows people and tells others apart whom it never saw", async () => {
    const recipe = { ...TINY, epochs: 10, batchSize: 11 };
    const { record, trained } = await pretrain(recipe, await sets(), { seed: "1", folder: local("teacher") });
    const { curve, verification } = record;
    assert.equal(trained, 10);
    assert.deepEqual(curve.map(({ epoch }) => epoch), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]); // prettier-ignore
    assert.deepEqual(curve.map(({ equalErrorRate }) => equalErrorRate !== undefined), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1].map(Boolean)); // prettier-ignore
    assert.ok(curve[9].loss < 0.7 * curve[0].loss, JSON.stringify(curve));
    assert.ok(curve[9].heldOutAccuracy > 0.5 && curve[9].trainAccuracy > 0.8, JSON.stringify(curve));
    assert.ok(verification.quantised.equalErrorRate < 0.2, JSON.stringify(verification));
    assert.equal(verification.float32.equalErrorRate, curve[9].equalErrorRate);
  });

  for (const network of PRETRAINED_NAMES) {
    it(`passes a tiny ${network} through an epoch, and reads back what it wrote`, async () => {
      const recipe = { ...TINY, network, width: 1 / 16, epochs: 1, batchSize: 21 };
      const folder = local("teacher");
      const { record } = await pretrain(recipe, await sets(), { seed: "1", folder });
      assert.deepEqual(readPretrained(network, folder), record);
      const trunk = loadPretrained(network, { folder });
      assert.deepEqual(trunk.outputs[0].shape.slice(1), record.cut.shape);
      assert.equal(trunk.trainableWeights.length, 0);
      trunk.dispose();
    });
  }

  it("goes on after an interruption to the same weights, bit by bit", async () => {
    const images = await sets();
    await pretrain(TINY, images, { seed: "1", folder: local("whole") });
    process.env.PAPER_LOCAL = local("another");
    const stop = (epoch: number) => {
      if (epoch === 2) throw new Error("interrupted");
    };
    const interrupted = pretrain(TINY, images, {
      seed: "1",
      folder: local("parts"),
      onEpoch: ({ epoch }) => stop(epoch),
    });
    await assert.rejects(interrupted, /interrupted/);
    const { record, trained } = await pretrain(TINY, images, { seed: "1", folder: local("parts") });
    assert.equal(trained, 2);
    assert.equal(record.curve.length, 4);
    assert.ok(weightsIn(local("whole")).equals(weightsIn(local("parts"))));
  });

  it("makes other weights of another seed, and trains nothing twice", async () => {
    const images = await sets();
    const once = { ...TINY, epochs: 1 };
    await pretrain(once, images, { seed: "1", folder: local("a") });
    await pretrain(once, images, { seed: "2", folder: local("b") });
    assert.ok(!weightsIn(local("a")).equals(weightsIn(local("b"))));
    const again = await pretrain(once, images, { seed: "1", folder: local("c") });
    assert.equal(again.trained, 0);
    assert.ok(weightsIn(local("a")).equals(weightsIn(local("c"))));
  });

  it("writes what there is when it is to train no more, and its record says how far it came", async () => {
    const images = await sets();
    const stop = () => {
      throw new Error("interrupted");
    };
    await assert.rejects(pretrain(TINY, images, { seed: "1", folder: local("a"), onEpoch: stop }));
    const { record, trained } = await pretrain(TINY, images, { seed: "1", folder: local("a"), asItIs: true });
    assert.equal(trained, 0);
    assert.equal(record.curve.length, 1);
    assert.equal(record.recipe.epochs, 4);
  });

  it("begins again where the checkpoint is damaged; refuses damaged weights, untrained networks and too few images", async () => {
    const images = await sets();
    const once = { ...TINY, epochs: 1 };
    await pretrain(once, images, { seed: "1", folder: local("a") });
    const flip = (file: string) => {
      const bytes = fs.readFileSync(file);
      bytes[bytes.length - 1] ^= 1;
      fs.writeFileSync(file, bytes);
    };
    const [store] = fs.readdirSync(local("pretraining"));
    flip(local("pretraining", store, "epoch-1.f32"));
    assert.equal((await pretrain(once, images, { seed: "1", folder: local("a") })).trained, 1);
    flip(local("a", WEIGHTS_FILE));
    assert.throws(() => loadPretrained("vgg16", { folder: local("a") }), /does not match its checksum/);
    assert.throws(() => readPretrained("vgg16", local("nothing")), /run `paper pretrain vgg16`/);
    await assert.rejects(
      pretrain({ ...once, heldOut: 8 }, images, { seed: "1", folder: local("a") }),
      /more than 8 photographs/,
    );
  });

  it("leaves no tensor behind", async () => {
    const engine = loadEngine();
    const images = await sets();
    const once = { ...TINY, epochs: 1 };
    await pretrain(once, images, { seed: "0", folder: local("a") });
    const before = engine.memory().numTensors;
    await pretrain(once, images, { seed: "1", folder: local("a") });
    assert.equal(engine.memory().numTensors, before);
  });
});
