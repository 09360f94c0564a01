import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { UserError } from "kernel-helpers/dist/base/errors";
import { writeAtomic, writePlainJson } from "kernel-helpers/dist/base/files";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { teacherNamed, TEACHERS } from "kernel-helpers/dist/teachers";
import { pretrainedTeacher } from "kernel-helpers/dist/teachers/pretrained";
import { NORMALISE, PRETRAINED } from "kernel-helpers/dist/teachers/pretrained-networks";
import {
  isPretrained,
  PRETRAINED_NAMES,
  RECORD_FILE,
  WEIGHTS_FILE,
  type PretrainedName,
  type PretrainedRecord,
} from "kernel-helpers/dist/teachers/pretrained-record";
import { splitTrunk } from "kernel-helpers/dist/teachers/split-trunk";
import { packWeights } from "kernel-helpers/dist/teachers/weight-file";
import { entry } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

/** Writes a tiny untrained network as `paper pretrain` would. */
function writeUntrained(name: PretrainedName, folder: string): PretrainedRecord {
  const shape = { width: 1 / 16, inputSize: 64 };
  const network = PRETRAINED[name].build({ ...shape, classes: 1, normalise: NORMALISE });
  const weights = network.layers.flatMap((layer) =>
    layer.getWeights().map((weight, index) => ({
      ...{ layer: layer.name, index, shape: weight.shape },
      values: weight.dataSync<"float32">().map((_, i) => Math.sin(i + 1) / 9 + (weight.rank === 1 ? 1 : 0)),
    })),
  );
  const place = (layer: string) => {
    const [, ...sides] = network.getLayer(layer).outputShape as number[];
    return { layer, shape: sides as [number, number, number] };
  };
  const { tensors, bytes } = packWeights(weights);
  const data = { hash: "0", people: 240, images: 4800 };
  const errors = { equalErrorRate: 0.1, areaUnderCurve: 0.95 };
  const record: PretrainedRecord = {
    ...{ network: name, ...shape, recipe: {}, seed: "1", code: "0", seconds: 1, machine: "a test" },
    data: { ...data, set: "strangers", worldVersion: "0", others: { ...data, people: 65 } },
    curve: [{ epoch: 1, learningRate: 1, loss: 1, trainAccuracy: 0, heldOutAccuracy: 0 }],
    verification: { float32: errors, quantised: errors },
    ...{ cut: place(PRETRAINED[name].cut), lastConvolution: place(PRETRAINED[name].lastConvolution) },
    weights: { sha256: sha256(bytes), bytes: bytes.length, tensors },
  };
  network.dispose();
  writeAtomic(path.join(folder, WEIGHTS_FILE), bytes);
  writePlainJson(path.join(folder, RECORD_FILE), record);
  return record;
}

describe("teachers/pretrained", () => {
  const local = useTemporaryLocal();

  for (const name of PRETRAINED_NAMES) {
    it(`makes a teacher of the weights of ${name} that says how it differs from the paper's`, async () => {
      writeUntrained(name, local(name));
      const teacher = pretrainedTeacher(name, local(name));
      const trunk = await teacher.loadTrunk();
      assert.deepEqual(trunk.outputs[0].shape.slice(1), [...teacher.cut.shape]);
      const { before } = splitTrunk(trunk, teacher.lastConvolution.layer);
      assert.deepEqual(before.outputs[0].shape.slice(1), [...teacher.lastConvolution.shape]);
      assert.match(
        teacher.description,
        /0\.0625 of its width and 64 x 64 pixels .* 4800 rendered photographs of 240 people/,
      );
      const picture = { data: Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => i % 256), width: 64, height: 64 };
      const out = new Float32Array(64 * 64 * 3).fill(NaN);
      teacher.preprocess(out, picture, entry("p0", "clean", 0), ORIGINAL);
      assert.ok(out.every((value) => value >= 0 && value <= 255));
      trunk.dispose();
    });

    it(`offers ${name} once it is trained, and until then says how to train it`, () => {
      if (isPretrained(name)) assert.ok(TEACHERS.some((teacher) => teacher.name === name));
      else assert.throws(() => teacherNamed(name), new RegExp(`no weights yet .* run \`paper pretrain ${name}\``));
    });
  }

  it("refuses a record that is none", () => {
    writeUntrained("vgg16", local("a"));
    for (const content of ["{}", "", '{"network": "vgg', "\u0000\u0001"]) {
      fs.writeFileSync(local("a", RECORD_FILE), content);
      assert.throws(() => pretrainedTeacher("vgg16", local("a")), (error) => error instanceof UserError && error.message.includes("not the record of a pretraining: restore it")); // prettier-ignore
    }
  });
});
