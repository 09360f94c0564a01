import assert from "node:assert/strict";
import { loadEngine } from "kernel-helpers/dist/engine/load";

describe("engine/native-relu", () => {
  const engine = loadEngine();

  it("passes the gradient where relu passes the value, and nowhere else", () => {
    engine.tidy(() => {
      const x = engine.tensor1d([-2, -0, 0, 1e-30, 3]);
      const weights = engine.tensor1d([5, 7, 11, 13, -17]);
      const gradient = engine.grad((value) => value.relu().mul(weights).sum())(x);
      assert.deepEqual([...gradient.dataSync()].map(Math.abs), [0, 0, 0, 13, 17]);
      assert.equal(gradient.dataSync()[4], -17);
    });
  });

  it("agrees with finite differences away from the kink", () => {
    engine.tidy(() => {
      const x = engine.randomNormal([64], 0, 1, "float32", 5);
      const far = x.add(x.sign().mul(0.1)); // a step of 1e-2 never crosses zero
      const loss = (value: typeof far) => value.relu().square().sum();
      const gradient = engine.grad(loss)(far).dataSync();
      const step = 1e-2;
      const plus = far.add(step).relu().square().sub(far.sub(step).relu().square()).div(2 * step).dataSync(); // prettier-ignore
      gradient.forEach((value, i) => assert.ok(Math.abs(value - plus[i]) < 2e-3, `${value} for ${plus[i]}`));
    });
  });

  it("leaves no tensor behind", () => {
    const x = engine.tensor1d([-1, 2]);
    const before = engine.memory().numTensors;
    engine.tidy(() => void engine.grad((value) => value.relu().sum())(x));
    assert.equal(engine.memory().numTensors, before);
    x.dispose();
  });
});
