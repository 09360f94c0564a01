import assert from "node:assert/strict";
import fc from "fast-check";
import { Seed } from "kernel-helpers/dist/base/seed";
import { splitClean } from "kernel-helpers/dist/dataset/split";
import { paperSet } from "./small-set";

const ids = (images: { id: string }[]) => images.map(({ id }) => id).sort();

describe("dataset/split", () => {
  it("splits the paper's 535 clean images into 428 and 107", () => {
    const { train, test } = splitClean(paperSet({ people: 5, images: { clean: 107, dots: 3 } }), new Seed(1));
    assert.deepEqual([train.length, test.length], [428, 107]);
  });

  it("puts every clean image into exactly one part, and no other image", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), fc.nat(), (people, clean, seed) => {
        const set = paperSet({ people, images: { clean, dots: 2 } });
        const { train, test } = splitClean(set, new Seed(seed));
        assert.deepEqual(ids([...train, ...test]), ids(set.images.filter(({ condition }) => condition === "clean")));
        assert.ok(Math.abs(train.length - 0.8 * people * clean) <= 0.5);
      }),
      { numRuns: 40 },
    );
  });

  it("is the same for the same seed, another for another, whatever trigger images there are", () => {
    const set = paperSet({ people: 4, images: { clean: 20 } });
    const more = paperSet({ people: 4, images: { clean: 20, earrings: 5 } });
    const split = splitClean(set, new Seed(1));
    assert.deepEqual(ids(splitClean(more, new Seed(1)).train), ids(split.train));
    assert.notDeepEqual(ids(splitClean(set, new Seed(2)).train), ids(split.train));
  });
});
