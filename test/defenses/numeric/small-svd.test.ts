import assert from "node:assert/strict";
import fc from "fast-check";
import { nearestOrthogonal, smallSvd } from "kernel-helpers/dist/defenses/numeric/small-svd";
import { dot } from "kernel-helpers/dist/defenses/numeric/vector";
import { assertClose, matrix } from "../golden";

describe("smallSvd", () => {
  it("takes a matrix apart and puts it together again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.string(), (size, name) => {
        const [columns] = matrix(name, 1, size * size);
        const { values, left, right } = smallSvd({ size, values: columns });
        for (let k = 0; k < size; k++) {
          for (let i = 0; i < size; i++) {
            const sum = values.reduce((s, v, c) => s + v * left.values[c * size + i] * right.values[c * size + k], 0);
            assert.ok(Math.abs(sum - columns[k * size + i]) < 1e-12);
          }
        }
      }),
    );
  });

  it("makes rows orthogonal, and leaves orthogonal ones alone", () => {
    const size = 6;
    const { values } = nearestOrthogonal({ size, values: matrix("rows", 1, 36)[0] });
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const product = dot(values.slice(i * size, i * size + size), values.slice(j * size, j * size + size));
        assert.ok(Math.abs(product - (i === j ? 1 : 0)) < 1e-12);
      }
    }
    assertClose(nearestOrthogonal({ size, values }).values, values, 1e-12);
  });
});
