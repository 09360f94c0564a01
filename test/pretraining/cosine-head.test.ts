import assert from "node:assert/strict";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { cosFaceLoss, cosines, unitRows } from "kernel-helpers/dist/pretraining/cosine-head";

const close = (came: number, expected: number) => assert.ok(Math.abs(came - expected) < 1e-6, `${came}, ${expected}`);

describe("pretraining/cosine-head", () => {
  const engine = loadEngine();

  it("compares directions and not lengths", () => {
    engine.tidy(() => {
      const [[same, right, opposite]] = cosines(
        engine.tensor2d([[3, 4]]),
        engine.tensor2d([
          [0.6, 0.8],
          [-40, 30],
          [-6, -8],
        ]),
      ).arraySync();
      [close(same, 1), close(right, 0), close(opposite, -1)];
      assert.deepEqual(unitRows(engine.tensor2d([[0, 0]])).arraySync(), [[0, 0]]);
    });
  });

  it("is CosFace's loss (Wang et al. 2018, Eq. 4, by hand), and a softmax at margin 0", () => {
    engine.tidy(() => {
      const cosine = engine.tensor2d([
        [0.5, 0.1],
        [0.2, 0.4],
      ]);
      const own = engine.tensor2d([
        [1, 0],
        [0, 1],
      ]);
      const loss = (margin: number) => cosFaceLoss(cosine, own, { scale: 10, margin }).dataSync()[0];
      const byHand = (m: number) =>
        (Math.log(1 + Math.exp(10 * (0.1 - 0.5 + m))) + Math.log(1 + Math.exp(10 * (0.2 - 0.4 + m)))) / 2;
      close(loss(0), byHand(0));
      close(loss(0.3), byHand(0.3));
      assert.ok(loss(0.3) > loss(0));
    });
  });
});
