import * as assert from "node:assert/strict";
import { pairedRounds, ratios } from "../../bench/paired-rounds.mjs";

describe("paired rounds", () => {
  it("ask every peer once a round, never two at once, each round beginning with another", async () => {
    const asked: string[] = [];
    let busy = 0;
    const peer = (name: string) => async (round: number) => {
      assert.equal(busy++, 0);
      await new Promise((resolve) => setImmediate(resolve));
      busy--;
      asked.push(`${name}${round}`);
      return name.length + round;
    };
    const answers = await pairedRounds([peer("x"), peer("yy"), peer("zzz")], 4);
    assert.equal(asked.join(" "), "x0 yy0 zzz0 yy1 zzz1 x1 zzz2 x2 yy2 x3 yy3 zzz3");
    assert.deepEqual(answers, [[1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 6]]); // prettier-ignore
  });

  it("are compared round by round", () => {
    assert.deepEqual(ratios([6, 8], [3, 2]), [2, 4]);
  });
});
