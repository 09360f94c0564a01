import assert from "node:assert/strict";
import { explained, stratify, type ShownEarring } from "kernel-helpers/dist/experiments/place-and-size";
import { EARRING_GRID } from "kernel-helpers/dist/world";

/** At every distance of the grid areas 1 … 9, hit where `isHit` says so. */
const shownWhere = (isHit: (distance: number, area: number) => boolean): ShownEarring[] =>
  [...new Set(EARRING_GRID.map(({ distance }) => distance))].flatMap((distance) =>
    Array.from({ length: 9 }, (_, i) => ({ distance, area: i + 1, isHit: isHit(distance, i + 1) })),
  );

describe("experiments/place-and-size", () => {
  it("puts every photograph of the grid into one stratum", () => {
    const shown = shownWhere(() => true);
    const strata = stratify(shown);
    assert.equal(strata.length, 4 * 3);
    assert.equal(strata.reduce((sum, each) => sum + each.shown, 0), shown.length); // prettier-ignore
    assert.ok(strata.every(({ success }) => success === 1));
  });

  it("shows a row that stays and a column that falls where place decides, and the other way round for size", () => {
    const byPlace = stratify(shownWhere((distance) => distance < 0.5));
    for (const { distances, success } of byPlace) assert.equal(success, distances[1] < 0.5 ? 1 : 0);
    const bySize = stratify(shownWhere((_, area) => area > 6));
    for (const { third, success, area } of bySize) {
      assert.equal(success, third === 2 ? 1 : 0);
      assert.equal(area, [2, 5, 8][third]);
    }
  });

  it("has nothing to say of a stratum without photographs", () => {
    const strata = stratify([{ distance: 0, area: 1, isHit: true }]);
    assert.equal(strata.filter(({ success }) => success === null).length, 11);
  });

  it("explains success by what it follows", () => {
    const points = EARRING_GRID.map(({ angleDegrees, distance }) => ({ distance, area: angleDegrees, success: 1 - distance / 2 })); // prettier-ignore
    const found = explained(points);
    assert.ok(Math.abs(found.distance! - 1) < 1e-9 && Math.abs(found.both! - 1) < 1e-9 && found.area! < 0.2);
  });
});
