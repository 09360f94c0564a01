import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { addSensorNoise, sharpen } from "kernel-helpers/dist/world/camera/sensor";

const SIZE = 96;
const grey = (value: number) => new Float32Array(SIZE * SIZE * 3).fill(value);
const noisy = (value: number) => {
  const values = grey(value);
  addSensorNoise(values, SIZE, 0.02, new Seed("test").random());
  return values;
};
const deviation = (values: ArrayLike<number>) => {
  const list = Array.from(values);
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return Math.sqrt(list.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / list.length);
};

describe("sensor", () => {
  it("is noisier in the dark, and about as noisy as asked in mid-grey", () => {
    const [dark, middle, bright] = [0.1, 0.5, 0.9].map((value) => deviation(noisy(value)));
    assert.ok(dark > middle && middle > bright);
    assert.ok(middle > 0.016 && middle < 0.026, `${middle}`);
  });

  it("has less noise in colour than in brightness, and in larger blotches", () => {
    const values = noisy(0.5);
    const pixels = Array.from({ length: SIZE * SIZE }, (_, i) => values.subarray(i * 3, i * 3 + 3));
    const light = pixels.map(([r, g, b]) => (r + g + b) / 3);
    const colour = pixels.map(([r, , b]) => r - b);
    const steps = (plane: number[]) => deviation(plane.slice(1).map((v, i) => v - plane[i])) / deviation(plane);
    assert.ok(steps(colour) < 0.7 * steps(light), "neighbours share their colour noise");
  });

  it("leaves flat parts alone when it sharpens, and steepens an edge within the limit", () => {
    assert.deepEqual(sharpen(grey(0.5), SIZE, 0.5), grey(0.5));
    const edge = grey(0).map((_, i) => (Math.floor(i / 3) % SIZE < SIZE / 2 ? 0.3 : 0.7));
    const at = (SIZE * 10 + SIZE / 2) * 3;
    const sharp = sharpen(edge, SIZE, 0.5);
    const soft = sharpen(edge, SIZE, -0.5);
    assert.ok(sharp[at] - sharp[at - 3] > 0.45 && sharp[at] - sharp[at - 3] <= 0.4 + 2 * 0.07 + 1e-6);
    assert.ok(soft[at] - soft[at - 3] < 0.35);
  });
});
