import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type * as tf from "@tensorflow/tfjs";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { buildMobilenet, mobilenetFiles, mobilenetVggface2 } from "kernel-helpers/dist/teachers/mobilenet-vggface2";

const SIZE = 224;
/** VGGFace2's means in the order that the published graph wants: blue, green, red. */
const MEAN_BGR = [103.939, 116.779, 123.68];

/** Picture n, Float32 [224, 224, 3] in 0 … 255: noise, a pattern, and a pale ellipse with three dark spots. */
function picture(n: number): Float32Array {
  const random = new Seed("picture").random();
  const spots = [[80, 90], [144, 90], [112, 150]]; // prettier-ignore
  return Float32Array.from({ length: SIZE * SIZE * 3 }, (_, i) => {
    const [k, x, y] = [i % 3, Math.floor(i / 3) % SIZE, Math.floor(i / 3 / SIZE)];
    if (n === 0) return 255 * random.next();
    if (n === 1) return (x * 3 + y * 5 + 40 * k + ((x * y) >> 4)) % 256;
    if (spots.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 < 120)) return 40;
    return (x - 112) ** 2 / 4900 + (y - 112) ** 2 / 8100 < 1 ? 210 - 25 * k - (x >> 2) : 60;
  });
}

/** The graph as its authors published it, run by tfjs itself. */
async function publishedGraph(engine: typeof tf & { loadGraphModel?: unknown }): Promise<tf.GraphModel> {
  const files = mobilenetFiles();
  const graph = JSON.parse(readFileSync(files.graph, "utf8")) as {
    modelTopology: object;
    weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
  };
  const weights = readFileSync(files.weights);
  const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length);
  const { modelTopology, weightsManifest } = graph;
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  return engine.loadGraphModel({ load: () => Promise.resolve({ modelTopology, weightSpecs, weightData }) });
}

describe("teachers/mobilenet-vggface2", () => {
  const engine = loadEngine();
  let network: { map: tf.LayersModel; trunk: tf.LayersModel };
  before(() => (network = buildMobilenet()));
  after(() => void network.trunk.dispose()); // all the layers of the map are among its layers

  const run = (model: tf.LayersModel, pixels: Float32Array): Float32Array => {
    const output = engine.tidy(() => model.predict(engine.tensor4d(pixels, [1, SIZE, SIZE, 3])) as tf.Tensor);
    const values = output.dataSync<"float32">();
    output.dispose();
    return values;
  };

  it("computes what the published graph computes", async () => {
    const graph = await publishedGraph(engine);
    for (const n of [0, 1, 2]) {
      const output = engine.tidy(() => {
        const bgr = engine.tensor4d(picture(n), [1, SIZE, SIZE, 3]).reverse(-1).sub(engine.tensor1d(MEAN_BGR));
        return graph.execute(bgr, "global_pooling/Mean") as tf.Tensor;
      });
      const expected = output.dataSync<"float32">();
      output.dispose();
      const features = run(network.trunk, picture(n));
      assert.equal(features.length, expected.length);
      // Ours has the factors of batch normalisation in the kernels: 27 layers of rounding at 6e-8 of values to 6.
      features.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 5e-5, `picture ${n}, feature ${i}`));
      assert.ok(expected.some((value) => value > 0.5));
    }
    graph.dispose();
  });

  it("is cut after the mean over its map, which its description promises", () => {
    assert.deepEqual(network.map.outputs[0].shape.slice(1), [7, 7, 1024]);
    assert.deepEqual(network.trunk.outputs[0].shape.slice(1), [...mobilenetVggface2.cut.shape]);
    const map = run(network.map, picture(2));
    const features = run(network.trunk, picture(2));
    for (const channel of [0, 511, 1023]) {
      let mean = 0;
      for (let cell = 0; cell < 49; cell++) mean += map[cell * 1024 + channel] / 49;
      assert.ok(Math.abs(mean - features[channel]) < 1e-5);
    }
    assert.ok(
      map.every((value) => value >= 0 && value <= 6),
      "relu6",
    );
  });

  it("is frozen, and has a gradient with respect to its input that finite differences confirm", () => {
    assert.equal(network.trunk.trainableWeights.length, 0);
    const pixels = picture(2).map((value, i) => value + ((i * 7919) % 32));
    const sumOfSquares = (x: tf.Tensor): tf.Tensor => (network.trunk.apply(x) as tf.Tensor).square().sum();
    const valueAt = (values: Float32Array): number =>
      engine.tidy(() => sumOfSquares(engine.tensor4d(values, [1, SIZE, SIZE, 3])).arraySync() as number);
    const gradient = engine.tidy(() => engine.grad(sumOfSquares)(engine.tensor4d(pixels, [1, SIZE, SIZE, 3])));
    const slopes = gradient.dataSync<"float32">().slice();
    gradient.dispose();
    const steepest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    const direction = slopes.map((slope) => slope / steepest);
    const expected = slopes.reduce((sum, slope, i) => sum + slope * direction[i], 0);
    const moved = (step: number) => valueAt(pixels.map((value, i) => value + step * direction[i]));
    // ± 0.05 of 255 along the gradient: far above float32's rounding, and few of the ReLUs switch.
    const difference = (moved(0.05) - moved(-0.05)) / 0.1;
    assert.ok(Math.abs(difference - expected) < 0.03 * expected, `${difference} instead of ${expected}`);
  });

  it("leaves no tensor behind when it runs, and frees its weights when disposed", () => {
    const before = engine.memory().numTensors;
    run(network.trunk, picture(1));
    assert.equal(engine.memory().numTensors, before);
    buildMobilenet().trunk.dispose();
    assert.equal(engine.memory().numTensors, before);
  });
});
