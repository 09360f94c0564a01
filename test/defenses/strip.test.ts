import assert from "node:assert/strict";
import fc from "fast-check";
import { blend, blendedEntropy, entropyThreshold, strip, STRIP_WEIGHTS } from "kernel-helpers/dist/defenses/strip";
import { assertClose, golden, stripPredictions } from "./golden";

const predictions = stripPredictions();
const { entropies, natural, normal, empirical, artEntropy, artThreshold } = golden.strip;

describe("blend", () => {
  it("weighs image and overlay as the authors, as means and as halves", () => {
    const [image, overlay] = [[0.25, 0.5, 1], [0.5, 0, 1]]; // prettier-ignore
    assert.deepEqual([...blend(image, overlay)], [0.75, 0.5, 2]);
    assert.deepEqual([...blend(image, overlay, { weights: STRIP_WEIGHTS.mean })], [0.375, 0.25, 1]);
    assert.deepEqual([...blend(image, overlay, { weights: STRIP_WEIGHTS.half })], [0.5, 0.5, 1.5]);
    assert.deepEqual([image, overlay], [[0.25, 0.5, 1], [0.5, 0, 1]]); // prettier-ignore
  });

  it("refuses images of two sizes and weights that are no numbers", () => {
    assert.throws(() => blend([1], [1, 2]), /came 1 and 2 values/);
    assert.throws(() => blend([1], [1], { weights: [1, NaN] }), /not 1 and NaN/);
  });
});

describe("blendedEntropy", () => {
  it("is the authors' formula, in bits and in nats", () => {
    assertClose(predictions.map((one) => blendedEntropy(one)), entropies); // prettier-ignore
    assertClose(predictions.map((one) => blendedEntropy(one, { base: "e" })), natural); // prettier-ignore
  });

  it("is over the classes of each prediction, where the Adversarial Robustness Toolbox takes it over the overlays", () => {
    // Seven sure and different predictions: no doubt in any of them.
    const sure = Array.from({ length: 7 }, (_, n) => Array.from({ length: 7 }, (_, i) => (i === n ? 1 : 0)));
    assert.equal(blendedEntropy(sure), 0);
    // The toolbox's number for our first input, by its formula: each class's column made a distribution over overlays.
    const columns = Array.from(predictions[0][0], (_, i) => predictions[0].map((row) => row[i]));
    const overOverlays = columns.map((column) => {
      const total = column.reduce((sum, y) => sum + y, 0);
      return column.reduce((sum, y) => sum - (y / total) * Math.log2(y / total), 0);
    });
    assertClose([overOverlays.reduce((sum, h) => sum + h, 0) / 20], [artEntropy]);
    assert.ok(Math.abs(blendedEntropy(predictions[0]) - artEntropy) > 1);
    assert.ok(Math.abs(artThreshold - normal["0.05"]) > 0.1);
  });

  it("lies between 0 and the logarithm of the number of classes, where all are as likely", () => {
    assertClose([blendedEntropy([[0.25, 0.25, 0.25, 0.25]])], [2]);
    const row = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    const matrices = fc
      .array(row, { minLength: 1, maxLength: 8 })
      .filter((rows) => rows.every((r) => Math.max(...r) > 0.1));
    fc.assert(
      fc.property(matrices, fc.nat(), (rows, turn) => {
        const given = rows.map((r) => r.map((y) => y / r.reduce((sum, x) => sum + x, 0)));
        const entropy = blendedEntropy(given);
        assert.ok(entropy >= 0 && entropy <= Math.log2(5) + 1e-12);
        // Neither the order of overlays nor that of classes matters.
        const turned = given.map((r) => [...r.slice(turn % 5), ...r.slice(0, turn % 5)]).reverse();
        assertClose([1 + blendedEntropy(turned)], [1 + entropy]);
        assertClose([1 + blendedEntropy([...given, ...given])], [1 + entropy]);
      }),
    );
  });

  it("refuses what is no matrix of probabilities", () => {
    assert.throws(() => blendedEntropy([]), /came none/);
    assert.throws(() => blendedEntropy([[0.5, 0.5], [1]]), /rows of one length/);
    assert.throws(() => blendedEntropy([[0.5, NaN]]), /came NaN in row 0, column 1/);
    assert.throws(() => blendedEntropy([[2, -1]]), /probabilities, came -1 for overlay 0; apply softmax/);
    assert.throws(
      () =>
        blendedEntropy([
          [0.5, 0.5],
          [3, 4],
        ]),
      /sum to 1, came 7 for overlay 1/,
    );
  });
});

describe("entropyThreshold", () => {
  it("is SciPy's normal quantile or NumPy's empirical one", () => {
    for (const rate of ["0.01", "0.05", "0.1"] as const) {
      const falsePositiveRate = Number(rate);
      assertClose([entropyThreshold(entropies, { falsePositiveRate })], [normal[rate]]);
      assertClose([entropyThreshold(entropies, { falsePositiveRate, quantile: "empirical" })], [empirical[rate]]);
    }
    assert.equal(entropyThreshold(entropies), entropyThreshold(entropies, { falsePositiveRate: 0.05 }));
  });

  it("flags the wanted share of the clean images that it comes from, where it is empirical", () => {
    const values = fc.uniqueArray(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (clean, falsePositiveRate) => {
        const threshold = entropyThreshold(clean, { falsePositiveRate, quantile: "empirical" });
        const flagged = clean.filter((entropy) => entropy <= threshold).length;
        assert.ok(Math.abs(flagged - falsePositiveRate * clean.length) <= 1 + 1e-9);
      }),
    );
  });

  it("needs clean images and a rate", () => {
    assert.throws(() => entropyThreshold([]), /at least 2 held-out clean images .* came 0; keep some clean images out/);
    assert.throws(() => entropyThreshold([1]), /came 1/);
    assert.equal(entropyThreshold([1], { quantile: "empirical" }), 1);
    assert.throws(() => entropyThreshold([1, Infinity]), /finite, came Infinity/);
    assert.throws(() => entropyThreshold([1, 2], { falsePositiveRate: 5 }), /fraction between 0 and 1, not 5/);
  });
});

describe("strip", () => {
  it("flags the inputs whose predictions no overlay changes", () => {
    const sure = Array.from({ length: 20 }, () => [0.97, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005]);
    const { decisions, threshold, cleanEntropies } = strip([sure, predictions[0]], predictions);
    assertClose([threshold], [normal["0.05"]]);
    assertClose(cleanEntropies, entropies);
    assert.deepEqual(decisions.map(({ isPoisoned }) => isPoisoned), [true, false]); // prettier-ignore
    assertClose([decisions[1].entropy], [entropies[0]]);
  });

  it("decides the same in nats as in bits", () => {
    const bits = strip(predictions, predictions, { falsePositiveRate: 0.2 });
    const nats = strip(predictions, predictions, { falsePositiveRate: 0.2, base: "e" });
    assert.deepEqual(bits.decisions.map(({ isPoisoned }) => isPoisoned), nats.decisions.map(({ isPoisoned }) => isPoisoned)); // prettier-ignore
    assert.ok(
      bits.decisions.some(({ isPoisoned }) => isPoisoned) && !bits.decisions.every(({ isPoisoned }) => isPoisoned),
    );
  });

  it("says that no clean images are left", () => assert.throws(() => strip(predictions, []), /held-out clean images/));
});
