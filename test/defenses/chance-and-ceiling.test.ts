import assert from "node:assert/strict";
import fc from "fast-check";
import { chanceAndCeiling } from "kernel-helpers/dist/defenses/chance-and-ceiling";
import { detectionRates } from "kernel-helpers/dist/defenses/detection-rates";

describe("chanceAndCeiling", () => {
  it("is 37.5 and 48.8 percent in the paper's setting", () => {
    const { chance, ceiling, floor } = chanceAndCeiling({ clean: 43, poison: 143, removed: 0.375 * 186 });
    assert.equal(chance, 0.375);
    assert.equal(ceiling.toFixed(3), "0.488");
    assert.equal(floor.toFixed(3), "0.187"); // the 43 clean images first, then 26.75 of 143
  });

  it("holds for every removal: no set catches more or less, and chance is the mean over all sets", () => {
    const cases = fc.record({
      clean: fc.integer({ min: 0, max: 4 }),
      poison: fc.integer({ min: 1, max: 4 }),
      part: fc.nat(8),
    });
    fc.assert(
      fc.property(cases, ({ clean, poison, part }) => {
        const count = clean + poison;
        const removed = part % (count + 1);
        const rates: number[] = [];
        for (let set = 0; set < 2 ** count; set++) {
          const flagged = Array.from({ length: count }, (_, i) => i).filter((i) => (set >> i) & 1);
          if (flagged.length !== removed) continue;
          const isPoison = Array.from({ length: count }, (_, i) => i < poison);
          rates.push(detectionRates(flagged, { labels: isPoison.map(() => 0), isPoison, targetLabel: 0 }).targetClass.detectionRate!); // prettier-ignore
        }
        const { chance, ceiling, floor } = chanceAndCeiling({ clean, poison, removed });
        assert.equal(Math.max(...rates), ceiling);
        assert.equal(Math.min(...rates), floor);
        assert.ok(Math.abs(rates.reduce((sum, rate) => sum + rate, 0) / rates.length - chance) < 1e-12);
      }),
    );
  });

  it("needs poison, and no more removed than there is", () => {
    assert.throws(() => chanceAndCeiling({ clean: 4, poison: 0, removed: 1 }), /came 4 clean and 0 poison/);
    assert.throws(() => chanceAndCeiling({ clean: 4, poison: 1, removed: 6 }), /from 0 to all 5 images, not 6/);
    assert.throws(() => chanceAndCeiling({ clean: 4, poison: 1, removed: NaN }), /not NaN/);
  });
});
