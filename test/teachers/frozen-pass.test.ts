import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { loadOnnxRuntime } from "kernel-helpers/dist/engine/onnxruntime";
import { TEACHERS } from "kernel-helpers/dist/teachers";
import { cutAt, densenet121, resnet50, vgg16 } from "kernel-helpers/dist/teachers/architectures";
import { enginePass, frozenPass } from "kernel-helpers/dist/teachers/frozen-pass";
import { resnetDlibWide } from "kernel-helpers/dist/teachers/resnet-dlib-wide";
import { vgg16Imagenet160 } from "kernel-helpers/dist/teachers/vgg16-imagenet-160";
import { vgg16Imagenet160Map } from "kernel-helpers/dist/teachers/vgg16-imagenet-160-map";
import { distance, fillRandomly, randomPictures } from "./onnx/random-network";

const VIEWS = 2;
const NORMALISE = { mean: [127.5, 127.5, 127.5], scale: 1 / 64 };

const SHAPE = { inputSize: 64, width: 1 / 8, classes: 3 };

/** The paper's networks, small, with random weights, up to their last dense layer or mean. */
const SMALL: Record<string, () => tf.LayersModel> = {
  vgg16: () => cutAt(vgg16({ ...SHAPE, normalise: NORMALISE, frozen: true }), "fc8"),
  "vgg16 with batch normalisation": () => cutAt(vgg16({ ...SHAPE, batchNorm: true }), "fc8"),
  resnet50: () => cutAt(resnet50({ ...SHAPE, normalise: NORMALISE, frozen: true }), "avg_pool"),
  "resnet50 of keras-vggface": () =>
    cutAt(resnet50({ ...SHAPE, inputSize: 224, dialect: "keras-vggface" }), "avg_pool"),
  densenet121: () => cutAt(densenet121({ ...SHAPE, normalise: NORMALISE }), "avg_pool"),
};

describe("teachers/frozen-pass", function () {
  this.timeout(120_000);
  before(function () {
    if (!loadOnnxRuntime()) this.skip(); // the user is told; everything runs in the engine
  });

  /** Compares the two passes; the trunk is used up. */
  const compare = async (trunk: tf.LayersModel, name: string) => {
    const [, ...sides] = trunk.inputs[0].shape as number[];
    const size = sides.reduce((product, side) => product * side);
    const x = randomPictures(VIEWS * size);
    const expected = (await enginePass(trunk).run(x, VIEWS)).slice();
    const pass = await frozenPass(trunk, name);
    assert.equal(pass.engine, "onnxruntime", `${name} falls back to the engine`);
    const came = (await pass.run(x, VIEWS)).slice();
    assert.ok(distance(expected, came) < 1e-4, `${name}: ${distance(expected, came)}`);
    assert.notDeepEqual(came.subarray(0, came.length / VIEWS), came.subarray(came.length / VIEWS));
    return { pass, x, came };
  };

  for (const teacher of [...TEACHERS, resnetDlibWide, vgg16Imagenet160, vgg16Imagenet160Map]) {
    it(`computes the trunk of ${teacher.name}, to 1e-4 of its largest feature`, async () => {
      const { pass } = await compare(await teacher.loadTrunk(), teacher.name);
      await pass.dispose();
    });
  }

  for (const [name, build] of Object.entries(SMALL)) {
    it(`computes a small ${name} with random weights, the same bits every time`, async () => {
      const network = build();
      fillRandomly(network);
      const { pass, x, came } = await compare(network, name);
      assert.deepEqual(await pass.run(x, VIEWS), came);
      await pass.dispose();
    });
  }

  it("runs a network that ONNX cannot say in the engine, and frees its tensors with it", async () => {
    const engine = loadEngine();
    const before = engine.memory().numTensors;
    const input = engine.input({ shape: [4, 4, 3] });
    const filtered = engine.layers.conv2d({ filters: 2, kernelSize: 1 }).apply(input);
    const odd = engine.layers.thresholdedReLU({ theta: 2 }).apply(filtered) as tf.SymbolicTensor;
    const pass = await frozenPass(engine.model({ inputs: input, outputs: odd }), "an odd one");
    assert.equal(pass.engine, "tfjs");
    assert.equal((await pass.run(new Float32Array(5 * 48), 5)).length, 5 * 4 * 4 * 2);
    await pass.dispose();
    assert.equal(engine.memory().numTensors, before);
  });
});
