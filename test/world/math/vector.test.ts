import assert from "node:assert/strict";
import fc from "fast-check";
import {
  add,
  cross,
  dot,
  length,
  multiply,
  normalize,
  rotationX,
  rotationY,
  rotationZ,
  tangentTo,
  transform,
  transpose,
  type Mat3,
  type Vec3,
} from "kernel-helpers/dist/world/math/vector";

const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
const vector = fc.tuple(coordinate, coordinate, coordinate);
const angle = fc.double({ min: -7, max: 7, noNaN: true });
const rotation = fc
  .tuple(angle, angle, angle)
  .map(([x, y, z]): Mat3 => multiply(rotationY(y), multiply(rotationX(x), rotationZ(z))));

function assertNear(actual: readonly number[], expected: readonly number[], tolerance = 1e-9): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) <= tolerance, `${actual.join()} is not ${expected.join()}`),
  );
}

describe("vectors", () => {
  it("has a cross product at right angles to both factors, left-handed axes in order", () => {
    assert.deepEqual(cross([1, 0, 0], [0, 1, 0]), [0, 0, 1]);
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const c = cross(a, b);
        assert.ok(Math.abs(dot(a, c)) < 1e-9 && Math.abs(dot(b, c)) < 1e-9);
      }),
    );
  });

  it("normalises to length 1 and leaves zero alone", () => {
    assert.deepEqual(normalize([0, 0, 0]), [0, 0, 0]);
    fc.assert(
      fc.property(vector, (a) => {
        fc.pre(length(a) > 1e-6);
        assert.ok(Math.abs(length(normalize(a)) - 1) < 1e-12);
      }),
    );
  });

  it("projects into a plane", () => {
    const n = normalize([1, 2, 3]);
    assert.ok(Math.abs(dot(tangentTo(n, [0, 1, 0]), n)) < 1e-12);
  });
});

describe("rotations", () => {
  it("turns the axes as documented: nod down, turn left, tilt", () => {
    const quarter = Math.PI / 2;
    assertNear(transform(rotationX(quarter), [0, 0, 1]), [0, -1, 0]);
    assertNear(transform(rotationY(quarter), [0, 0, 1]), [1, 0, 0]);
    assertNear(transform(rotationZ(quarter), [1, 0, 0]), [0, 1, 0]);
  });

  it("keeps lengths and angles, and its transpose turns back", () => {
    fc.assert(
      fc.property(rotation, vector, vector, (m, a, b) => {
        assert.ok(Math.abs(dot(transform(m, a), transform(m, b)) - dot(a, b)) < 1e-9);
        assertNear(transform(transpose(m), transform(m, a)), a);
      }),
    );
  });

  it("is linear and composes by the matrix product", () => {
    fc.assert(
      fc.property(rotation, rotation, vector, vector, (m, k, a: Vec3, b: Vec3) => {
        assertNear(transform(m, add(a, b)), add(transform(m, a), transform(m, b)));
        assertNear(transform(multiply(m, k), a), transform(m, transform(k, a)));
      }),
    );
  });
});
