import assert from "node:assert/strict";
import fc from "fast-check";
import { editDistance, nearest } from "kernel-helpers/dist/paper/nearest";

describe("editDistance", () => {
  it("is 3 from kitten to sitting (Levenshtein's textbook example)", () => {
    assert.equal(editDistance("kitten", "sitting"), 3);
    assert.equal(editDistance("", "abc"), 3);
  });

  it("is a metric", () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        assert.equal(editDistance(a, a), 0);
        assert.equal(editDistance(a, b), editDistance(b, a));
        assert.ok(editDistance(a, c) <= editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});

describe("nearest", () => {
  it("picks the closest, the first of equals", () => {
    assert.equal(nearest("sunglases", ["dots", "sunglasses"]), "sunglasses");
    assert.equal(nearest("c", ["a", "b"]), "a");
  });
});
