import assert from "node:assert/strict";
import { cross, dot } from "kernel-helpers/dist/world/math/vector";
import { castRay, frameAt } from "kernel-helpers/dist/world/mesh/surface";

describe("surface queries", () => {
  // Two triangles facing +z: at z = 0 and, half as large, at z = 1.
  const positions = Float32Array.from([0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1, 2, 0, 1, 0, 2, 1]);
  const triangles = Uint32Array.from([0, 1, 2, 3, 4, 5]);

  it("finds the first triangle on a ray, its distance and weights", () => {
    const near = castRay(positions, triangles, [0, 3], [0.5, 0.5, 3], [0, 0, -1]);
    assert.deepEqual(near, { distance: 2, vertices: [3, 4, 5], weights: [0.5, 0.25, 0.25] });
    const far = castRay(positions, triangles, [0, 3], [1, 2, 3], [0, 0, -1]);
    assert.deepEqual(far, { distance: 3, vertices: [0, 1, 2], weights: [0.25, 0.25, 0.5] });
  });

  it("finds nothing beside, behind or along a triangle", () => {
    assert.equal(castRay(positions, triangles, [0, 3], [5, 5, 3], [0, 0, -1]), null);
    assert.equal(castRay(positions, triangles, [0, 3], [1, 1, 3], [0, 0, 1]), null);
    assert.equal(castRay(positions, triangles, [0], [-1, 1, 0], [1, 0, 0]), null);
  });

  it("makes a right-handed frame that the angle turns about the normal", () => {
    const normals = Float32Array.from([0.6, 0, 0.8]);
    const level = frameAt(positions, normals, 0);
    assert.ok(Math.abs(level.tangent[1]) < 1e-6 && level.bitangent[1] > 0.999);
    const turned = frameAt(positions, normals, 0, Math.PI / 2);
    assert.ok(dot(turned.tangent, level.bitangent) > 0.999);
    const [x, y, z] = cross(turned.tangent, turned.bitangent);
    assert.ok(dot([x, y, z], turned.normal) > 0.999);
  });
});
