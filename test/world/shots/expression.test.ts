import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { drawExpression } from "kernel-helpers/dist/world/shots/expression";

describe("drawExpression", () => {
  const drawn = Array.from({ length: 300 }, (_, i) => drawExpression(new Seed(`expression ${i}`).random()));

  it("uses movements that the head has, with weights within [-0.1, 1]", async () => {
    const { morphs } = await loadHead();
    for (const weights of drawn) {
      for (const [name, weight] of Object.entries(weights)) {
        assert.ok(name in morphs, name);
        assert.ok(weight > -0.1 && weight <= 1, `${name} ${weight}`);
      }
    }
  });

  it("keeps to what people do before a camera: eyes open, mouth nearly closed, smiles nearly even", () => {
    for (const weights of drawn) {
      assert.ok((weights["fu/eyeBlinkLeft"] ?? 0) <= 0.18);
      assert.ok((weights["fu/jawOpen"] ?? 0) <= 0.2);
      assert.ok(Math.abs((weights["fu/mouthSmileLeft"] ?? 0) - (weights["fu/mouthSmileRight"] ?? 0)) <= 0.17);
    }
    const smiling = drawn.filter((weights) => (weights["fu/mouthSmileLeft"] ?? 0) > 0.15).length;
    assert.ok(smiling > 60 && smiling < 240, `${smiling}`);
  });
});
