import assert from "node:assert/strict";
import fc from "fast-check";
import { largestSingular } from "kernel-helpers/dist/defenses/numeric/largest-singular";
import { centre, shapeOf, type Rows } from "kernel-helpers/dist/defenses/numeric/rows";
import { assertClose, CLASSES, golden, matrix } from "../golden";

const centred = (rows: Rows) => centre(rows, shapeOf(rows, "test")).centred;
const asMatrix = (rows: Rows) => ({ ...shapeOf(rows, "test"), values: Float64Array.from(rows.flatMap((row) => Array.from(row))) }); // prettier-ignore
const scalar = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, k) => sum + x * b[k], 0);

/** Random orthonormal rows, by Gram and Schmidt. */
function orthonormal(name: string, count: number, width: number): Float64Array[] {
  const done: Float64Array[] = [];
  for (const row of matrix(name, count, width)) {
    let rest = row.map((u) => u - 0.5);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of done) {
        const share = scalar(rest, other);
        rest = rest.map((x, k) => x - share * other[k]);
      }
    }
    const length = Math.sqrt(scalar(rest, rest));
    done.push(rest.map((x) => x / length));
  }
  return done;
}

/** A matrix with the given singular values. */
function withValues(values: readonly number[], count: number, width: number): Float64Array[] {
  const [left, right] = [orthonormal("left", values.length, count), orthonormal("right", values.length, width)];
  return Array.from({ length: count }, (_, i) =>
    Float64Array.from({ length: width }, (_, k) => values.reduce((sum, s, c) => sum + s * left[c][i] * right[c][k], 0)),
  );
}

describe("largestSingular", () => {
  it("gives NumPy's singular values, on classes and at 1,000 × 1,024", () => {
    CLASSES.forEach((rows, c) => {
      assertClose(largestSingular(centred(rows), 10).values, golden.spectral[c].singularValues, 1e-11);
    });
    const { values } = largestSingular(centred(matrix("big", 1000, 1024)), 10);
    assertClose(values, golden.big.singularValues, 1e-11);
  });

  it("gives orthonormal vectors that the matrix maps onto each other", () => {
    const shapes = fc.record({ count: fc.integer({ min: 1, max: 40 }), width: fc.integer({ min: 1, max: 40 }), wanted: fc.integer({ min: 1, max: 8 }), name: fc.string() }); // prettier-ignore
    fc.assert(
      fc.property(shapes, ({ count, width, wanted, name }) => {
        const given = matrix(name, count, width);
        const { values, left, right } = largestSingular(asMatrix(given), wanted);
        assert.equal(values.length, Math.min(wanted, count, width));
        values.forEach((value, i) => {
          assert.ok(i === 0 || value <= values[i - 1] * (1 + 1e-12));
          const image = given.map((row) => scalar(row, right[i]));
          assert.ok(image.every((x, k) => Math.abs(x - value * left[i][k]) < 1e-10 * values[0]));
          for (let j = 0; j <= i; j++) {
            assert.ok(Math.abs(scalar(right[i], right[j]) - (i === j ? 1 : 0)) < 1e-10);
            assert.ok(Math.abs(scalar(left[i], left[j]) - (i === j ? 1 : 0)) < 1e-8);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it("finds every vector of multiple values, and small values beside large ones", () => {
    const tail = Array.from({ length: 90 }, (_, i) => 1 - i / 100);
    const pairs = [5, 5, 5, 4, 4, 3, 3, 3, 2, 2];
    assertClose(largestSingular(asMatrix(withValues([...pairs, ...tail], 120, 110)), 10).values, pairs, 1e-11);
    const steep = [1e6, 1e3, 1, 1e-3, ...tail.map((value) => 1e-4 * value)];
    const { values } = largestSingular(asMatrix(withValues(steep, 120, 110)), 4);
    values.forEach((value, i) => assert.ok(Math.abs(value / steep[i] - 1) < 1e-6, `${value}`));
  });

  it("leaves nothing of a matrix out where all values are wanted, of high and of wide ones", () => {
    for (const [count, width] of [
      [60, 90],
      [90, 60],
    ]) {
      // prettier-ignore
      const falling = matrix("falling", count, width).map((row) => row.map((u, k) => (u - 0.5) / (k + 1) ** 1.5));
      const squares = falling.reduce((sum, row) => sum + scalar(row, row), 0);
      const { values } = largestSingular(asMatrix(falling), 60);
      assertClose([values.reduce((sum, value) => sum + value * value, 0)], [squares], 1e-12);
    }
  });

  it("gives as many as the rank", () => {
    assert.equal(largestSingular(asMatrix(withValues([3, 2, 2], 50, 60)), 10).values.length, 3);
    assert.equal(largestSingular(asMatrix([[0, 0], [0, 0]]), 2).values.length, 0); // prettier-ignore
    assertClose(largestSingular(asMatrix([[3, 4]]), 5).values, [5]);
  });

  it("says which sign: the first coordinate that is not 0 is positive", () => {
    const { right } = largestSingular(asMatrix([[0, -3, 1], [0, 2, -5]]), 2); // prettier-ignore
    for (const vector of right) assert.ok(Math.abs(vector[0]) < 1e-15 && vector[1] > 0);
  });
});
