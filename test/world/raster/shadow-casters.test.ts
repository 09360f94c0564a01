import assert from "node:assert/strict";
import { shadowCasters } from "kernel-helpers/dist/world/raster/shadow-casters";
import { Material } from "kernel-helpers/dist/world/types";

/** Triangles 0, 1, 2 … without shared corners. */
const triangles = (count: number): Uint32Array => Uint32Array.from({ length: count * 3 }, (_, i) => i);

describe("shadow casters", () => {
  it("are all triangles but lashes, in order, while hair is thin", () => {
    const materials = Uint8Array.of(Material.Body, Material.Lash, Material.Cloth, Material.Hair, Material.Hair);
    const casters = shadowCasters(triangles(5), materials);
    assert.deepEqual([...casters.triangles], [0, 1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    assert.equal(casters.hairTriangle, 2);
  });

  it("hold about 10,000 triangles of dense hair, spread evenly, and whole quads only", () => {
    const count = 50_000;
    const materials = new Uint8Array(count).fill(Material.Hair);
    const casters = shadowCasters(triangles(count), materials);
    assert.equal(casters.hairTriangle, 0);
    assert.ok(Math.abs(casters.triangles.length / 3 - 10_000) < 500, `${casters.triangles.length / 3}`);
    const quads = casters.triangles.filter((_, i) => i % 6 === 0);
    assert.ok(quads.every((corner) => corner % 6 === 0));
    const firstHalf = quads.filter((corner) => corner < count * 1.5).length;
    assert.ok(Math.abs(firstHalf / quads.length - 0.5) < 0.03, "as many from the first half as from the second");
  });
});
