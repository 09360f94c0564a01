import assert from "node:assert/strict";
import { ARTIFACTS, artifactState, estimateSeconds } from "kernel-helpers/dist/experiments/artifacts";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { useTemporaryLocal } from "../store/temporary-local";

describe("experiments/artifacts", () => {
  useTemporaryLocal();

  it("have names of their own", () => {
    assert.equal(new Set(ARTIFACTS.map(({ id }) => id)).size, ARTIFACTS.length);
  });

  it("know that nothing is done in an empty folder", () => {
    const state = artifactState(profileNamed("laptop"));
    assert.deepEqual(state.images, { done: 0, total: 535 + 2670 });
    assert.deepEqual(state.models, { done: 0, total: 1 + 7 * 3 });
    assert.equal(state.isComplete, false);
    assert.equal(artifactState(profileNamed("paper")).models.total, 71);
  });

  it("estimate nothing for nothing, and half the time for twice the workers", () => {
    const state = artifactState(profileNamed("smoke"));
    const done = { ...state, images: { done: 9, total: 9 }, models: { done: 3, total: 3 } };
    assert.equal(estimateSeconds(done, 2), 0);
    assert.ok(estimateSeconds(state, 1) > 0);
    assert.equal(estimateSeconds(state, 2), estimateSeconds(state, 1) / 2);
  });
});
