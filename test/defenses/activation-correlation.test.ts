import assert from "node:assert/strict";
import fc from "fast-check";
import { activationCorrelation, pearsonCorrelation } from "kernel-helpers/dist/defenses/activation-correlation";
import { assertClose, CLASSES, golden } from "./golden";

const [a, b] = [CLASSES[0].slice(0, 30), CLASSES[1].slice(0, 30)];

describe("activationCorrelation", () => {
  it("is NumPy's correlation in each reading of Table 6", () => {
    const { ofMeans, ofPairs, ofAllPairs } = activationCorrelation(a, b);
    const expected = golden.correlation;
    assertClose([ofMeans, ofPairs!, ofAllPairs], [expected.ofMeans, expected.ofPairs, expected.ofAllPairs]);
  });

  it("pairs only as many images with as many", () => {
    assert.equal(activationCorrelation(a, b.slice(1)).ofPairs, null);
    assert.equal(activationCorrelation(a.slice(1), b).ofPairs, null);
  });

  it("is 1 of images with themselves, and the same in both directions", () => {
    const { ofMeans, ofPairs, ofAllPairs } = activationCorrelation(a, a);
    assertClose([ofMeans, ofPairs!], [1, 1]);
    assert.ok(ofAllPairs < 1);
    assertClose([activationCorrelation(b, a).ofAllPairs], [activationCorrelation(a, b).ofAllPairs]);
  });

  it("does not change with gain or offset of the neurons, and turns with the sign", () => {
    const vectors = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(vectors, (x) => {
        fc.pre(Math.max(...x) - Math.min(...x) > 1e-3);
        const y = [3, 1, 4, 1, 5, 9];
        const r = pearsonCorrelation(x, y);
        assert.ok(Math.abs(r) <= 1);
        assert.ok(Math.abs(pearsonCorrelation(x.map((v) => 2 * v + 5), y) - r) < 1e-9); // prettier-ignore
        assert.ok(Math.abs(pearsonCorrelation(x.map((v) => -v), y) + r) < 1e-9); // prettier-ignore
      }),
    );
  });

  it("refuses what has no correlation", () => {
    assert.throws(() => pearsonCorrelation([1, 1], [1, 2]), /undefined where all neurons are equally active/);
    assert.throws(() => pearsonCorrelation([1, 2, 3], [0.1 + 0.2, 0.3, 0.3]), /undefined/);
    assert.throws(() => pearsonCorrelation([1], [1, 2]), /rows of one length/);
    assert.throws(() => activationCorrelation([[1, 2]], [[1, 2, 3]]), /came 2 and 3 neurons/);
    assert.throws(() => activationCorrelation([], [[1, 2]]), /clean activations .* came none/);
  });
});
