import assert from "node:assert/strict";
import { placeLabels } from "kernel-helpers/dist/figures/place-labels";

describe("figures/place-labels", () => {
  it("puts a lone label above its point, and below it at the upper border", () => {
    assert.deepEqual(placeLabels([{ x: 100, y: 50, text: "Dots" }], 200, 200), ["top center"]);
    assert.deepEqual(placeLabels([{ x: 100, y: 195, text: "Dots" }], 200, 200), ["bottom center"]);
  });

  it("keeps labels of neighbours apart", () => {
    const points = [{ x: 100, y: 100, text: "Tattoo Outline" }, { x: 104, y: 103, text: "Tattoo Filled-in" }]; // prettier-ignore
    const [one, other] = placeLabels(points, 300, 200);
    assert.notEqual(one, other);
  });
});
