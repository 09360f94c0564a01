import assert from "node:assert/strict";
import { ENOUGH_IMAGES, powerWarnings } from "kernel-helpers/dist/experiments/power";

describe("experiments/power", () => {
  const enough = { people: 5, cleanTest: ENOUGH_IMAGES, triggerTest: { cap: ENOUGH_IMAGES } };

  it("says nothing where there is enough, as in the paper's data set", () => {
    assert.deepEqual(powerWarnings(enough), []);
    assert.deepEqual(powerWarnings({ people: 10, cleanTest: 107, triggerTest: { dots: 238 } }), []);
  });

  it("says one sentence for clean photographs, one for triggers and one for people, each with its number", () => {
    const few = { people: 4, cleanTest: 40, triggerTest: { cap: 24, mask: ENOUGH_IMAGES, sticker: 92 } };
    const [clean, triggers, people, ...rest] = powerWarnings(few);
    assert.deepEqual(rest, []);
    assert.match(clean, /on 40 clean ones and known to ±15 points only/);
    assert.match(clean, /93 photographs/);
    assert.match(triggers, /24 with cap \(±19 points\), 92 with sticker \(±10 points\)/);
    assert.doesNotMatch(triggers, /mask/);
    assert.match(people, /^Few people: with 4, a guess is right 25 % of the time/);
  });

  it("warns of each by itself", () => {
    for (const change of [{ people: 4 }, { cleanTest: 92 }, { triggerTest: { cap: 92 } }]) {
      assert.equal(powerWarnings({ ...enough, ...change }).length, 1);
    }
  });
});
