import assert from "node:assert/strict";
import { displayValue } from "kernel-helpers/dist/world/camera/tone-curve";
import { srgbFromLinear } from "kernel-helpers/dist/world/math/color";

describe("tone curve", () => {
  it("is sRGB for shadows and mid-tones, without contrast", () => {
    for (const v of [0, 0.01, 0.18, 0.35]) assert.ok(Math.abs(displayValue(v, 1) - srgbFromLinear(v)) < 1e-3, `${v}`);
  });

  it("rises to white at 5 without a step, ever flatter from the shoulder on", () => {
    let before = 0;
    for (let v = 0.01; v <= 5; v += 0.01) {
      const value = displayValue(v, 1);
      assert.ok(value > before && value - before < 0.11, `${v}`);
      before = value;
    }
    assert.ok(displayValue(1, 1) < 0.9 && displayValue(2.5, 1) < 0.98, "light above 1 still shows detail");
    assert.deepEqual(
      [displayValue(5, 1.2), displayValue(100, 1), displayValue(-1, 1), displayValue(NaN, 1)],
      [1, 1, 0, 0],
    );
  });

  it("keeps black, mid-grey and white under contrast, darkens what is below and brightens what is above", () => {
    const half = 0.21404; // linear light of sRGB 0.5
    assert.ok(Math.abs(displayValue(half, 1.2) - 0.5) < 1e-3);
    assert.ok(displayValue(0.05, 1.2) < displayValue(0.05, 1) && displayValue(0.6, 1.2) > displayValue(0.6, 1));
  });
});
