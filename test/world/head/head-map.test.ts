import assert from "node:assert/strict";
import fc from "fast-check";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { HeadMap } from "kernel-helpers/dist/world/head/head-map";
import { length, subtract, vertexAt, type Vec3 } from "kernel-helpers/dist/world/math/vector";
import { Mask, MASK_COUNT, type HeadModel } from "kernel-helpers/dist/world/types";

describe("head map", function () {
  this.timeout(30_000);
  let head: HeadModel;
  let map: HeadMap;
  before(async () => {
    head = await loadHead();
    map = new HeadMap(head, head.positions);
  });

  it("stands for the scalp within 3 mm", () => {
    let scalpVertices = 0;
    for (let vertex = 0; vertex < head.parts.body.v1; vertex++) {
      const isEar = head.masks[vertex * MASK_COUNT + Mask.Ears] > 0;
      const [x, y, z] = vertexAt(head.positions, vertex);
      if (isEar || y < 7.8) continue;
      scalpVertices++;
      const fromCenter = subtract([x, y, z], map.center);
      assert.ok(Math.abs(length(fromCenter) - map.radius(...fromCenter)) < 0.03, `at ${[x, y, z].join()}`);
    }
    assert.ok(scalpVertices > 100);
  });

  it("has a positive radius in every direction, whatever the length of the direction", () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, (x, y, z) => {
        fc.pre(Math.hypot(x, y, z) > 0.01);
        const radius = map.radius(x, y, z);
        assert.ok(radius > 0.3 && radius < 2.5);
        assert.ok(Math.abs(map.radius(3 * x, 3 * y, 3 * z) - radius) < 1e-6);
      }),
    );
  });

  it("pushes points of the skull out to the offset and leaves those outside alone", () => {
    const inside: Vec3 = [0.1, 8, 0.4];
    map.pushOut(inside, 0.1);
    const fromCenter = subtract(inside, map.center);
    assert.ok(Math.abs(length(fromCenter) - map.radius(...fromCenter) - 0.1) < 1e-6);
    const outside: Vec3 = [3, 8, 0.4];
    map.pushOut(outside, 0.1);
    assert.deepEqual(outside, [3, 8, 0.4]);
  });
});
