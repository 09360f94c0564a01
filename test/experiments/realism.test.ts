import assert from "node:assert/strict";
import { measureRealism, type Realism } from "kernel-helpers/dist/experiments/realism";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

describe("experiments/realism", function () {
  this.timeout(120_000);
  const local = useTemporaryLocal();
  let set: ImageSet;
  beforeEach(async () => {
    set = await photographedSet(local("photographs"), { people: 2, images: { clean: 3 } });
  });
  const [first, second] = ["p0", "p1"];

  it("reports what the networks say about pictures without a face, reuses it, and takes the images asked for", async () => {
    const told: number[] = [];
    const measure = (options: { onProgress?: (p: { done: number }) => void } = {}): Promise<Realism> =>
      measureRealism(set, { imagesPerPerson: 2, identify: [first, second], workers: 1, ...options });
    const realism = await measure({ onProgress: ({ done }) => told.push(done) });
    assert.equal(told.at(-1), 4, "progress counts images");
    assert.deepEqual([realism.people, realism.images], [2, 4]);
    assert.equal(realism.detection.rate, 0, "these pictures show no face");
    assert.equal(realism.detection.undetected.length, 4);
    for (const recogniser of realism.recognisers) {
      assert.deepEqual([recogniser.genuine.pairs, recogniser.impostor.pairs], [2, 4]);
      assert.deepEqual([recogniser.mostSimilarImpostors.length, recogniser.leastSimilarGenuine.length], [1, 2]);
      const counted = recogniser.histogram.impostor.reduce((sum, n) => sum + n, 0);
      assert.equal(counted, 4, "every pair is in the histogram");
    }
    told.length = 0;
    assert.deepEqual(await measure({ onProgress: ({ done }) => told.push(done) }), realism);
    assert.deepEqual(told, [], "nothing was computed again");
  });

  it("refuses people whom it cannot identify, and people with one image, before any network runs", async () => {
    await assert.rejects(measureRealism(set, { identify: ["v07"] }), /no images of v07/);
    await assert.rejects(measureRealism(set, { identify: [], imagesPerPerson: 1 }), /p0 has 1 clean images/);
  });
});
