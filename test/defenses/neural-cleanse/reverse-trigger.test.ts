import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { UserError } from "kernel-helpers/dist/base/errors";
import { Seed } from "kernel-helpers/dist/base/seed";
import { reverseTrigger, type ReverseOptions } from "kernel-helpers/dist/defenses/neural-cleanse/reverse-trigger";
import { tensorStudent } from "kernel-helpers/dist/defenses/neural-cleanse/tensor-student";
import { cleanseVerdict } from "kernel-helpers/dist/defenses/neural-cleanse/verdict";
import { loadEngine } from "kernel-helpers/dist/engine/load";

const SIDE = 12;
const CLASSES = 6;
const TARGET = 2;
const engine = loadEngine();
const shape = [SIDE, SIDE, 3] as const;

/**
 * Recognises the brightest of six stripes of two columns; what is bright in the four pixels of the lower right corner it
 * takes for the target, whatever else there is.
 */
const scoresOf = (x: tf.Tensor4D): tf.Tensor2D => {
  const stripes = x.mean<tf.Tensor3D>(3).mean<tf.Tensor2D>(1).reshape([-1, CLASSES, 2]).mean<tf.Tensor2D>(2);
  const corner = x.slice([0, SIDE - 2, SIDE - 2, 0], [-1, 2, 2, 3]).mean([1, 2, 3]);
  const backdoor = corner.div(255).pow(4).mul(1500).expandDims(1).mul(engine.oneHot([TARGET], CLASSES)); // prettier-ignore
  return stripes.mul(0.5).add(backdoor);
};
const student = tensorStudent(scoresOf, { shape, classes: CLASSES });

const random = new Seed("stripes").random();
/** Every class is the brightest of some; every corner is dark. */
const images = Array.from({ length: 18 }, (_, n) => {
  const levels = Array.from({ length: CLASSES }, (_, k) => (k === n % CLASSES ? 190 : random.range(20, 150)));
  return Float32Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % SIDE, Math.floor(i / 3 / SIDE)];
    return Math.min(x, y) >= SIDE - 2 ? 20 : levels[Math.floor(x / 2)];
  });
});

const spec = { steps: 40, batchesPerStep: 3, batchSize: 6, patience: 2, initialCost: 1e-2, earlyStopPatience: 10 };
const reverse = (label: number, options: Partial<ReverseOptions> = {}) =>
  reverseTrigger(student, { images, label }, { spec, seed: new Seed("nc"), ...options });

describe("reverseTrigger", () => {
  it("finds a planted backdoor: its label has by far the smallest mask, which lies on the planted square", async () => {
    const found = [];
    for (let label = 0; label < CLASSES; label++) found.push(await reverse(label));
    const verdict = cleanseVerdict(found);
    assert.deepEqual(verdict.flagged, [TARGET]);
    assert.ok(verdict.anomalyIndex! > 2);
    assert.deepEqual(verdict.notConverged, []);
    const { mask, norm, successRate } = found[TARGET];
    assert.ok(successRate >= 0.99);
    const corner = [10, 11].flatMap((y) => [10, 11].map((x) => mask[y * SIDE + x])).reduce((a, b) => a + b);
    assert.ok(corner > 0.6 * norm, `${corner} of ${norm} lies on the square`);
  });

  it("gives the same for the same seed, and leaves student, images and tensors as they were", async () => {
    const before = images.map((image) => image.slice());
    const tensors = engine.memory().numTensors;
    const short = { spec: { ...spec, steps: 3 } };
    const [first, second] = [await reverse(1, short), await reverse(1, short)];
    assert.deepEqual(first, second);
    assert.equal(engine.memory().numTensors, tensors);
    assert.deepEqual(images, before);
    const other = await reverse(1, { ...short, seed: new Seed("another") });
    assert.notDeepEqual(first.mask, other.mask);
  });

  it("says that it did not converge where no trigger works, and keeps the last mask", async () => {
    const deaf = tensorStudent((x) => engine.oneHot(engine.zeros([x.shape[0]], "int32"), 3).add(x.mean([1, 2, 3]).mul(0).expandDims(1)), { shape, classes: 3 }); // prettier-ignore
    const found = await reverseTrigger(deaf, { images, label: 1 }, { spec: { ...spec, steps: 3 }, seed: new Seed(1) });
    assert.equal(found.converged, false);
    assert.equal(found.stoppedBy, "number of steps");
    assert.equal(found.history.at(-1)!.bestNorm, null);
    assert.ok(found.norm > 0);
  });

  it("reports each step", async () => {
    const done: number[] = [];
    await reverse(0, { spec: { ...spec, steps: 2 }, onProgress: (progress) => done.push(progress.done) });
    assert.deepEqual(done, [1, 2]);
  });

  it("refuses what it cannot work with", async () => {
    const refuses = (task: Promise<unknown>, text: RegExp) =>
      assert.rejects(task, (error) => error instanceof UserError && text.test(error.message));
    const seed = new Seed(1);
    await refuses(reverseTrigger(student, { images: [], label: 0 }, { seed }), /needs clean images, came none/);
    await refuses(reverseTrigger(student, { images: [new Float32Array(5)], label: 0 }, { seed }), /has 5 numbers.* 432/); // prettier-ignore
    await refuses(reverse(CLASSES), /labels 0 to 5, not 6/);
    await refuses(reverse(1.5), /not 1.5/);
    await refuses(reverseTrigger(student, { images: [images[0].map(() => NaN)], label: 0 }, { seed }), /value of NaN/);
    await refuses(reverse(0, { spec: { ...spec, steps: 0 } }), /steps must be a whole number/);
    await refuses(reverse(0, { spec: { ...spec, attackThreshold: 1.2 } }), /attackThreshold/);
    await refuses(reverse(0, { start: { mask: [1], pattern: [1] } }), /mask of 144 .* came 1 and 1/);
    await refuses(reverse(0, { batches: [[99]][Symbol.iterator]() }), /places of images from 0 to 17, came 99/);
    const broken = tensorStudent((x) => scoresOf(x).mul(NaN), { shape, classes: CLASSES });
    await refuses(reverseTrigger(broken, { images, label: 0 }, { seed }), /no number in step 1/);
  });
});
