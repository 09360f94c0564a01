import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { removalCell, removalControl, removedAtRandom } from "kernel-helpers/dist/experiments/removal-control";
import { removalTable } from "kernel-helpers/dist/figures/removal-table";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleRemovalControl } from "./sample-defenses";

describe("experiments/removal-control", () => {
  useTemporaryLocal();

  it("removes as many of every class at random, and others from another seed", () => {
    const labels = Array.from({ length: 300 }, (_, i) => i % 3);
    const removed = labels.flatMap((label, i) => (label === 0 && i < 120 ? [i] : label === 2 && i < 15 ? [i] : []));
    const chosen = removedAtRandom(removed, labels, new Seed("1"));
    const perClass = (list: readonly number[]) => [0, 1, 2].map((label) => list.filter((i) => labels[i] === label).length); // prettier-ignore
    assert.deepEqual(perClass(removed), [40, 0, 5]);
    assert.deepEqual(perClass(chosen), [40, 0, 5]);
    assert.equal(new Set(chosen).size, 45);
    assert.deepEqual(chosen.toSorted((a, b) => a - b), chosen); // prettier-ignore
    assert.notDeepEqual(chosen, removed);
    assert.notDeepEqual(removedAtRandom(removed, labels, new Seed("2")), chosen);
    assert.deepEqual(removedAtRandom([], labels, new Seed("1")), []);
  });

  it("finds what chance finds: the share of each class that goes (a property)", () => {
    // 40 of 100 images of one class are poison; 50 of the class are removed in each of 200 draws.
    const labels = new Array<number>(100).fill(0);
    const removed = Array.from({ length: 50 }, (_, i) => i);
    const found = Array.from({ length: 200 }, (_, seed) => removedAtRandom(removed, labels, new Seed(String(seed))).filter((i) => i >= 60).length); // prettier-ignore
    const mean = found.reduce((a, b) => a + b, 0) / found.length;
    // Hypergeometric: mean 20, variance 50 · 0.4 · 0.6 · 50/99 = 6.06; the mean of 200 has a deviation of 0.174.
    assert.ok(Math.abs(mean - 20) < 4 * 0.174, `${mean}`);
  });

  it("counts what is gone, and what the attack lost (by hand)", () => {
    const before = { attackSuccessRate: 0.9, cleanCount: 80, poisonCount: 20 };
    const after = (cleanCount: number, poisonCount: number, attackSuccessRate: number) => ({ modelAccuracy: 1, attackSuccessRate, attackSuccessRateExcludingTarget: 0, cleanCount, poisonCount }); // prettier-ignore
    const removals = [
      { defense: after(70, 5, 0.5), random: after(60, 15, 0.8) },
      { defense: after(80, 0, 0), random: after(64, 16, 0.9) },
    ];
    const { removals: found } = removalCell({ trigger: "dots", share: null, targetLabels: ["a"] }, [{ before, removals }]); // prettier-ignore
    const [spectral, clustering] = found;
    assert.deepEqual([spectral.defense.images.mean, spectral.random.images.mean], [25, 25]);
    assert.deepEqual([spectral.defense.poison.mean, spectral.random.poison.mean], [0.75, 0.25]);
    assert.equal(spectral.defense.drop.mean!.toFixed(6), "0.400000");
    assert.deepEqual([clustering.defense.poison.mean, clustering.defense.drop.mean], [1, 0.9]);
    assert.equal(clustering.random.drop.mean, 0);
  });

  it("stands in a table, the defense beside chance", () => {
    const { rows, groups } = removalTable(sampleRemovalControl());
    assert.equal(rows.length, 2 * 6);
    assert.deepEqual(groups!.map(({ from, to }) => [from, to]), [[4, 6], [7, 9]]); // prettier-ignore
    const [spectral, clustering] = rows;
    assert.deepEqual([spectral.by, clustering.by], ["Spectral Signatures", "Activation Clustering"]);
    assert.deepEqual([spectral.images, spectral["defense poison removed"], spectral["random poison removed"]], ["20", "75%", "25%"]); // prettier-ignore
    assert.deepEqual([spectral["defense loss (points)"], spectral["random loss (points)"]], ["40", "10"]);
  });

  it("has nothing in an empty folder, and knows how much it needs", () => {
    const profile = profileNamed("laptop");
    const [images, defended, retrained] = removalControl.work(profile);
    assert.equal(images.done, 0);
    assert.deepEqual([defended.done, defended.total], [0, 8 * 3]);
    assert.deepEqual([retrained.done, retrained.total], [0, 4 * 8 * 3]);
    assert.equal(removalControl.read(profile), undefined);
  });
});
