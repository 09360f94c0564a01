import assert from "node:assert/strict";
import fc from "fast-check";
import { Seed } from "kernel-helpers/dist/base/seed";
import { twoMeans } from "kernel-helpers/dist/defenses/numeric/two-means";
import { golden, matrix } from "../golden";

const random = (seed: number | string = 0) => new Seed(seed).random();

const mean = (rows: readonly number[][]) =>
  rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);
const squared = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + (x - b[k]) ** 2, 0);

function inertiaOf(rows: readonly number[][], clusters: readonly number[]): number {
  return [0, 1].reduce((sum, cluster) => {
    const own = rows.filter((_, i) => clusters[i] === cluster);
    return sum + own.reduce((s, row) => s + squared(row, mean(own)), 0);
  }, 0);
}

describe("twoMeans", () => {
  it("ends where every row lies nearest to its own centre, and says its inertia, least or not", () => {
    const point = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 8 }), fc.nat(), (rows, seed) => {
        fc.pre(rows.some((row) => row[0] !== rows[0][0] || row[1] !== rows[0][1]));
        const { clusters, inertia } = twoMeans(rows, { random: random(seed), restarts: 5 });
        assert.ok(Math.abs(inertiaOf(rows, clusters) - inertia) < 1e-9);
        assert.ok(clusters.filter((c) => c === 1).length * 2 <= rows.length);
        const centres = [0, 1].map((cluster) => mean(rows.filter((_, i) => clusters[i] === cluster)));
        rows.forEach((row, i) => {
          const [own, other] = [clusters[i], 1 - clusters[i]].map((cluster) => squared(row, centres[cluster]));
          assert.ok(own <= other + 1e-9);
        });
      }),
    );
  });

  it("finds two far groups, which are the least division of all", () => {
    const near = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(near, { minLength: 2, maxLength: 8 }), fc.nat(), (points, seed) => {
        const rows = points.map(([x, y], i) => [x + (i % 2 === 0 ? 0 : 60), y]);
        let least = Infinity;
        for (let set = 1; set < 2 ** rows.length - 1; set++) {
          least = Math.min(least, inertiaOf(rows, rows.map((_, i) => (set >> i) & 1))); // prettier-ignore
        }
        const { clusters, inertia } = twoMeans(rows, { random: random(seed), restarts: 10 });
        assert.deepEqual(clusters, rows.map((_, i) => i % 2)); // prettier-ignore
        assert.ok(Math.abs(inertia - least) < 1e-9);
      }),
    );
  });

  it("reaches scikit-learn's inertia on 200 rows without groups", () => {
    const { inertia } = twoMeans(matrix("big", 1000, 1024).slice(0, 200), { random: random(), restarts: 50 });
    assert.ok(inertia < golden.rawInertia * 1.001, `${inertia}, ${golden.rawInertia}`);
  });

  it("numbers the larger cluster 0, and of two equal ones that of the first row", () => {
    assert.deepEqual(twoMeans([[9], [0], [1]], { random: random(), restarts: 10 }).clusters, [1, 0, 0]);
    for (const seed of [1, 2, 3, 4]) {
      assert.deepEqual(twoMeans([[9], [0], [1], [8]], { random: random(seed), restarts: 10 }).clusters, [0, 1, 1, 0]);
    }
  });

  it("keeps rows far from 0 apart", () => {
    const rows = [1e8, 1e8 + 1, 1e8 + 20, 1e8 + 21, 1e8 + 22].map((x) => [x]);
    assert.deepEqual(twoMeans(rows, { random: random(), restarts: 10 }).clusters, [1, 1, 0, 0, 0]);
  });

  it("refuses rows that are all the same", () => {
    assert.throws(
      () => twoMeans([[0.1], [0.1], [0.1]], { random: random(), restarts: 10 }),
      /came 3 that are all the same/,
    );
  });
});
