import assert from "node:assert/strict";
import fc from "fast-check";
import { Seed } from "kernel-helpers/dist/base/seed";

describe("Seed", () => {
  it("gives the same stream for the same name, whatever was drawn from its siblings", () => {
    const parent = new Seed(7);
    const first = parent.child("a").random();
    parent.child("b").random().next();
    const second = parent.child("a").random();
    assert.deepEqual([first.next(), first.next()], [second.next(), second.next()]);
    assert.notEqual(parent.child("a").random().next(), parent.child("b").random().next());
  });

  it("draws mulberry32: the stream of state 0 that public implementations print", () => {
    const random = new Seed("x").random();
    (random as unknown as { state: number }).state = 0;
    // mulberry32(0) in bryc/code, PRNGs.md
    assert.deepEqual(
      [random.next(), random.next()].map((x) => Math.floor(x * 2 ** 32)),
      [1144304738, 1416247],
    );
  });

  it("shuffles into a permutation and leaves the list alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, name) => {
        const before = items.slice();
        const shuffled = new Seed(name).random().shuffle(items);
        assert.deepEqual(items, before);
        assert.deepEqual(
          shuffled.toSorted((a, b) => a - b),
          before.toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it("has uniform and normal moments", () => {
    const random = new Seed("moments").random();
    const n = 20000;
    let sum = 0;
    let squares = 0;
    let uniform = 0;
    for (let i = 0; i < n; i++) {
      const z = random.normal(3, 2);
      sum += z;
      squares += (z - 3) ** 2;
      uniform += random.next();
    }
    assert.ok(Math.abs(sum / n - 3) < 0.06); // 4 standard errors of 2 / sqrt(n)
    assert.ok(Math.abs(squares / n - 4) < 0.16); // 4 standard errors of 4 sqrt(2 / n)
    assert.ok(Math.abs(uniform / n - 0.5) < 0.0082); // 4 standard errors of sqrt(1 / 12 n)
  });
});
