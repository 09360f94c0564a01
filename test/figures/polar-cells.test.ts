import assert from "node:assert/strict";
import { heatColour } from "kernel-helpers/dist/figures/heat-scale";
import { polarCells } from "kernel-helpers/dist/figures/polar-cells";
import { EARRING_GRID } from "kernel-helpers/dist/world";

/** Shoelace formula. */
const areaOf = ({ x, y }: { x: number[]; y: number[] }) =>
  Math.abs(x.slice(1).reduce((sum, value, i) => sum + x[i] * y[i + 1] - value * y[i], 0)) / 2;

describe("figures/polar-cells", () => {
  const cells = polarCells(EARRING_GRID);
  const cellAt = (angleDegrees: number, distance: number) =>
    cells.find(({ place }) => place.angleDegrees === angleDegrees && place.distance === distance)!;

  it("are closed sectors that hold their places", () => {
    for (const { x, y, place } of cells) {
      assert.deepEqual([x[0], y[0]], [x.at(-1), y.at(-1)]);
      const radii = x.map((value, i) => Math.hypot(value, y[i]));
      if (place.distance === 0) continue;
      assert.ok(Math.min(...radii) < place.distance && Math.max(...radii) > place.distance);
    }
  });

  it("do not overlap: neighbours meet half way, and each has the area of its sector", () => {
    const sector = (from: number, to: number) => (Math.PI / 8) * (to * to - from * from);
    // Arcs are drawn in steps of 3 degrees: polygons lose a thousandth of their discs.
    const isNear = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 0.003, `${found} is not ${expected}`); // prettier-ignore
    isNear(areaOf(cellAt(0, 0.6)), sector(0.45, 0.65));
    isNear(areaOf(cellAt(0, 0.7)), sector(0.65, 0.85));
    isNear(areaOf(cellAt(90, 0.3)), sector(0.15, 0.45));
    isNear(areaOf(cellAt(90, 1.2)), sector(1.05, 1.35));
    isNear(areaOf(cellAt(0, 0)), Math.PI * 0.15 ** 2);
  });

  it("put 0° to the right and 90° up", () => {
    assert.deepEqual(cellAt(90, 0.6).at, [0, 0.6]);
    assert.deepEqual(cellAt(180, 0.3).at, [-0.3, 0]);
  });
});

describe("figures/heat-scale", () => {
  it("runs from light to dark without a step back", () => {
    const brightness = Array.from({ length: 101 }, (_, i) => {
      const [r, g, b] = heatColour(i / 100)
        .match(/\d+/g)!
        .map(Number);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    assert.ok(brightness.every((value, i) => i === 0 || value <= brightness[i - 1] + 0.5));
    assert.equal(heatColour(0), "rgb(255,255,217)");
    assert.equal(heatColour(2), heatColour(1));
  });
});
