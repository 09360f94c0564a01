import assert from "node:assert/strict";
import { shownTo, successByView, type ViewOfTrigger } from "kernel-helpers/dist/experiments/misses";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { missesFigure, missesTable } from "kernel-helpers/dist/figures/misses";
import type { ModelResult, ModelSpec, Prediction } from "kernel-helpers/dist/training/attack-model";
import { paperSet } from "../dataset/small-set";

const set = paperSet({ people: 3, images: { clean: 1, dots: 10 } });
const { teacher, seed, head } = TABLE1_DEFAULTS;

function model(
  targetLabel: string,
  predict: (person: number, i: number) => number,
  divergedInEpoch: number | null = null,
) {
  const spec: ModelSpec = { teacher, seed, views: 1, head: { ...head, epochs: 1 }, attack: { trigger: "dots", targetLabel, injectionRate: 0.25 } }; // prettier-ignore
  const all = set.people.flatMap((person, p) =>
    Array.from({ length: 10 }, (_, i): Prediction => [`${person}/dots/${i}`, predict(p, i)]),
  );
  const result: ModelResult = { cleanCount: 1, poisonCount: 1, losses: [], divergedInEpoch, clean: [], triggered: divergedInEpoch ? [] : all }; // prettier-ignore
  return { spec, result };
}

/** Image i of everybody: turned by 10 i - 45 degrees, all at one distance, the trigger i + 1 pixels large. */
const viewOf = (id: string): ViewOfTrigger => {
  const i = Number(id.split("/")[2]);
  return { yawDegrees: 10 * i - 45, distanceMetres: 1, triggerPixels: i + 1 };
};

describe("experiments/misses", () => {
  it("counts what each model was shown, without its target's own photographs", () => {
    const models = [model("p0", () => 0), model("p2", () => 0), model("p1", () => 1, 2)];
    const shown = shownTo(set, models, viewOf);
    assert.equal(shown.length, 20 + 20); // the third one diverged
    assert.equal(shown.filter(({ isHit }) => isHit).length, 20);
  });

  it("sorts success into equal bins by each variable (counted by hand)", () => {
    // hits where the trigger is larger than 4 pixels: images 4 … 9
    const shown = shownTo(set, [model("p0", (p, i) => (i >= 4 ? 0 : p))], viewOf);
    const { success, bins, shown: count } = successByView("dots", shown)!;
    assert.deepEqual([count, success], [20, 0.6]);
    const bin = (value: number, hit: number) => ({ value, shown: 4, success: hit });
    assert.deepEqual(bins.triggerPixels, [bin(1.5, 0), bin(3.5, 0), bin(5.5, 1), bin(7.5, 1), bin(9.5, 1)]);
    assert.deepEqual(bins.yawDegrees.map(({ value }) => value), [-40, -20, 0, 20, 40]); // prettier-ignore
    const shownInBins = bins.distanceMetres.reduce((sum, each) => sum + each.shown * each.success, 0);
    assert.equal(shownInBins, 12, "every photograph is in one bin, wherever ties fall");
  });

  it("has fewer bins for few photographs, and none where every training diverged", () => {
    const shown = shownTo(set, [model("p0", () => 0)], viewOf).slice(0, 3);
    assert.equal(successByView("dots", shown)!.bins.yawDegrees.length, 3);
    assert.equal(successByView("dots", []), undefined);
  });

  it("is drawn by trigger and told for the extremes", () => {
    const dots = successByView("dots", shownTo(set, [model("p0", (p, i) => (i >= 4 ? 0 : p))], viewOf))!;
    const result = { profile: "laptop", teacher, injectionRate: 0.25, set: set.hash, triggers: [dots] } as const;
    const { data, alt } = missesFigure({ ...result, triggers: [dots] });
    assert.equal(data.length, 3);
    assert.deepEqual((data[2] as { y: number[] }).y, [0, 0, 100, 100, 100]);
    assert.match(alt, /Dots 0% where least is seen, 100% where most/);
    const [row] = missesTable({ ...result, triggers: [dots] }).rows;
    assert.deepEqual([row.all, row.least, row.most, row.right, row.left], ["60%", "0%", "100%", "0%", "100%"]);
  });
});
