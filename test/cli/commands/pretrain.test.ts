import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { pretrainedSchema } from "kernel-helpers/dist/teachers/pretrained-record";
import { paper, temporaryLocal } from "../paper";

const TINY = "pretrain vgg16 --people 2 --count 3 --others 2 --epochs 2 --size 32 --width 0.0625 --json".split(" ");

describe("paper pretrain", function () {
  this.timeout(120_000);
  let local: string;
  before(() => (local = temporaryLocal()));
  after(() => fs.rmSync(local, { recursive: true, force: true }));

  it("renders, trains and writes a trial beside the project's weights, and goes on from its checkpoint", async () => {
    const first = await paper(TINY, { local });
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /epoch 2 of 2: loss .*, equal error rate on others/);
    const record = pretrainedSchema.parse(JSON.parse(first.stdout));
    assert.equal(record.curve.length, 2);
    assert.deepEqual([record.data.people, record.data.images, record.data.others.people], [2, 6, 2]);
    const folder = path.join(local, "teachers", "vgg16");
    assert.deepEqual(fs.readdirSync(folder).sort(), ["pretraining.json", "weights.bin"]);
    assert.equal(fs.statSync(path.join(folder, "weights.bin")).size, record.weights.bytes);

    const second = await paper(TINY, { local });
    assert.doesNotMatch(second.stderr, /epoch \d/);
    assert.deepEqual(JSON.parse(second.stdout), record);
  });
});
