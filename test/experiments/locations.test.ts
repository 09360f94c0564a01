import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { isComplete } from "kernel-helpers/dist/experiments/experiment";
import { locations } from "kernel-helpers/dist/experiments/locations";
import { extentOf, volunteersIn, wornIn } from "kernel-helpers/dist/experiments/place-extent";
import { PROFILE_NAMES, profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { poisonCount } from "kernel-helpers/dist/poisoning/bad-nets";
import { trainingCount } from "kernel-helpers/dist/dataset/split";
import { EARRING_GRID, placeName } from "kernel-helpers/dist/world";
import { useTemporaryLocal } from "../store/temporary-local";
import { sampleLocations } from "./sample-places";

describe("experiments/locations", () => {
  useTemporaryLocal();
  const verdictOf = (success: Parameters<typeof sampleLocations>[0]) =>
    evaluateClaim("C37", measuresOf(locations.measures(sampleLocations(success)))).verdict;

  it("decides C37: success falls with distance from the middle of the face", () => {
    assert.equal(
      verdictOf(({ distance }) => 1 - distance / 2),
      "holds",
    );
    assert.equal(
      verdictOf(({ distance }) => distance / 2),
      "fails",
    );
    assert.equal(
      verdictOf(({ angleDegrees, distance }) => ((angleDegrees * 7 + distance * 100) % 13) / 13),
      "fails",
    );
  });

  it("states what is pasted, as the paper's is, in percent, by angle and distance", () => {
    const measures = measuresOf(locations.measures(sampleLocations(({ distance }) => distance / 2)));
    const query = { experiment: "locations", arch: "ResNet50", trigger: "earrings" } as const;
    assert.deepEqual(measures.values("angle", query), [0, 45, 90, 135, 180, 225, 270, 315]);
    assert.deepEqual(measures.values("distance", { ...query, angle: 270 }), [0.3, 0.6, 0.9, 1.2, 1.5]);
    assert.ok(Math.abs(measures.get({ ...query, metric: "attackSuccessRate", angle: 270, distance: 1.2 })!.mean! - 60) < 1e-9); // prettier-ignore
  });

  it("has enough images in every profile to poison with and to test on, at every place of the profile", () => {
    for (const name of PROFILE_NAMES) {
      const profile = profileNamed(name);
      const { clean, perPlace, places, contrast } = extentOf(profile);
      const [n, available] = [trainingCount(clean * profile.people), perPlace * profile.people];
      assert.ok(available - poisonCount(n, 0.25) >= 10, `${name}: ${available} images`);
      const known = new Set(places.map(placeName));
      assert.ok(contrast.every((place) => known.has(placeName(place))));
      assert.ok(name === "smoke" || places.length === EARRING_GRID.length, "fewer targets rather than fewer places");
    }
  });

  it("has nothing in an empty folder, and knows how much it needs", () => {
    const [images, ...models] = locations.work(profileNamed("laptop"));
    assert.deepEqual([images.done, images.total], [0, 140 + 2 * 28 * 60]);
    assert.deepEqual(models.map(({ total }) => total), [28 * 3, 28 * 3, 9, 9]); // prettier-ignore
    assert.equal(isComplete(locations.work(profileNamed("laptop"))), false);
    assert.equal(locations.read(profileNamed("laptop")), undefined);
  });

  it("takes the first images of the same ones as Table 1, and people of the profile alone", () => {
    const smoke = profileNamed("smoke");
    assert.deepEqual(volunteersIn(smoke, { clean: "all", bandana: 5 }).conditionsOf("v01"), [{ condition: "clean", count: 20 }, { condition: "bandana", count: 5 }]); // prettier-ignore
    assert.deepEqual(volunteersIn(smoke, { clean: 999 }).conditionsOf("v01"), [{ condition: "clean", count: 20 }]);
    assert.deepEqual(wornIn(smoke, ["earrings@on-face"], 2).people, ["v01", "v02", "v03", "v04"]);
  });
});
