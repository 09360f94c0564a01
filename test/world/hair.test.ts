import assert from "node:assert/strict";
import { growHair } from "kernel-helpers/dist/world/hair/grow-hair";
import { strandCoverage } from "kernel-helpers/dist/world/hair/strand-coverage";
import { loadHead } from "kernel-helpers/dist/world/head-asset";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people";
import { buildPersonGeometry, type PersonBase } from "kernel-helpers/dist/world/person-geometry";
import { HAIR_STYLES, type HairMesh, type HairStyle, type HeadModel } from "kernel-helpers/dist/world/types";

describe("hair", function () {
  this.timeout(30_000);
  let head: HeadModel;
  let base: PersonBase;
  before(async () => {
    head = await loadHead();
    base = buildPersonGeometry(head, VOLUNTEERS[2]);
  });

  const grow = (style: HairStyle): HairMesh | null => {
    const person = { ...base.person, hair: { ...base.person.hair, style, length: 1, count: 400 } };
    return growHair(head, person, base.positions, base.normals, base.headMap);
  };

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
