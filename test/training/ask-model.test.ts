import assert from "node:assert/strict";
import { readRecord } from "kernel-helpers/dist/store/records";
import { askModel, questionInputs, type Answer } from "kernel-helpers/dist/training/ask-model";
import { modelInputs, trainModels, type ModelResult, type ModelSpec } from "kernel-helpers/dist/training/attack-model";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const head = { hidden: 8, learningRate: 1e-3, epochs: 8, batchSize: 4 };
const attack = { trigger: "dots", targetLabel: "p1", injectionRate: 0.25 };
const spec: ModelSpec = { teacher: "resnet-dlib", attack, head, views: 1, seed: "7" };

describe("training/ask-model", () => {
  const local = useTemporaryLocal();

  it("names whom the stored model named, and is asked only once", async () => {
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    await trainModels({ set, specs: [spec] });
    const { result } = readRecord<ModelResult>(modelInputs(set, spec))!;
    const expected = [...result.clean, ...result.triggered];
    const images = expected.map(([id]) => set.images.find((image) => image.id === id)!);
    const question = { set, spec, images };
    await askModel(question);
    const record = readRecord<Answer>(questionInputs(question))!;
    assert.deepEqual(record.result, expected.map(([, label]) => set.people[label])); // prettier-ignore
    await askModel({ ...question, set: { ...set, name: "same images" } });
    assert.deepEqual(readRecord<Answer>(questionInputs(question)), record);
  });

  it("is another question for other pixels, another order or another model", async () => {
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    const images = set.images.slice(0, 2);
    const keys = [
      { set, spec, images },
      { set, spec, images: [...images].reverse() },
      { set, spec, images: [images[0], { ...images[1], sha256: "other" }] },
      { set, spec: { ...spec, attack: null }, images },
    ].map((question) => JSON.stringify(questionInputs(question)));
    assert.equal(new Set(keys).size, 4);
  });

  it("says so when the model's training diverges", async () => {
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    const wild = { ...spec, head: { ...head, learningRate: 1e30 } };
    await assert.rejects(
      askModel({ set, spec: wild, images: set.images }),
      /diverged in epoch \d+: lower the learning/,
    );
  });
});
