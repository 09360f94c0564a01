import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { pearson } from "kernel-helpers/dist/base/pearson";
import { fastIca } from "kernel-helpers/dist/defenses/numeric/fast-ica";
import { assertClose, CLASSES, golden, matrix, mixedSources } from "../golden";

const random = () => new Seed("ica").random();
const start = matrix("start", 5, 5).map((row) => row.map((u) => u - 0.5));

describe("fastIca", () => {
  it("takes scikit-learn's steps from the same start to the same sources", () => {
    const done = fastIca(mixedSources(), 5, { random: random(), start });
    assert.deepEqual([done.iterations, done.isConverged], [golden.ica.iterations, true]);
    assertClose(done.sources.flatMap((row) => [...row]), golden.ica.sources, 1e-8); // prettier-ignore
    const short = fastIca(mixedSources(), 5, { random: random(), start, mostIterations: 3, tolerance: 1e-12 });
    assert.deepEqual([short.iterations, short.isConverged], [3, false]);
    assertClose(short.sources.flatMap((row) => [...row]), golden.icaShort.sources, 1e-8); // prettier-ignore
  });

  it("separates sources that were mixed, from any seed, each once", () => {
    const truth = matrix("sources", 150, 5);
    for (const seed of [1, 2, 3]) {
      const { sources } = fastIca(mixedSources(), 5, { random: new Seed(seed).random() });
      const column = (rows: readonly Float64Array[], c: number) => rows.map((row) => row[c]);
      const found = [0, 1, 2, 3, 4].map((c) => {
        const alike = [0, 1, 2, 3, 4].map((k) => Math.abs(pearson(column(truth, c), column(sources, k))));
        assert.ok(Math.max(...alike) > 0.95, alike.join(" "));
        return alike.indexOf(Math.max(...alike));
      });
      assert.equal(new Set(found).size, 5);
    }
  });

  it("gives sources with mean 0 and variance 1 that are uncorrelated", () => {
    const { sources } = fastIca(CLASSES[2], 10, { random: random() });
    for (let a = 0; a < 10; a++) {
      for (let b = 0; b <= a; b++) {
        const product = sources.reduce((sum, row) => sum + row[a] * row[b], 0) / sources.length;
        assert.ok(Math.abs(product - (a === b ? 1 : 0)) < 1e-10);
      }
      assert.ok(Math.abs(sources.reduce((sum, row) => sum + row[a], 0)) < 1e-10);
    }
  });

  it("is not stopped by a first neuron that never fires, whose sign scikit-learn asks", () => {
    const dead = mixedSources().map((row) => row.map((x, k) => (k === 0 ? 0 : x)));
    assert.ok(fastIca(dead, 5, { random: random() }).isConverged);
  });

  it("refuses data that vary in too few directions", () => {
    const rows = matrix("thin", 40, 2).map(([a, b]) => [a, b, a + b, a - b]);
    assert.throws(() => fastIca(rows, 3, { random: random() }), /came 2; ask for at most 2 dimensions/);
  });
});
