import assert from "node:assert/strict";
import { IDENTITY } from "kernel-helpers/dist/augmentation/affine";
import { Seed } from "kernel-helpers/dist/base/seed";
import { drawChip, drawTrainingView, type Photograph } from "kernel-helpers/dist/pretraining/training-view";

const SIZE = 16;
const data = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => (i * 37) % 256);
const photograph = (id: string): Photograph => ({
  id,
  label: 0,
  picture: { data, width: SIZE, height: SIZE },
  chip: IDENTITY,
});

const view = (id: string, seed: string): Float32Array => {
  const out = new Float32Array(SIZE * SIZE * 3).fill(NaN);
  drawTrainingView(out, photograph(id), SIZE, new Seed(seed));
  return out;
};

describe("pretraining/training-view", () => {
  it("is the same for the same seed and image, and another for others", () => {
    assert.deepEqual(view("a", "1"), view("a", "1"));
    assert.notDeepEqual(view("a", "1"), view("b", "1"));
    assert.notDeepEqual(view("a", "1"), view("a", "2"));
  });

  it("stays in 0 … 255 and reaches both ends: contrast and brightness are cut there", () => {
    const values = Array.from({ length: 20 }, (_, k) => [...view(String(k), "1")]).flat();
    assert.ok(values.every((value) => value >= 0 && value <= 255));
    assert.ok(values.includes(0) && values.includes(255));
  });

  it("leaves the chip itself as the photograph shows it", () => {
    const out = new Float32Array(SIZE * SIZE * 3);
    drawChip(out, photograph("a"), SIZE);
    assert.deepEqual([...out], [...data]);
  });
});
