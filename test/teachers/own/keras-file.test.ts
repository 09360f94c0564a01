import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type * as tf from "@tensorflow/tfjs";
import { UserError } from "kernel-helpers/dist/base/errors";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { readKeras } from "kernel-helpers/dist/teachers/own/keras-file";
import { useTemporaryLocal } from "../../store/temporary-local";

const reference = (name: string) => path.join(projectRoot(), "test", "reference", name);
const WIDTH = { width: 1 / 32 };
const inputSize = 32;

describe("teachers/own/keras-file", () => {
  const engine = loadEngine();
  const local = useTemporaryLocal();
  const unpacked = (name: string): string => {
    fs.writeFileSync(local(name), gunzipSync(fs.readFileSync(reference(`${name}.gz`))));
    return local(name);
  };

  it("computes with a file that Keras wrote what Keras computes (test/reference/keras-files.py)", async () => {
    const golden = JSON.parse(fs.readFileSync(reference("keras-files.json"), "utf8")) as Record<"picture" | "features", number[]>; // prettier-ignore
    const network = await readKeras(unpacked("keras-vgg16.h5"), { inputSize, cut: "pool5" }, WIDTH);
    const pool5 = engine.model({ inputs: network.inputs, outputs: network.getLayer("pool5").output });
    engine.tidy(() => {
      const bgr = engine.tensor4d(golden.picture, [1, 32, 32, 3]).reverse(-1).sub([103.939, 116.779, 123.68]);
      const features = (pool5.predict(bgr) as tf.Tensor).dataSync();
      assert.equal(features.length, golden.features.length);
      // 13 layers of float32, summed in another order
      features.forEach((value, i) =>
        assert.ok(Math.abs(value - golden.features[i]) < 1e-5 * golden.features[i] + 1e-5),
      );
      assert.ok(new Set(golden.features).size === 16 && Math.min(...golden.features) > 0.1, "16 numbers of their own");
    });
    network.dispose();
  });

  it("puts every number of keras-vggface's ResNet50 in its place", async () => {
    const network = await readKeras(unpacked("keras-resnet50.h5"), { inputSize, cut: "conv5_3/relu" }, WIDTH);
    const order: [string, number][] = [["conv1/7x7_s2", 0], ["conv2_1_1x1_reduce", 2], ["conv2_1_1x1_proj/bn", 9]]; // prettier-ignore
    for (const [name, number] of order) {
      network.getLayer(name).getWeights().forEach((weight, index) => {
        const values = weight.dataSync();
        values.forEach((value, i) => assert.equal(value, Math.fround(number + index / 4 + i / 1024), `${name} ${index}`)); // prettier-ignore
      }); // prettier-ignore
    }
    const convolutions = network.layers.filter(({ weights }) => weights.length === 1);
    const firsts = convolutions.map((layer) => layer.getWeights()[0].dataSync()[0]);
    assert.deepEqual([...firsts].sort((a, b) => a - b), Array.from({ length: 53 }, (_, i) => 2 * i)); // prettier-ignore
    network.dispose();
  });

  const refused = (given: Promise<unknown>, pattern: RegExp) =>
    assert.rejects(given, (error) => {
      assert.ok(error instanceof UserError, String(error));
      assert.match(error.message, pattern);
      return !error.message.includes("\n");
    });

  it("refuses a layer that is missing, and one of another shape", async () => {
    const file = unpacked("keras-vgg16.h5");
    await refused(
      readKeras(file, { inputSize, cut: "fc6" }, WIDTH),
      /keras-vgg16\.h5 has no weights of the layer fc1: cut the network before it/,
    );
    await refused(
      readKeras(file, { inputSize, cut: "pool5" }, { width: 1 / 16 }),
      /the layer block1_conv1 of .* has weights of 3 x 3 x 3 x 2 and 2, expected 3 x 3 x 3 x 4 and 4/,
    );
  });

  it("refuses a file that is cut off, none of HDF5, or of another network", async () => {
    const file = unpacked("keras-vgg16.h5");
    fs.truncateSync(file, 20_000);
    await refused(
      readKeras(file, { inputSize, cut: "pool5" }, WIDTH),
      /cannot be read as HDF5: it is cut off or of another kind/,
    );
    fs.writeFileSync(local("text.h5"), "these are no weights");
    await refused(readKeras(local("text.h5"), { inputSize, cut: "pool5" }), /text\.h5 cannot be read as HDF5/);
    const { File, ready } = await import("h5wasm/node");
    await ready;
    const other = new File(local("other.h5"), "w");
    other.create_attribute("layer_names", ["dense_1", "dense_2"]);
    other.close();
    await refused(
      readKeras(local("other.h5"), { inputSize, cut: "pool5" }),
      /holds the layers dense_1, dense_2 …, expected VGG16 or ResNet50 .*: export it as ONNX instead/,
    );
  });
});
