import assert from "node:assert/strict";
import {
  histogram,
  shotsFigure,
  visibleAreaFigure,
  type PlottedTruth,
} from "kernel-helpers/dist/figures/data-set-plots";

const image = (condition: string, triggerPixels: number, yawDegrees = 0): PlottedTruth => ({
  condition,
  triggerPixels,
  yawDegrees,
  pitchDegrees: 1,
  distanceMetres: 0.7,
  faceBox: [50, 40, 150, 180],
  flags: triggerPixels < 16 && condition !== "clean" ? ["small-view"] : [],
});
const truth = [
  image("clean", 0),
  image("dots", 10, -9),
  image("dots", 100, 9),
  image("dots", 1000),
  image("dots", 400),
];

describe("figures/data-set-plots", () => {
  it("count every value in the bin around it", () => {
    assert.deepEqual(histogram([-1.9, 0, 1.9, 2.1, 6], 4), { x: [0, 4, 8], y: [3, 1, 1] });
    assert.deepEqual(histogram([0.7, 0.71, 0.9], 0.1), { x: [0.7, 0.9], y: [2, 1] });
    assert.deepEqual(histogram([], 1), { x: [], y: [] });
  });

  it("show all images of a set in every panel", () => {
    const { data } = shotsFigure(truth);
    assert.equal(data.length, 4);
    for (const trace of data) {
      const counts = (trace as { y: number[] }).y;
      assert.equal(
        counts.reduce((a, b) => a + b),
        truth.length,
      );
    }
  });

  it("show visible areas of the triggers that there are, with the share of small views", () => {
    const { data, alt } = visibleAreaFigure(truth);
    assert.deepEqual(
      data.map((trace) => (trace as { y: number[] }).y),
      [[10, 100, 1000, 400]],
    );
    assert.match(alt, /Dots median 250, small views 25\.0 %/);
  });
});
