import assert from "node:assert/strict";
import fc from "fast-check";
import { applyAffine, compose, IDENTITY, invert, type Affine } from "kernel-helpers/dist/augmentation/affine";

const number = fc.double({ min: -10, max: 10, noNaN: true });
const point = fc.tuple(number, number);
/** Maps that shrink no direction to less than a hundredth, so that float64 has digits left. */
const affine = fc
  .tuple(number, number, number, number, number, number)
  .filter(([a, b, , d, e]) => Math.abs(a * e - b * d) > 0.1) as fc.Arbitrary<Affine>;

/** Numbers of up to 10, multiplied a few times and divided by a determinant of at least 0.1, in float64. */
const near = (came: readonly number[], expected: readonly number[]) =>
  came.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < 1e-8, `${came.join(", ")} instead of ${expected.join(", ")}`),
  );

describe("augmentation/affine", () => {
  it("maps a point as its formula says", () => {
    assert.deepEqual(applyAffine([1, 2, 3, 4, 5, 6], 10, 100), [213, 546]);
    assert.deepEqual(applyAffine(IDENTITY, -3, 0.5), [-3, 0.5]);
  });

  it("composes: first the inner map, then the outer", () => {
    const shift: Affine = [1, 0, 5, 0, 1, 0];
    const double: Affine = [2, 0, 0, 0, 2, 0];
    assert.deepEqual(applyAffine(compose(double, shift), 1, 1), [12, 2]);
    assert.deepEqual(applyAffine(compose(shift, double), 1, 1), [7, 2]);
    fc.assert(
      fc.property(affine, affine, point, (outer, inner, [x, y]) => {
        near(applyAffine(compose(outer, inner), x, y), applyAffine(outer, ...applyAffine(inner, x, y)));
      }),
    );
  });

  it("inverts: there and back again, from either side", () => {
    fc.assert(
      fc.property(affine, (map) => {
        near(compose(invert(map), map), IDENTITY);
        near(compose(map, invert(map)), IDENTITY);
      }),
    );
  });

  it("refuses to invert a map that flattens the plane", () => {
    assert.throws(() => invert([1, 2, 0, 2, 4, 0]), /determinant 0/);
  });
});
