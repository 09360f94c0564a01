import assert from "node:assert/strict";
import { crossesEar, findEars, tuckBehindEar } from "kernel-helpers/dist/world/hair/ears";
import { growHair } from "kernel-helpers/dist/world/hair/grow-hair";
import { HairCover } from "kernel-helpers/dist/world/hair/hair-cover";
import { strandCoverage } from "kernel-helpers/dist/world/hair/strand-coverage";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { vertexAt, type Vec3 } from "kernel-helpers/dist/world/math/vector";
import { nearestSkinVertex } from "kernel-helpers/dist/world/mesh/surface";
import type { PersonBase } from "kernel-helpers/dist/world/people/person-geometry";
import { coverageThreshold, lashOpacity } from "kernel-helpers/dist/world/shading/coverage-test";
import {
  HAIR_STYLES,
  type HairMesh,
  type HairSpec,
  type HairStyle,
  type HeadModel,
} from "kernel-helpers/dist/world/types";
import { baseOf } from "../rendering";

describe("hair", function () {
  this.timeout(30_000);
  let head: HeadModel;
  let base: PersonBase;
  before(async () => {
    head = await loadHead();
    base = await baseOf("v03");
  });

  const growFor = (hair: HairSpec): HairMesh | null => growHair({ ...base, person: { ...base.person, hair } });
  const grow = (style: HairStyle): HairMesh | null => growFor({ ...base.person.hair, style, length: 1, count: 400 });
  /** The person's skin in the middle of the face where the base head has it at a height. */
  const skinAt = (restY: number): Vec3 => vertexAt(base.positions, nearestSkinVertex(head, [0, restY, 1.5]));

  for (const style of HAIR_STYLES.filter((each) => each !== "bald")) {
    it(`grows ${style} hair outside the head, the same every time`, () => {
      const hair = grow(style);
      assert.ok(hair && hair.vertexCount > 200);
      assert.deepEqual(hair, grow(style));
      assert.ok(hair.positions.every(Number.isFinite) && hair.normals.every(Number.isFinite));
      assert.ok(hair.triangles.every((vertex) => vertex < hair.vertexCount));
      const [x, y, z] = base.headMap.center;
      let inside = 0;
      for (let i = 0; i < hair.positions.length; i += 3) {
        if (hair.positions[i + 1] < 7) continue; // the map stands for the skull; below it hair may pass behind the jaw
        const d = [hair.positions[i] - x, hair.positions[i + 1] - y, hair.positions[i + 2] - z] as const;
        // 5 mm: the edges of a card may dip below its middle line
        if (Math.hypot(...d) < base.headMap.radius(...d) - 0.05) inside++;
      }
      assert.ok(inside / hair.vertexCount < 0.01, `${inside} of ${hair.vertexCount} vertices are inside the head`);
    });
  }

  it("leaves a bald head bald", () => assert.equal(grow("bald"), null));

  it("grows a beard, which the skin carries along, only on request", () => {
    const bearded = (style: HairStyle, beard: number): HairMesh | null =>
      growFor({ ...base.person.hair, style, count: 400, beard });
    assert.equal(bearded("short", 0)?.binding, null);
    assert.equal(bearded("bald", 0), null);
    const beard = bearded("bald", 0.08);
    assert.ok(beard?.binding);
    assert.equal(beard.binding.start, 0);
    assert.equal(beard.binding.vertices.length, beard.vertexCount * 3);
    for (let i = 0; i < beard.binding.weights.length; i += 3) {
      const [a, b, c] = beard.binding.weights.subarray(i, i + 3);
      assert.ok(Math.abs(a + b + c - 1) < 1e-6);
    }
    // the eyes of the base head are at y = 7.28
    assert.ok(heights(beard).every((y) => y < 7.4));
    const both = bearded("short", 0.08);
    assert.ok(both?.binding && both.binding.start > 0);
    assert.equal(both.binding.vertices.length, (both.vertexCount - both.binding.start) * 3);
  });

  it("falls lower when it is longer", () => {
    const lowest = (length: number) => {
      const mesh = growFor({ ...base.person.hair, style: "long", count: 400, length });
      return heights(mesh).reduce((a, b) => Math.min(a, b));
    };
    assert.ok(lowest(2.4) < lowest(1.4) - 0.5);
  });

  it("is another on another person, and curls where it is curly", () => {
    const hair = { ...base.person.hair, style: "long" as const, wave: 0, count: 400 };
    const other = { ...base.person, seed: "somebody else", hair };
    const plain = growFor(hair);
    assert.ok(plain);
    assert.notDeepEqual(growHair({ ...base, person: other }), plain);
    assert.ok(turning(growFor({ ...hair, curl: 0.8 })) > 1.5 * turning(plain));
  });

  it("keeps long hair behind the ears", () => {
    const ears = findEars(head, base.positions);
    const point: Vec3 = [ears.x[1] - 0.02, (ears.y[0] + ears.y[1]) / 2, (ears.z[0] + ears.z[1]) / 2];
    tuckBehindEar(point, ears);
    assert.ok(point[2] < ears.z[0]);
    assert.ok(
      crossesEar(
        [
          [point[0], point[1], ears.z[1] + 0.05],
          [point[0], point[1], ears.z[0] - 0.05],
        ],
        ears,
      ),
    );
    const ahead: Vec3 = [ears.x[1], ears.y[0], ears.z[1] + 0.1];
    tuckBehindEar(ahead, ears);
    assert.deepEqual(ahead, [ears.x[1], ears.y[0], ears.z[1] + 0.1]);
  });

  it("covers a forehead with bangs, and not the nose", () => {
    const hair = growFor({ ...base.person.hair, style: "long", length: 2, bangs: 0.6, count: 3000 });
    const radius = 0.1;
    const over = (cover: HairCover, restY: number) => cover.over(skinAt(restY), [0, 0, 1], radius);
    assert.ok(over(new HairCover(hair), 7.95) > 1);
    assert.ok(over(new HairCover(hair), 7) < 0.05);
    assert.equal(over(new HairCover(null), 7.95), 0);
  });

  it("dithers opacity without bias, and differently for surfaces behind each other", () => {
    const pixels = Array.from({ length: 4096 }, (_, i) => [i & 63, i >> 6] as const);
    for (const opacity of [0.1, 0.3, 0.5, 0.8]) {
      const shown = pixels.filter(([x, y]) => opacity > coverageThreshold(x, y, 7)).length / pixels.length;
      assert.ok(Math.abs(shown - opacity) < 0.06, `${opacity}: ${shown}`);
    }
    const differing = pixels.filter(([x, y]) => coverageThreshold(x, y, 1) > 0.5 !== coverageThreshold(x, y, 2) > 0.5);
    assert.ok(Math.abs(differing.length / pixels.length - 0.5) < 0.1);
  });

  it("thins lashes out from the lid to the tip", () => {
    assert.equal(lashOpacity(0.308, 7.33, 1.39, 1), 1);
    assert.equal(lashOpacity(0.308, 7.38, 1.45, 1), 0);
    assert.equal(lashOpacity(-0.308, 7.34, 1.425, 1), lashOpacity(0.308, 7.34, 1.425, 1));
  });

  it("covers a card with strands that thin out towards the tip", () => {
    const mean = (v: number) => {
      let sum = 0;
      for (let i = 0; i < 2000; i++) sum += strandCoverage((i % 100) / 100, v, (i * 0.6180339) % 1);
      return sum / 2000;
    };
    assert.ok(mean(0.1) > 0.7 && mean(0.1) <= 1);
    assert.ok(mean(0.5) < mean(0.1) && mean(0.9) < mean(0.5));
    assert.equal(mean(1.01), 0);
  });
});

const heights = (mesh: HairMesh | null): number[] =>
  mesh ? Array.from({ length: mesh.vertexCount }, (_, i) => mesh.positions[i * 3 + 1]) : [];

/** Mean change of direction along strands: 1 - cosine between one point and the next on the same card. */
function turning(mesh: HairMesh | null): number {
  if (!mesh) return 0;
  let sum = 0;
  let count = 0;
  const { tangents, attributes, vertexCount } = mesh;
  for (let i = 2; i < vertexCount; i += 2) {
    if (attributes[i * 4 + 1] <= attributes[i * 4 - 7]) continue;
    sum += 1 - [0, 1, 2].reduce((dot, c) => dot + tangents[i * 3 + c] * tangents[i * 3 - 6 + c], 0);
    count++;
  }
  return sum / count;
}
