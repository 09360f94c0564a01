import assert from "node:assert/strict";
import type * as tf from "@tensorflow/tfjs";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { vgg16Imagenet160 } from "kernel-helpers/dist/teachers/vgg16-imagenet-160";
import { vgg16Imagenet160Map } from "kernel-helpers/dist/teachers/vgg16-imagenet-160-map";

describe("teachers/vgg16-imagenet-160", function () {
  this.timeout(60_000);

  it("gives the mean of each channel over the 25 places of its last map, which vgg16-imagenet-160-map gives whole", async () => {
    const engine = loadEngine();
    const trunk = await vgg16Imagenet160.loadTrunk();
    const map = await vgg16Imagenet160Map.loadTrunk();
    const random = new Seed("picture").random();
    const picture = engine.tensor4d(Float32Array.from({ length: 160 * 160 * 3 }, () => 255 * random.next()), [1, 160, 160, 3]); // prettier-ignore
    const [places, features] = [map, trunk].map((model) =>
      engine.tidy(() => (model.predict(picture) as tf.Tensor).dataSync<"float32">()),
    );
    assert.equal(places.length, 5 * 5 * 512);
    for (let channel = 0; channel < 512; channel++) {
      let sum = 0;
      for (let place = 0; place < 25; place++) sum += places[place * 512 + channel];
      assert.ok(Math.abs(features[channel] - sum / 25) <= 1e-5 * (1 + sum), `channel ${channel}`);
    }
    assert.ok(features.some((value) => value > 0));
    trunk.dispose();
    map.dispose();
    picture.dispose();
  });
});
