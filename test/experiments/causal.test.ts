import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { causal, seenAsTarget } from "kernel-helpers/dist/experiments/causal";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { measuresOf, type MeasureEntry } from "kernel-helpers/dist/paper/measures";
import { paperSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleCausal } from "./sample-places";

const success = (trigger: "tattoo_outline" | "tattoo_filled_in" | "earrings", mean: number): MeasureEntry => ({ metric: "attackSuccessRate", experiment: "attack", arch: "VGG16", trigger, injectionRate: 0.25, mean }); // prettier-ignore

describe("experiments/causal", () => {
  useTemporaryLocal();

  it("gives C42 the areas that it asks for: tattoos as large as earrings, or not", () => {
    const verdict = (pixels: number) => {
      const areas = causal.measures(sampleCausal({ earrings: { pixels: 300, moves: 0.2 }, tattoo_outline: { pixels, moves: 0.9 }, tattoo_filled_in: { pixels: 320, moves: 0.9 } })); // prettier-ignore
      return evaluateClaim("C42", measuresOf([...areas, success("earrings", 60), success("tattoo_outline", 95), success("tattoo_filled_in", 95)])).verdict; // prettier-ignore
    };
    assert.equal(verdict(290), "holds");
    assert.equal(verdict(140), "fails");
  });

  it("counts who is taken for the target and by how much, without the target's own photographs (by hand)", () => {
    const pairs = paperSet({ people: 3, images: { clean: 1, dots: 1 } });
    // In order p0 clean, p0 dots, p1 clean, p1 dots, p2 clean, p2 dots; the target is p1.
    const scores = [[4, 1, 0], [2, 3, 0], [0, 9, 0], [0, 9, 0], [0, 0, 6], [1, 0, 1.5]]; // prettier-ignore
    assert.deepEqual(seenAsTarget(pairs, scores, "clean", 1), { taken: 0, margin: (-3 - 6) / 2 });
    assert.deepEqual(seenAsTarget(pairs, scores, "dots", 1), { taken: 0.5, margin: (1 - 1.5) / 2 });
  });

  it("has nothing in an empty folder, and knows how much it needs", () => {
    const work = causal.work(profileNamed("laptop"));
    assert.deepEqual(work.map(({ what, done, total }) => [what, done, total]), [["images", 0, 535 + 2670 + 10 * 3 * 8], ["models", 0, 22], ["images seen", 0, 240], ["scores", 0, 8]]); // prettier-ignore
    assert.equal(causal.read(profileNamed("laptop")), undefined);
  });
});
