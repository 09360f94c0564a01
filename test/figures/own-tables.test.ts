import assert from "node:assert/strict";
import type { OwnAttack } from "kernel-helpers/dist/experiments/own-attack";
import { ownProfile } from "kernel-helpers/dist/experiments/own-profile";
import { renderedProfile } from "kernel-helpers/dist/experiments/profiles";
import { droppedTable, keptTable, ownAttackTable, powerTable } from "kernel-helpers/dist/figures/own-tables";
import { paperSet } from "../dataset/small-set";

const set = paperSet({ people: 5, images: { clean: 20, bandana: 12 } });
const dropped = [{ file: "p0/clean/wall.jpg", reason: "no face was found" }];
const report = { set, kept: [], dropped, warnings: ["a note"], contactSheet: "/nowhere.jpg", folder: "/nowhere" };

describe("figures/own-tables", () => {
  it("count what was kept by person and condition, and name what was dropped and why", () => {
    const kept = keptTable(report);
    assert.deepEqual(kept.columns.map(({ key }) => key), ["person", "clean", "bandana"]); // prettier-ignore
    assert.deepEqual(kept.rows[0], { person: "p0", clean: 20, bandana: 12 });
    assert.equal(kept.rows.length, 5);
    assert.deepEqual([kept.notes, droppedTable(report).rows], [["a note"], dropped]);
  });

  it("say what there is to train and to test on, and how well a rate is known", () => {
    const { rows, warnings } = powerTable(ownProfile(renderedProfile("laptop"), report));
    // a quarter of 107 are poison, to 80 clean ones; Z / (2 √(20 + Z²)) = 0.2007, of 33: 0.1615
    assert.deepEqual(rows, [
      { kind: "clean", photographs: 100, trained: 80, tested: 20, known: "±20 points" },
      { kind: "Bandana", photographs: 60, trained: 27, tested: 33, known: "±16 points" },
    ]);
    assert.ok(warnings!.length >= 2);
  });

  it("show two rates as they were counted", () => {
    const counted = (hits: number, n: number, low: number, high: number) => ({ hits, n, rate: hits / n, low, high });
    const rates = { modelAccuracy: counted(18, 20, 0.699, 0.972), attackSuccessRate: counted(0, 20, 0, 0.161) };
    const attack = { trigger: "bandana", targetLabel: "p2", injectionRate: 0.25 };
    const found: OwnAttack = { attack, cleanCount: 80, poisonCount: 27, backdoored: rates, backdoorFree: rates };
    const { rows, caption } = ownAttackTable(found);
    assert.match(caption, /^Bandana make everybody p2: 27 poison photographs beside 80 clean ones/);
    assert.deepEqual(rows[0], { model: "with the backdoor", accuracy: "90 % (70 to 97, 18 of 20)", success: "0 % (0 to 16, 0 of 20)" }); // prettier-ignore
  });
});
