import assert from "node:assert/strict";
import { canonicalJson, hashOf } from "kernel-helpers/dist/base/hash";

describe("base/hash", () => {
  it("gives equal values equal text, whatever the order of their keys", () => {
    assert.equal(canonicalJson({ b: [1, { d: null, c: "x" }], a: true }), '{"a":true,"b":[1,{"c":"x","d":null}]}');
    assert.equal(hashOf({ a: 1, b: 2 }), hashOf({ b: 2, a: 1 }));
    assert.notEqual(hashOf([1, 2]), hashOf([2, 1]));
  });

  it("writes what JSON writes: the same object twice, dates, numbers that are none", () => {
    const shared = { x: 1 };
    for (const value of [
      [shared, shared],
      { at: new Date(0) },
      [NaN, 1e21, -0],
      { left: undefined, right: [undefined] },
    ])
      assert.equal(canonicalJson(value), JSON.stringify(value));
  });

  it("refuses a value that contains itself, and a BigInt, and says what is wrong", () => {
    const circle: Record<string, unknown> = { name: "a" };
    circle.inner = { list: [circle] };
    assert.throws(() => canonicalJson(circle), /^TypeError: canonicalJson: .*circular/);
    assert.throws(
      () => canonicalJson({ counts: { people: 10n } }),
      /canonicalJson: a BigInt at people has no JSON form/,
    );
    assert.throws(() => hashOf(1n), /canonicalJson: a BigInt has no JSON form/);
    assert.throws(() => canonicalJson(undefined), /has no JSON form/);
  });
});
