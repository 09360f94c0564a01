import assert from "node:assert/strict";
import { AUTHORS_SPEC } from "kernel-helpers/dist/defenses/neural-cleanse/spec";
import { cleanseLabels } from "kernel-helpers/dist/experiments/cleanse-labels";
import {
  neuralCleanseState,
  planNeuralCleanse,
  readCleanseMasks,
  readNeuralCleanse,
  runNeuralCleanse,
} from "kernel-helpers/dist/experiments/neural-cleanse";
import type { ModelSpec } from "kernel-helpers/dist/training/attack-model";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const head = { hidden: 8, learningRate: 1e-3, epochs: 4, batchSize: 4 };
const clean: ModelSpec = { teacher: "resnet-dlib", attack: null, head, views: 1, seed: "7" };
const attacked: ModelSpec = { ...clean, attack: { trigger: "dots", targetLabel: "p1", injectionRate: 0.25 } };
const cleanse = { ...AUTHORS_SPEC, steps: 2, batchesPerStep: 2, batchSize: 2 };

describe("experiments/neural-cleanse", () => {
  const local = useTemporaryLocal();

  it("reverses every label of every model, goes on where it was interrupted, and reads what is stored", async function () {
    this.timeout(240_000);
    const set = await photographedSet(local("photographs"), { people: 3, images: { clean: 5, dots: 4 } });
    const plan = planNeuralCleanse(set, [clean, attacked], { cleanse });
    assert.deepEqual(neuralCleanseState([plan]), { done: 0, total: 6 });
    assert.equal(readNeuralCleanse(plan), undefined);

    await cleanseLabels({ set, spec: clean, cleanse, labels: ["p2"] }); // as if the rest had been interrupted
    assert.deepEqual(neuralCleanseState([plan]), { done: 1, total: 6 });
    const done: number[] = [];
    const report = await runNeuralCleanse([plan], { workers: 1, onProgress: ({ label, done: n }) => label === "labels reversed" && done.push(n) }); // prettier-ignore
    assert.deepEqual(report, { made: 5, reused: 1 });
    assert.equal(done.at(-1), 6);

    const [first, second] = readNeuralCleanse(plan)!;
    assert.deepEqual([first.spec, second.spec], [clean, attacked]);
    assert.deepEqual(first.labels.map(({ label }) => label), set.people); // prettier-ignore
    for (const { norm, steps, converged, label } of [...first.labels, ...second.labels]) {
      assert.ok(norm > 0 && norm < 150 ** 2, `${label}: ${norm}`);
      assert.equal(steps, 2);
      assert.equal(typeof converged, "boolean");
    }
    assert.equal(first.anomaly.indices!.length, 3);
    assert.ok(first.labels.some(({ norm }, i) => norm !== second.labels[i].norm), "the models differ"); // prettier-ignore

    const masks = readCleanseMasks(plan, attacked)!;
    assert.deepEqual(masks.map(({ label, side, mask, pattern }) => [label, side, mask.length, pattern.length]), set.people.map((label) => [label, 150, 150 ** 2, 3 * 150 ** 2])); // prettier-ignore
    masks.forEach(({ mask }, i) => {
      const norm = mask.reduce((sum, value) => sum + value / 255, 0);
      assert.ok(Math.abs(norm - second.labels[i].norm) < 0.5 * (150 ** 2 / 255)); // bytes
    });
    assert.deepEqual(await runNeuralCleanse([plan], { workers: 1 }), { made: 0, reused: 6 });
  });
});
