import assert from "node:assert/strict";
import fc from "fast-check";
import sharp from "sharp";
import { decodePhotograph } from "kernel-helpers/dist/dataset/own/decode";
import { NEAR, nearDuplicates, pictureDistance, smallGrey } from "kernel-helpers/dist/dataset/own/near-duplicates";
import { portrait } from "./portraits";

const SIZE = 16;
const picture = fc.uint8Array({ minLength: SIZE, maxLength: SIZE });
/** Of sums of 16 terms in double precision, and of the square root that makes 1e-16 into 1e-8. */
const ROUNDING = 1e-7;

describe("dataset/own/near-duplicates", function () {
  this.timeout(60_000);

  it("is a distance: zero for the same, symmetric, and no detour is shorter", () => {
    fc.assert(
      fc.property(picture, picture, picture, (a, b, c) => {
        assert.equal(pictureDistance(a, a), 0);
        assert.equal(pictureDistance(a, b), pictureDistance(b, a));
        assert.ok(pictureDistance(a, c) <= pictureDistance(a, b) + pictureDistance(b, c) + ROUNDING);
      }),
    );
  });

  it("is sqrt(2 - 2 r) with Pearson's correlation, and 2 for a negative", () => {
    // r of (1, 2, 3) and (1, 3, 2) is 0.5 by hand: deviations (-1, 0, 1) and (-1, 1, 0), product 1, squares 2 and 2
    assert.ok(Math.abs(pictureDistance([1, 2, 3], [1, 3, 2]) - 1) < ROUNDING);
    assert.ok(Math.abs(pictureDistance([0, 10, 50], [255, 245, 205]) - 2) < ROUNDING);
  });

  it("does not see brightness and contrast", () => {
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 3 }), fc.integer({ min: -50, max: 50 }), (a, gain, offset) => {
        const other = Array.from(a, (value) => gain * value + offset);
        assert.ok(pictureDistance(a, other) < ROUNDING);
      }),
    );
  });

  it("keeps the first of every bunch, and each of the others is near one that is kept", () => {
    fc.assert(
      fc.property(fc.array(picture, { maxLength: 8 }), (pictures) => {
        const firsts = nearDuplicates(pictures);
        firsts.forEach((first, i) => {
          if (first !== undefined) {
            assert.ok(first < i && firsts[first] === undefined && pictureDistance(pictures[first], pictures[i]) < NEAR);
          } else {
            const kept = firsts.flatMap((each, k) => (each === undefined && k < i ? [k] : []));
            assert.ok(kept.every((k) => pictureDistance(pictures[k], pictures[i]) >= NEAR));
          }
        });
      }),
    );
  });

  it("knows a photograph that was made smaller and compressed, and tells another of the same person apart", async () => {
    const [one, other] = [(await portrait("v01", 1)).image, (await portrait("v01", 2)).image];
    const copy = await sharp(one).resize(150).jpeg({ quality: 40 }).toBuffer();
    const greys = await Promise.all([one, copy, other].map(async (file) => smallGrey((await decodePhotograph(file, 512)).picture))); // prettier-ignore
    assert.deepEqual(nearDuplicates(greys), [undefined, 0, undefined]);
    assert.ok(pictureDistance(greys[0], greys[1]) < 0.1);
  });
});
