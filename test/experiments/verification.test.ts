import assert from "node:assert/strict";
import fc from "fast-check";
import { nearestCentroid, verification } from "kernel-helpers/dist/experiments/verification";

const close = (came: number, expected: number) => assert.ok(Math.abs(came - expected) < 1e-12, `${came}, ${expected}`);

describe("experiments/verification", () => {
  it("makes no error where all genuine pairs lie closer than all impostor pairs", () => {
    const { equalErrorRate, areaUnderCurve, threshold } = verification([1, 2], [3, 4]);
    close(equalErrorRate, 0);
    close(areaUnderCurve, 1);
    assert.ok(threshold >= 2 && threshold <= 3);
  });

  it("is wrong half the time where distances say nothing, and always where they say the opposite", () => {
    close(verification([1, 1], [1, 1, 1]).equalErrorRate, 0.5);
    close(verification([1, 1], [1, 1, 1]).areaUnderCurve, 0.5);
    close(verification([3, 4], [1, 2]).equalErrorRate, 1);
    close(verification([3, 4], [1, 2]).areaUnderCurve, 0);
  });

  it("joins the steps of the error rates by straight lines (worked by hand)", () => {
    // At 2 (refused, accepted) = (1/2, 0), at 3 (1/2, 1/3), at 4 (0, 1/3): the rates cross on the last step, at 1/3.
    const crossed = verification([1, 4], [3, 5, 6]);
    close(crossed.equalErrorRate, 1 / 3);
    close(crossed.threshold, 3 + 1 / 3);
    // 5 of the 6 genuine-impostor couples are in order.
    close(crossed.areaUnderCurve, 5 / 6);
    // Both step at 2: from (1/2, 0) to (0, 1), which cross at 1/3.
    close(verification([1, 2], [2, 2]).equalErrorRate, 1 / 3);
  });

  it("counts the area as the share of couples in order, and looks only at the order of distances", () => {
    const distances = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(distances, distances, (genuine, impostor) => {
        const couples = genuine.flatMap((g) => impostor.map((i) => (g < i ? 1 : g === i ? 0.5 : 0)));
        const { areaUnderCurve, equalErrorRate } = verification(genuine, impostor);
        const share = couples.reduce<number>((sum, value) => sum + value, 0) / couples.length;
        assert.ok(Math.abs(areaUnderCurve - share) < 1e-9);
        const stretched = verification(genuine.map((d) => d ** 3), impostor.map((d) => d ** 3)); // prettier-ignore
        close(stretched.equalErrorRate, equalErrorRate);
        assert.ok(equalErrorRate >= 0 && equalErrorRate <= 1);
      }),
    );
  });

  it("refuses to judge without pairs of both kinds, or with distances that are not numbers", () => {
    assert.throws(() => verification([], [1]), /came 0 and 1/);
    assert.throws(() => verification([1], [NaN]), /finite/);
  });
});

describe("nearest centroid", () => {
  const face = (id: string, person: string, ...descriptor: number[]) => ({ id, person, descriptor });

  it("names everybody in well separated groups", () => {
    const faces = [face("1", "a", 0, 0), face("2", "a", 0, 1), face("3", "b", 5, 5), face("4", "b", 5, 6)];
    assert.deepEqual(nearestCentroid(faces), { rate: 1, errors: [] });
  });

  it("leaves a face out of its own person's mean: an outlier finds no home in itself", () => {
    // With face 3 in it, the mean of a would be (3, 0), closer to 9 than b's 16 by one; without it, it is (0, 0).
    const faces = [face("1", "a", 0), face("2", "a", 0), face("3", "a", 9), face("4", "b", 15), face("5", "b", 17)];
    const { rate, errors } = nearestCentroid(faces);
    assert.deepEqual(errors, [{ image: "3", person: "a", named: "b" }]);
    close(rate, 4 / 5);
  });

  it("refuses a person with one face", () => {
    assert.throws(() => nearestCentroid([face("1", "a", 0), face("2", "a", 1), face("3", "b", 2)]), /one of b/);
  });
});
