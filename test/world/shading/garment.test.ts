import assert from "node:assert/strict";
import fc from "fast-check";
import { heightAboveNeckline } from "kernel-helpers/dist/world/head/neckline";
import { garmentOf, printAt, tailoringAt } from "kernel-helpers/dist/world/shading/garment";
import type { Outfit } from "kernel-helpers/dist/world/types";

const outfit = (seed: number, stripe = 0): Outfit => ({
  color: [0.1, 0.1, 0.1],
  color2: [0.5, 0.5, 0.5],
  stripe,
  seed,
});

describe("garments", () => {
  it("are drawn from the outfit's seed: crew or V by person, some shirts, stripes only on knitwear", () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 300; seed++) {
      const { neckline, print } = garmentOf(outfit(seed), false);
      kinds.add(`${neckline} ${print}`);
      assert.notEqual(neckline, "vneck");
      const striped = garmentOf(outfit(seed, 0.2), true);
      assert.deepEqual([striped.neckline, striped.print], ["vneck", "stripes"]);
    }
    assert.deepEqual([...kinds].sort(), ["crew plain", "shirt checks", "shirt pinstripes", "shirt plain"]);
  });

  it("have prints within [0, 1] that repeat", () => {
    const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.nat(1e6), fc.boolean(), coordinate, coordinate, (seed, striped, across, down) => {
        const garment = garmentOf(outfit(seed, striped ? 0.2 : 0), false);
        const second = printAt(garment, across, down);
        assert.ok(second >= 0 && second <= 1);
        assert.ok(Math.abs(printAt(garment, across + garment.repeat, down + garment.repeat) - second) < 1e-6);
      }),
    );
  });

  it("open deeper in front with a V than with a round neck, and alike at the back", () => {
    const lowest = (neckline: "crew" | "vneck" | "shirt") => -heightAboveNeckline(0, 0, 0.7, neckline);
    assert.ok(lowest("vneck") < lowest("shirt") && lowest("shirt") < lowest("crew"));
    assert.equal(heightAboveNeckline(0.1, 6, -0.4, "vneck"), heightAboveNeckline(0.1, 6, -0.4, "crew"));
    assert.ok(heightAboveNeckline(0, 6.6, 1.4, "crew") > 0, "the mouth is bare");
    assert.ok(heightAboveNeckline(1.3, 5.6, 0, "crew") < 0, "the shoulder is covered");
  });

  it("have buttons on the placket of a shirt only, and a seam below the band of others", () => {
    const shirt = garmentOf(outfit([...Array(300).keys()].find((seed) => isShirt(seed))!), false);
    const crew = garmentOf(outfit([...Array(300).keys()].find((seed) => !isShirt(seed))!), false);
    const shadesOf = (garment: typeof shirt) =>
      Array.from({ length: 400 }, (_, i) => {
        const y = 5.5 - i * 0.004;
        return { ...tailoringAt(garment, 0.3, y, 0.7, heightAboveNeckline(0.3, y, 0.7, garment.neckline)) };
      });
    const onPlacket = (garment: typeof shirt) =>
      Array.from({ length: 400 }, (_, i) => tailoringAt(garment, 0, 5.2 - i * 0.004, 0.7, -0.2 - i * 0.004).isButton);
    assert.ok(onPlacket(shirt).includes(true) && !onPlacket(crew).includes(true));
    assert.ok(shadesOf(crew).every(({ shade }) => shade > 0.3 && shade <= 1.1));
  });
  const isShirt = (seed: number) => garmentOf(outfit(seed), false).neckline === "shirt";
});
