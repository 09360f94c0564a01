import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { pearson } from "kernel-helpers/dist/claims/correlation";
import { rSquared } from "kernel-helpers/dist/experiments/least-squares";

const random = new Seed("least squares").random();
const draw = (n: number) => Array.from({ length: n }, () => random.normal(0, 1));
const isNear = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`); // prettier-ignore

describe("experiments/least-squares", () => {
  it("is the square of Pearson's correlation for one predictor", () => {
    const [x, y] = [draw(30), draw(30)];
    isNear(rSquared(y, [x]), pearson(x, y) ** 2);
  });

  it("is the textbook's formula from the three correlations for two predictors", () => {
    const [x1, x2, y] = [draw(25), draw(25), draw(25)];
    const [a, b, c] = [pearson(x1, y), pearson(x2, y), pearson(x1, x2)];
    isNear(rSquared(y, [x1, x2]), (a * a + b * b - 2 * a * b * c) / (1 - c * c));
  });

  it("is 1 for what follows exactly, and no more where a predictor says the same twice", () => {
    const [x1, x2] = [draw(12), draw(12)];
    const y = x1.map((value, i) => 3 * value - 2 * x2[i] + 5);
    isNear(rSquared(y, [x1, x2]), 1);
    isNear(rSquared(y, [x1, x1.map((value) => 7 - 2 * value)]), rSquared(y, [x1]));
    isNear(rSquared(y, [x1, x1.map(() => 4)]), rSquared(y, [x1]));
  });

  it("is no number where nothing varies", () => {
    assert.ok(Number.isNaN(rSquared([2, 2, 2], [[1, 2, 3]])));
  });
});
