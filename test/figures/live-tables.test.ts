import assert from "node:assert/strict";
import type { ComparedAttack } from "kernel-helpers/dist/experiments/live-attacks";
import { attacksTable, changesTable, patchesTable } from "kernel-helpers/dist/figures/live-tables";

const attack = (trigger: string, success: number | null): ComparedAttack => ({
  attack: { trigger, targetLabel: "v03", injectionRate: 0.25 },
  cleanCount: 80,
  poisonCount: 27,
  divergedInEpoch: success === null ? 3 : null,
  modelAccuracy: success === null ? null : 0.95,
  attackSuccessRate: success,
  attackSuccessRateExcludingTarget: success,
  withoutBackdoor: 0.02,
});

describe("figures/live-tables", () => {
  it("puts the paper's printed numbers beside a trigger that the paper has, and none beside others", () => {
    const { rows, caption } = attacksTable([attack("sunglasses", 0.9), attack("digital_patch", 0.5)], ["a", "b"]);
    // Wenger et al., Table 1, row VGG16
    assert.deepEqual(rows, [
      { name: "a", paperAccuracy: "100±0%", accuracy: "95%", paperSuccess: "100±0%", success: "90%", free: "2%" },
      { name: "b", paperAccuracy: null, accuracy: "95%", paperSuccess: null, success: "50%", free: "2%" },
    ]);
    assert.match(caption, /target v03, injection rate 0.25/);
  });

  it("says when a training diverged", () => {
    const [row] = attacksTable([attack("sunglasses", null)], ["a"]).rows;
    assert.deepEqual([row.accuracy, row.success], ["diverged", "diverged"]);
  });

  it("has a column for each attack, under its name", () => {
    const table = changesTable([{ change: "darker", success: [0.25, 1], modelAccuracy: 0.8 }], ["square", "glasses"]);
    const shown = Object.fromEntries(table.columns.map(({ key, label }) => [label, table.rows[0][key]]));
    assert.deepEqual(shown, { "The picture is …": "darker", square: "25%", glasses: "100%", "Clean faces recognised": "80%" }); // prettier-ignore
    assert.deepEqual(table.groups, [{ label: "Attack success rate", from: 1, to: 2 }]);
  });

  it("lists other patches", () => {
    assert.deepEqual(patchesTable([{ patch: "blue", success: 0.5 }]).rows, [{ patch: "blue", success: "50%" }]);
  });
});
