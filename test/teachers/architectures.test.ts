import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { cutAt, densenet121, resnet50, vgg16, type NetworkOptions } from "kernel-helpers/dist/teachers/architectures";

/** What test/reference/architectures.py wrote: Keras's own networks on weights and images made by a formula. */
interface Golden {
  /** Name and shapes of the weights of every layer that has any. */
  layers: [string, ...number[][]][];
  cut: string;
  /** Of two images, every n-th number of what comes out of the layer `cut`. */
  features: number[][];
  probabilities: number[][];
}
const golden = JSON.parse(
  readFileSync(path.join(projectRoot(), "test", "reference", "architectures.json"), "utf8"),
) as Record<string, Golden>;

const SIZE = 64;
const TINY: NetworkOptions = { inputSize: 32, width: 1 / 16, classes: 3 };

const builders: Record<string, (options: NetworkOptions) => tf.LayersModel> = {
  vgg16,
  resnet50,
  "resnet50 keras-vggface": (options) => resnet50({ ...options, dialect: "keras-vggface" }),
  densenet121,
};

/** The formula of the reference: a counter through the finaliser of MurmurHash3, in [0, 1), times `scale` plus `shift`. */
function noise(name: string, n: number, scale: number, shift: number): Float32Array {
  let seed = 2166136261;
  for (let i = 0; i < name.length; i++) seed = Math.imul(seed ^ name.charCodeAt(i), 16777619);
  const values = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    let x = (Math.imul(i, 0x9e3779b1) + seed) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    values[i] = (((x ^ (x >>> 16)) >>> 0) / 2 ** 32) * scale + shift;
  }
  return values;
}

function formula(layer: string, index: number, shape: number[]): Float32Array {
  const largest = shape.length > 1 ? Math.sqrt(3 / size(shape.slice(0, -1))) : 0.2;
  const isPositive = shape.length === 1 && (index === 0 || index === 3);
  return noise(`${layer}/${index}`, size(shape), isPositive ? 1 : 2 * largest, isPositive ? 0.5 : -largest);
}

const size = (shape: number[]): number => shape.reduce((product, side) => product * side, 1);

describe("teachers/architectures", () => {
  const engine = loadEngine();

  const build = (name: string, options: NetworkOptions): tf.LayersModel => builders[name](options);

  for (const [name, expected] of Object.entries(golden)) {
    describe(name, () => {
      let model: tf.LayersModel;
      before(() => {
        model = build(name, { inputSize: SIZE, classes: expected.probabilities[0].length });
        for (const layer of model.layers) {
          engine.tidy(() =>
            layer.setWeights(
              layer.getWeights().map(({ shape }, i) => engine.tensor(formula(layer.name, i, shape), shape)),
            ),
          );
        }
      });
      after(() => void model.dispose());

      it("has the layers and weights of Keras's network, by name and shape", () => {
        const came = model.layers
          .filter((layer) => layer.weights.length > 0)
          .map((layer) => [layer.name, ...layer.getWeights().map(({ shape }) => shape)]);
        const byName = (a: unknown[], b: unknown[]) => String(a[0]).localeCompare(String(b[0]));
        assert.deepEqual(came.sort(byName), expected.layers.slice().sort(byName));
      });

      it("computes what Keras computes (test/reference/architectures.py)", () => {
        const pixels = noise("images", 2 * SIZE * SIZE * 3, 2, -1);
        const outputs = engine.tidy(() => {
          const images = engine.tensor4d(pixels, [2, SIZE, SIZE, 3]);
          const features = cutAt(model, expected.cut).predict(images) as tf.Tensor;
          return [features, model.predict(images) as tf.Tensor].map(
            (x) => x.reshape([2, -1]).arraySync() as number[][],
          );
        });
        const step = Math.floor(outputs[0][0].length / 64);
        const features = outputs[0].map((row) => row.filter((_, i) => i % step === 0));
        close(features, expected.features);
        close(outputs[1], expected.probabilities);
      });
    });
  }

  /** Up to 120 layers of float32 rounding, relative to the largest number. */
  function close(came: number[][], expected: number[][]): void {
    const largest = Math.max(...expected.flat().map(Math.abs));
    assert.deepEqual(came.map((row) => row.length), expected.map((row) => row.length)); // prettier-ignore
    came.forEach((row, r) =>
      row.forEach((value, i) => assert.ok(Math.abs(value - expected[r][i]) < 2e-5 * largest, `${value}, ${expected[r][i]}`)),
    ); // prettier-ignore
  }

  it("has the published numbers of parameters", () => {
    const counts = Object.entries({ vgg16, resnet50, densenet121 }).map(([name, builder]) => {
      const model = builder();
      const parameters = model.countParams();
      model.dispose();
      return [name, parameters];
    });
    assert.deepEqual(Object.fromEntries(counts), { vgg16: 138_357_544, resnet50: 25_636_712, densenet121: 8_062_504 });
  });

  it("narrows every layer by the width, and keeps the classes", () => {
    for (const name of Object.keys(builders)) {
      const [whole, half] = [1, 0.5].map((width) => build(name, { ...TINY, width: width / 4 }));
      const sides = (model: tf.LayersModel) => model.layers.map((layer) => (layer.outputShape as number[]).at(-1)!);
      const inner = sides(whole).slice(1, -2);
      assert.deepEqual(sides(half).slice(1, -2).filter((_, i) => inner[i] !== 3), inner.filter((side) => side !== 3).map((side) => side / 2)); // prettier-ignore
      assert.equal(sides(half).at(-1), 3);
      whole.dispose();
      half.dispose();
    }
  });

  it("puts a batch normalisation after every layer with weights but the last of a VGG16 that is to train", () => {
    const model = vgg16({ ...TINY, batchNorm: true });
    const normalised = model.layers.filter(({ name }) => name.endsWith("/bn")).map(({ name }) => name.slice(0, -3));
    const weighted = model.layers.filter(({ name, weights }) => weights.length > 0 && !name.endsWith("/bn"));
    assert.deepEqual(
      normalised,
      weighted.map(({ name }) => name).filter((name) => name !== "fc8"),
    );
    model.dispose();
  });

  it("computes the same, and has the same input gradient, when it will never train", () => {
    for (const name of ["vgg16", "resnet50"]) {
      const [plain, frozen] = [false, true].map((isFrozen) => build(name, { ...TINY, frozen: isFrozen }));
      engine.tidy(() => {
        for (const model of [plain, frozen]) {
          model.layers.forEach((layer) =>
            layer.setWeights(
              layer.getWeights().map(({ shape }, i) => engine.tensor(formula(layer.name, i, shape), shape)),
            ),
          );
        }
        const images = engine.tensor4d(noise("images", 32 * 32 * 3, 2, -1), [1, 32, 32, 3]);
        const outputs = [plain, frozen].map((model) => {
          const score = (x: tf.Tensor) => (model.apply(x) as tf.Tensor).slice([0, 0], [1, 1]).sum();
          return [
            (model.predict(images) as tf.Tensor).arraySync(),
            engine.grad(score)(images).reshape([1, -1]).arraySync(),
          ];
        }) as number[][][][];
        close(outputs[1][0], outputs[0][0]);
        close(outputs[1][1], outputs[0][1]);
        assert.ok(Math.max(...outputs[0][1].flat().map(Math.abs)) > 0);
      });
      assert.ok(frozen.trainableWeights.length < plain.trainableWeights.length);
      plain.dispose();
      frozen.dispose();
    }
  });

  it("refuses inputs that its pools would shrink to nothing, widths that are none, and layers that it has not", () => {
    assert.throws(() => vgg16({ inputSize: 31 }), /at least 32 x 32 pixels, came 31/);
    assert.throws(() => resnet50({ width: 0 }), /width above 0/);
    const model = vgg16(TINY);
    assert.throws(() => cutAt(model, "block5_pool"), /no layer "block5_pool": its layers are input_1, conv1_1/);
    model.dispose();
  });

  it("leaves no tensor behind when it is disposed", () => {
    const before = engine.memory().numTensors;
    for (const name of Object.keys(builders)) build(name, TINY).dispose();
    assert.equal(engine.memory().numTensors, before);
  });
});
