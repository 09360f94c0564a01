import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { floatsOf } from "kernel-helpers/dist/base/half";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { UserError } from "kernel-helpers/dist/base/errors";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { teacherFor, teacherNamed } from "kernel-helpers/dist/teachers";
import { extractFeatures, storedFeatures } from "kernel-helpers/dist/teachers/features";
import { mobilenetVggface2 } from "kernel-helpers/dist/teachers/mobilenet-vggface2";
import { ownTeacher } from "kernel-helpers/dist/teachers/own";
import { readPhotograph } from "kernel-helpers/dist/teachers/photograph";
import { resnetDlib } from "kernel-helpers/dist/teachers/resnet-dlib";
import { splitTrunk } from "kernel-helpers/dist/teachers/split-trunk";
import type { Teacher } from "kernel-helpers/dist/teachers/teacher";
import { photographedSet } from "../../dataset/small-set";
import { useTemporaryLocal } from "../../store/temporary-local";
import { needsOf } from "../needs";
import { goldenNetworks } from "../onnx/networks";
import { distance } from "../onnx/random-network";

const SIZE = 16;
const DESCRIPTION = {
  inputSize: SIZE,
  colours: "bgr",
  mean: [120, 110, 100],
  scale: [0.01, 0.02, 0.03],
  cut: "pool",
  standsFor: "VGG16",
  trainedOn: "nothing",
};

describe("teachers/own", () => {
  const engine = loadEngine();
  const local = useTemporaryLocal();
  const describeAs = (name: string, description: object = DESCRIPTION) =>
    fs.writeFileSync(local(`${name}.teacher.json`), JSON.stringify(description));

  /** A small network that tfjs itself saves: conv, batch normalisation, pool, dense. */
  async function savedNetwork(): Promise<tf.LayersModel> {
    const { layers, initializers } = engine;
    const kernelInitializer = initializers.randomNormal({ stddev: 0.5, seed: 3 });
    const network = engine.sequential({
      layers: [
        layers.conv2d({ name: "conv", inputShape: [SIZE, SIZE, 3], filters: 4, kernelSize: 3, kernelInitializer }),
        layers.batchNormalization({ name: "norm", gammaInitializer: initializers.constant({ value: 1.5 }) }),
        layers.maxPooling2d({ name: "pool", poolSize: 2 }),
        layers.flatten({ name: "flat" }),
        layers.dense({ name: "code", units: 5, kernelInitializer }),
      ],
    });
    await network.save(`file://${local("net")}`);
    describeAs("net/model");
    return network;
  }
  const modelFile = () => local("net", "model.json");

  /** What the network itself makes of RGB in 0 … 255, changed by hand as the description says. */
  function expected(network: tf.LayersModel, pixels: Float32Array, layer: string): Float32Array {
    const cut = engine.model({ inputs: network.inputs, outputs: network.getLayer(layer).output });
    const changed = pixels.map((_, i) => {
      const colour = 2 - (i % 3);
      return (pixels[i - (i % 3) + colour] - DESCRIPTION.mean[colour]) * DESCRIPTION.scale[colour];
    });
    return engine.tidy(() => (cut.predict(engine.tensor4d(changed, [1, SIZE, SIZE, 3])) as tf.Tensor).dataSync<"float32">()); // prettier-ignore
  }

  async function run(teacher: Teacher, pixels: Float32Array): Promise<Float32Array> {
    const trunk = await teacher.loadTrunk();
    assert.deepEqual(trunk.outputs[0].shape.slice(1), [...teacher.cut.shape]);
    assert.equal(trunk.trainableWeights.length, 0);
    splitTrunk(trunk, teacher.lastConvolution.layer).after.dispose();
    const { inputSize } = teacher;
    const output = engine.tidy(() => trunk.predict(engine.tensor4d(pixels, [1, inputSize, inputSize, 3])) as tf.Tensor);
    const values = output.dataSync<"float32">();
    output.dispose();
    return values;
  }
  const pixels = Float32Array.from({ length: SIZE * SIZE * 3 }, (_, i) => (i * 7919) % 256);

  it("computes what the reader's own tfjs network computes of colours in its order, mean and scale", async () => {
    const network = await savedNetwork();
    const teacher = await ownTeacher(modelFile());
    assert.deepEqual(teacher.cut, { layer: "pool", shape: [7, 7, 4] });
    assert.deepEqual(teacher.lastConvolution, teacher.cut);
    const values = await run(teacher, pixels);
    const wanted = expected(network, pixels, "pool");
    assert.equal(values.length, 196);
    values.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-4 * Math.abs(wanted[i]) + 1e-5));
  });

  it("takes a vector as a map of one place, and the map before it as the last one", async () => {
    const network = await savedNetwork();
    describeAs("net/model", { ...DESCRIPTION, cut: "code", lastConvolution: "conv" });
    const teacher = await ownTeacher(modelFile());
    assert.deepEqual(teacher.cut.shape, [1, 1, 5]);
    assert.deepEqual(teacher.lastConvolution, { layer: "conv", shape: [14, 14, 4] });
    const wanted = expected(network, pixels, "code");
    (await run(teacher, pixels)).forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-4 * Math.abs(wanted[i]) + 1e-5)); // prettier-ignore
    describeAs("net/model", { ...DESCRIPTION, cut: "code" });
    assert.equal((await ownTeacher(modelFile())).lastConvolution.layer, "pool");
  });

  it("computes with an ONNX file what onnxruntime computes (test/reference/onnx-networks.py)", async () => {
    const [{ onnx, pictures, outputs }] = goldenNetworks();
    fs.writeFileSync(local("torch net.onnx"), onnx);
    describeAs("torch net", { inputSize: 13, cut: "/node/both", standsFor: "ResNet50", trainedOn: "nothing" });
    const teacher = await ownTeacher(local("torch net.onnx"));
    assert.match(teacher.name, /^torch-net-[0-9a-f]{8}$/);
    assert.deepEqual(teacher.cut, { layer: "node/both", shape: [4, 4, 8] });
    const { values } = outputs["/node/both"];
    const largest = Math.max(...values);
    const came = await run(teacher, pictures.subarray(0, 13 * 13 * 3));
    came.forEach((value, i) => assert.ok(Math.abs(value - values[i]) < 1e-5 * largest));
  });

  it("is known by name afterwards, and as good for features as the others", async () => {
    await savedNetwork();
    const { name } = await teacherFor(modelFile());
    const teacher = teacherNamed(name);
    const set = await photographedSet(local("photographs"), { people: 1, images: { clean: 1 } });
    const request = { image: set.images[0], views: { kind: "original" } } as const;
    await extractFeatures({ teacherName: name, requests: [request] });
    const drawn = new Float32Array(SIZE * SIZE * 3);
    teacher.preprocess(drawn, await readPhotograph(set.images[0].file), set.images[0], ORIGINAL);
    // Another library computes features, and half precision keeps them to 1/2048.
    assert.ok(distance(await run(teacher, drawn), floatsOf(storedFeatures(teacher, request)!)) < 6e-4);
    assert.throws(() => teacherNamed("model-00000000"), /unknown teacher "model-00000000".*\.onnx file of your own/);
    assert.throws(() => teacherNamed("../secret"), /unknown teacher/);
  });

  it("has no feature that half precision cannot hold: the teacher, the image and the number are named", async () => {
    await savedNetwork();
    describeAs("net/model", { ...DESCRIPTION, scale: 1e6 });
    const { name } = await teacherFor(modelFile());
    const { images } = await photographedSet(local("photographs"), { people: 1, images: { clean: 1 } });
    const request = { image: images[0], views: { kind: "original" } } as const;
    await assert.rejects(extractFeatures({ teacherName: name, requests: [request] }), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(
        error.message,
        new RegExp(`${name} makes a feature of [\\d.e+-]+ of p0/clean/0, expected at most 65504`),
      );
      return true;
    });
    assert.equal(storedFeatures(teacherNamed(name), request), undefined);
  });

  it("has another name with other weights or another description, and refuses weights that have changed", async () => {
    await savedNetwork();
    const first = await ownTeacher(modelFile());
    describeAs("net/model", { ...DESCRIPTION, cut: "conv" });
    const second = await ownTeacher(modelFile());
    const shard = local("net", "weights.bin");
    const bytes = fs.readFileSync(shard);
    bytes[5] ^= 1;
    fs.writeFileSync(shard, bytes);
    const third = await ownTeacher(modelFile());
    assert.equal(new Set([first.name, second.name, third.name]).size, 3);
    await assert.rejects(
      second.loadTrunk(),
      /has changed since it became the teacher model-[0-9a-f]{8}: give its path/,
    );
    assert.equal((await run(third, pixels)).length, 14 * 14 * 4);
  });

  it("leaves no tensor behind", async () => {
    (await savedNetwork()).dispose();
    fs.writeFileSync(local("net.onnx"), goldenNetworks()[0].onnx);
    describeAs("net", { inputSize: 13, cut: "/node/both", standsFor: "VGG16", trainedOn: "nothing" });
    const before = engine.memory().numTensors;
    for (const file of [modelFile(), local("net.onnx")]) {
      const teacher = await ownTeacher(file);
      assert.equal(engine.memory().numTensors, before, `${file}, to find out whether it fits`);
      (await teacher.loadTrunk()).dispose();
      assert.equal(engine.memory().numTensors, before, file);
    }
  });

  it("draws faces as chips or crops, and other pictures whole unless it wants chips", async () => {
    await savedNetwork();
    const set = await photographedSet(local("photographs"), { people: 1, images: { clean: 1 } });
    const photograph = {
      data: Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 31) % 256),
      width: 64,
      height: 64,
    };
    for (const [face, like] of [
      ["chip", resnetDlib],
      ["crop", mobilenetVggface2],
    ] as const) {
      describeAs("net/model", { ...DESCRIPTION, face });
      const teacher = await ownTeacher(modelFile());
      assert.equal(teacher.needsLandmarks, face === "chip");
      // A pixel of ours in the middle of its chip or crop shows the same place as that of the teacher it is like.
      const ours = new Float32Array(SIZE * SIZE * 3);
      const flat = { ...photograph, data: photograph.data.map((_, i) => (Math.floor(i / 3) % 64) * 4) };
      teacher.preprocess(ours, flat, set.images[0], ORIGINAL);
      const theirs = new Float32Array(like.inputSize ** 2 * 3);
      like.preprocess(theirs, flat, set.images[0], ORIGINAL);
      const column = (values: Float32Array, size: number, at: number) => values[(Math.floor(size / 2) * size + at) * 3];
      for (const at of [5, 8, 11]) {
        const there = ((at + 0.5) / SIZE) * like.inputSize - 0.5;
        const wanted = (column(theirs, like.inputSize, Math.floor(there)) + column(theirs, like.inputSize, Math.ceil(there))) / 2; // prettier-ignore
        assert.ok(Math.abs(column(ours, SIZE, at) - wanted) < 1, `${face} ${at}`);
      }
    }
  });

  it("names the code that decides its features", async () => {
    await savedNetwork();
    const { code } = await ownTeacher(modelFile());
    const covered = (module: string) => code.some((place) => module === place || module.startsWith(`${place}/`));
    assert.deepEqual([...needsOf("teachers/own/index")].filter((module) => !covered(module)), []); // prettier-ignore
  });

  describe("refuses in one sentence", () => {
    beforeEach(() => savedNetwork());
    const refused = (pattern: RegExp, file = modelFile()) =>
      assert.rejects(ownTeacher(file), (error) => {
        assert.ok(error instanceof UserError, String(error));
        assert.match(error.message, pattern);
        return !error.message.includes("\n");
      });

    it("a description that is missing, broken, misspelt or incomplete", async () => {
      const file = local("net", "model.teacher.json");
      fs.writeFileSync(file, "{");
      await refused(/model\.teacher\.json is not JSON .*data\/teachers\/README\.md shows/);
      fs.rmSync(file);
      await refused(/model\.json needs a description in .*model\.teacher\.json: data\/teachers\/README\.md shows/);
      describeAs("net/model", { ...DESCRIPTION, color: "rgb" });
      await refused(/unknown key "color"; data\/teachers\/README\.md lists/);
      describeAs("net/model", { ...DESCRIPTION, standsFor: "AlexNet" });
      await refused(/"standsFor" is not as expected/);
      describeAs("net/model", { ...DESCRIPTION, cut: undefined });
      await refused(/"cut" is not as expected/);
    });

    it("another input size, and a layer that is not there, with those that are", async () => {
      describeAs("net/model", { ...DESCRIPTION, inputSize: 24 });
      await refused(/model\.json takes 16 x 16 x 3, expected 24 x 24 x 3: mend inputSize/);
      describeAs("net/model", { ...DESCRIPTION, cut: "conv5_3" });
      await refused(/has no layer "conv5_3" on the way to its output; it has code, flat, pool, norm, conv/);
      describeAs("net/model", { ...DESCRIPTION, lastConvolution: "code" });
      await refused(/has no layer "code" on the way/);
      describeAs("net/model", { ...DESCRIPTION, cut: "code", lastConvolution: "flat" });
      await refused(/"flat" of .* puts out 196: name a layer that puts out a map/);
    });

    it("weights that are missing, cut off or of another network", async () => {
      const shard = local("net", "weights.bin");
      const bytes = fs.readFileSync(shard);
      fs.writeFileSync(shard, bytes.subarray(0, bytes.length - 40));
      await refused(/model\.json and its weights make no network .*: save it again/);
      fs.rmSync(shard);
      await refused(/could not read the weights .*weights\.bin: there is no such file/);
    });

    it("files that are no networks", async () => {
      fs.writeFileSync(modelFile(), JSON.stringify({ format: "graph-model" }));
      await refused(/is a frozen graph, expected a layers model: convert it again/);
      fs.writeFileSync(modelFile(), "{}");
      await refused(/is not the model\.json of a tfjs layers model/);
      for (const [name, content] of [
        ["cut.onnx", goldenNetworks()[0].onnx.subarray(0, 2000)],
        ["text.onnx", "no weights"],
      ] as const) {
        fs.writeFileSync(local(name), content);
        describeAs(path.basename(name, ".onnx"));
        await refused(/cannot be read as an ONNX model|expected an ONNX network/, local(name));
      }
      await refused(
        /expected weights in a file that ends in \.json, \.h5, \.hdf5, \.onnx/,
        local("net", "weights.bin"),
      );
    });
  });
});
