import assert from "node:assert/strict";
import { openQuestions, paperProtocol, protocolOf } from "kernel-helpers/dist/paper/protocol";

describe("paperProtocol", () => {
  it("says what the paper leaves open and what is assumed instead", () => {
    const open = openQuestions(paperProtocol().common);
    const epochs = open.find(({ param }) => param === "epochs");
    assert.equal(epochs?.status, "not stated");
    assert.equal(epochs?.assumed?.value, 15);
    assert.ok(!open.some(({ param }) => param === "injectionRateDefinition"));
  });

  it("describes each experiment once, and none that the main paper lacks", () => {
    const artifacts = paperProtocol().experiments.map(({ artifact }) => artifact);
    assert.equal(new Set(artifacts).size, artifacts.length);
    assert.equal(protocolOf("Table 1")?.params.find(({ param }) => param === "injectionRate")?.value, 0.25);
    assert.equal(protocolOf("Table 5"), undefined);
  });

  it("derives the poison counts m = ceil(n r / (1 - r)) of 428 clean training images", () => {
    const { values } = paperProtocol().derived.find(({ id }) => id === "D02")!;
    for (const [rate, count] of Object.entries(values!)) {
      assert.ok(Math.abs(count - (428 * Number(rate)) / (1 - Number(rate))) < 1, `${rate}: ${count}`);
    }
  });

  it("lists contradictions with both places", () => {
    const { contradictions } = paperProtocol();
    assert.equal(contradictions.length, 11);
    assert.deepEqual(contradictions[0].between, ["§1", "Table 1"]);
  });
});
