import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { attentionShares } from "kernel-helpers/dist/cam/attention";
import { onPhotograph, type CroppedPhotograph } from "kernel-helpers/dist/cam/on-photograph";
import { onSeenPixels } from "kernel-helpers/dist/experiments/seen-pixels";

const REGIONS = 4;

/** A crop that turns, scales and moves, so that parts of the photograph lie outside. */
function draw(seed: number) {
  const random = new Seed(seed).random();
  const [height, width, inputSize] = [20 + random.int(30), 20 + random.int(30), 30];
  const [angle, scale] = [random.range(-1, 1), random.range(0.3, 2)];
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const crop: CroppedPhotograph["crop"] = [cos, -sin, random.range(-20, 10), sin, cos, random.range(-20, 10)];
  const [mapHeight, mapWidth] = [1 + random.int(7), 1 + random.int(7)];
  const map = () => ({
    values: Float32Array.from({ length: mapHeight * mapWidth }, () => Math.max(random.range(-1, 1), 0)),
    height: mapHeight,
    width: mapWidth,
  });
  const regionOf = Uint8Array.from({ length: height * width }, () => random.int(REGIONS));
  return { photograph: { crop, inputSize, height, width }, maps: [map(), map(), map()], regionOf };
}

describe("maps on the pixels that the teacher saw", () => {
  it("are those on the whole photograph without the pixels that it did not see, bit for bit", () => {
    let outside = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { photograph, maps, regionOf } = draw(seed);
      const seen = onSeenPixels(maps, regionOf, photograph);
      maps.forEach((map, m) => {
        const whole = onPhotograph(map, photograph);
        const places = Array.from(whole.values.keys()).filter((i) => !Number.isNaN(whole.values[i]));
        outside += whole.values.length - places.length;
        assert.deepEqual(
          seen.maps[m].values,
          Float32Array.from(places, (i) => whole.values[i]),
        );
        assert.deepEqual(
          seen.regionOf,
          Uint8Array.from(places, (i) => regionOf[i]),
        );
        assert.deepEqual(
          attentionShares(seen.maps[m], seen.regionOf, REGIONS),
          attentionShares(whole, regionOf, REGIONS),
        );
      });
    }
    assert.ok(outside > 0);
  });
});
