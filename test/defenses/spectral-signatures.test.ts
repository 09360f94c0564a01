import assert from "node:assert/strict";
import fc from "fast-check";
import { outlierScores, spectralSignatures } from "kernel-helpers/dist/defenses/spectral-signatures";
import { ALL, assertClose, CLASSES, golden, LABELS, matrix } from "./golden";

const shareRemoved = (rule: string, removalShare: number) => {
  const centred = rule === "centred";
  const { classes } = spectralSignatures(ALL, LABELS, { centred, removalShare });
  return classes.map(({ indices, removed }) => removed.map((i) => i - indices[0]));
};

describe("spectralSignatures", () => {
  it("scores centred features as the paper does, by NumPy's singular value decomposition", () => {
    CLASSES.forEach((features, c) => {
      const { scores, direction, singularValue } = outlierScores(features);
      assertClose(scores, golden.spectral[c].centred);
      assertClose([singularValue], [golden.spectral[c].singularValues[0]]);
      assertClose([direction.reduce((sum, x) => sum + x * x, 0)], [1]);
    });
  });

  it("scores uncentred features as the authors' code and the Adversarial Robustness Toolbox do", () => {
    CLASSES.forEach((features, c) => {
      assertClose(outlierScores(features, { centred: false }).scores, golden.spectral[c].uncentred);
    });
  });

  it("removes the same images as the authors' percentile and as the toolbox", () => {
    for (const rule of ["centred/0.15", "centred/0.375", "uncentred/0.15", "uncentred/0.495"] as const) {
      const [scores, share] = rule.split("/");
      const expected = golden.spectral.map(({ removed }) => removed[rule]);
      assert.deepEqual(shareRemoved(scores, Number(share)), expected, rule);
    }
  });

  it("finds a minority of poison, and takes the clean images for poison where that is the majority", () => {
    const { classes } = spectralSignatures(ALL, LABELS, { removalShare: 0.25 });
    assert.deepEqual(
      classes[1].removed,
      Array.from({ length: 15 }, (_, i) => 40 + 45 + i),
    );
    // 20 clean and 50 poison: the farthest quarter from the mean is clean.
    assert.ok(classes[2].removed.every((i) => i < 100 + 20));
  });

  it("agrees with NumPy at 1,000 images of 1,024 features", () => {
    const { scores, singularValue } = outlierScores(matrix("big", 1000, 1024));
    assertClose([singularValue], [golden.big.singularValues[0]]);
    assertClose(scores.filter((_, i) => i % 100 === 0), golden.big.scores, 1e-7); // prettier-ignore
  });

  it("has one order of scores, the same when images come in another order, with labels apart", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          LABELS.map((_, i) => i),
          { minLength: LABELS.length },
        ),
        (order) => {
          const permuted = spectralSignatures(order.map((i) => ALL[i]), order.map((i) => LABELS[i]), { removalShare: 0.3 }); // prettier-ignore
          const direct = spectralSignatures(ALL, LABELS, { removalShare: 0.3 });
          assert.deepEqual(
            permuted.removed.map((i) => order[i]).sort((a, b) => a - b),
            direct.removed,
          );
          assertClose(
            permuted.scores,
            order.map((i) => direct.scores[i]),
          );
        },
      ),
      { numRuns: 10 },
    );
  });

  it("is blind to a shift of all features where centred, and follows their scale", () => {
    const moved = CLASSES[1].map((row) => Float64Array.from(row, (x) => 3 * x + 7));
    assertClose(outlierScores(moved).scores, golden.spectral[1].centred.map((score) => 9 * score)); // prettier-ignore
  });

  it("removes more as the share grows, nothing at 0, and never more than the share of a class and one image", () => {
    let before: number[] = [];
    for (let removalShare = 0; removalShare <= 1; removalShare += 0.05) {
      const { removed, classes } = spectralSignatures(ALL, LABELS, { removalShare });
      assert.ok(before.every((i) => removed.includes(i)));
      for (const { indices, removed: own } of classes) assert.ok(own.length <= removalShare * indices.length + 1);
      before = removed;
    }
    assert.deepEqual(spectralSignatures(ALL, LABELS, { removalShare: 0 }).removed, []);
  });

  it("leaves the caller's arrays alone and takes plain ones", () => {
    const plain = ALL.map((row) => Array.from(row));
    const copy = structuredClone(plain);
    spectralSignatures(plain, LABELS, { removalShare: 0.2 });
    assert.deepEqual(plain, copy);
  });

  it("says in one sentence what is wrong with its input", () => {
    const options = { removalShare: 0.2 };
    assert.throws(() => spectralSignatures([], [], options), /came none/);
    assert.throws(() => spectralSignatures([[1], [2]], [0, 0], options), /at least two classes, came only class 0/);
    assert.throws(() => spectralSignatures([[1], [2]], [0], options), /1 labels for 2 images/);
    assert.throws(() => spectralSignatures([[1, 2], [2]], [0, 1], options), /came 2 numbers in row 0 and 1 in row 1/);
    assert.throws(() => spectralSignatures([[1], [NaN]], [0, 1], options), /came NaN in row 1, column 0/);
    assert.throws(() => spectralSignatures([[1], [2], [4], [4]], [0, 0, 1, 1], options), /came 2 equal rows/);
    assert.throws(() => spectralSignatures([[1], [2], [4]], [0, 0, 1], options), /came 1 equal row;/);
    assert.throws(() => spectralSignatures(ALL, LABELS, { removalShare: 15 }), /fraction from 0 to 1, not 15/);
  });
});
