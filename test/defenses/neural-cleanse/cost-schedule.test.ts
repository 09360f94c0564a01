import assert from "node:assert/strict";
import { advance, firstState, type ScheduleSpec } from "kernel-helpers/dist/defenses/neural-cleanse/cost-schedule";
import { AUTHORS_SPEC } from "kernel-helpers/dist/defenses/neural-cleanse/spec";

const SPEC: ScheduleSpec = { ...AUTHORS_SPEC, patience: 2, earlyStopPatience: 3 };

/** The states after steps of these success rates and norms; ends where it stops. */
function play(steps: readonly (readonly [successRate: number, norm: number])[], spec = SPEC) {
  const states = [firstState(spec)];
  const best: boolean[] = [];
  let stops = false;
  for (const [successRate, norm] of steps) {
    if (stops) break;
    const advanced = advance(states.at(-1)!, { successRate, norm }, spec);
    states.push(advanced.state);
    best.push(advanced.isBest);
    ({ stops } = advanced);
  }
  return { costs: states.map(({ cost }) => cost), states, best, stops };
}

const [yes, no] = [[1, 50] as const, [0.9, 50] as const];

describe("the cost of the mask", () => {
  it("waits at 0 for a trigger that works, and starts anew with both directions forgotten", () => {
    const { costs, states } = play([yes, no, yes, yes]);
    // In the step that starts it, the count of successes also starts anew and is 1 at its end.
    assert.deepEqual(costs, [0, 0, 0, 0, 1e-3]);
    assert.deepEqual([states[4].hasGoneUp, states[4].hasGoneDown, states[4].succeeded], [false, false, 1]);
  });

  it("goes up by 2 after so many successes and down by 2^1.5 after so many failures", () => {
    const spec = { ...SPEC, startsWithoutCost: false, stopsEarly: false };
    const { costs } = play([yes, yes, yes, no, yes, no, no, no, no], spec);
    const down = 2e-3 / 2 ** 1.5;
    assert.deepEqual(costs, [1e-3, 1e-3, 2e-3, 2e-3, 2e-3, 2e-3, 2e-3, down, down, down / 2 ** 1.5]);
  });

  it("takes exactly the threshold as a success", () => {
    assert.equal(play([[0.99, 50], [0.99, 50]]).costs.at(-1), 1e-3); // prettier-ignore
    assert.equal(play([[0.9899, 50], [0.9899, 50]]).costs.at(-1), 0); // prettier-ignore
  });

  it("starts again after it has fallen to 0", () => {
    const spec = { ...SPEC, initialCost: Number.MIN_VALUE, startsWithoutCost: false };
    assert.deepEqual(play([no, no, yes, yes], spec).costs, [Number.MIN_VALUE, Number.MIN_VALUE, 0, 0, Number.MIN_VALUE]); // prettier-ignore
  });
});

describe("the best mask and the early stop", () => {
  const spec = { ...SPEC, startsWithoutCost: false };

  it("keeps the smallest norm of a step that works", () => {
    const { best, states } = play([[0.5, 1], [1, 40], [1, 60], [1, 30], [0.9, 10]], spec); // prettier-ignore
    assert.deepEqual(best, [false, true, false, true, false]);
    assert.equal(states.at(-1)!.bestNorm, 30);
  });

  it("stops after so many steps without progress, once the cost has gone both ways", () => {
    const { stops, states } = play([yes, yes, no, no, no, no, no], spec);
    assert.equal(stops, true);
    // Up after 2, down after 4; the second yes is the first without progress, but the third such step is no reason yet.
    assert.equal(states.length, 6);
  });

  it("does not stop while the cost has only gone one way, or no trigger has worked", () => {
    assert.equal(play(Array.from({ length: 30 }, () => yes), spec).stops, false); // prettier-ignore
    assert.equal(play(Array.from({ length: 30 }, () => no), spec).stops, false); // prettier-ignore
  });

  it("does not stop where that is turned off", () => {
    const steps = [yes, yes, ...Array.from({ length: 30 }, () => no)];
    assert.equal(play(steps, { ...spec, stopsEarly: false }).stops, false);
  });

  it("changes no state that it was given", () => {
    const first = Object.freeze(firstState(spec));
    advance(first, { successRate: 1, norm: 3 }, spec);
  });
});
