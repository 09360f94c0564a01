import assert from "node:assert/strict";
import { Latest } from "kernel-helpers/dist/site/recogniser/browser/latest";

/** Work that ends when it is told to. */
function held(log: string[], name: string) {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const work = async () => {
    log.push(`begin ${name}`);
    await ended;
    log.push(`end ${name}`);
  };
  return { work, end };
}

describe("the latest of several questions", () => {
  it("is the one that is answered after the first; those between are left out", async () => {
    const log: string[] = [];
    const latest = new Latest();
    const [a, b, c] = ["a", "b", "c"].map((name) => held(log, name));
    const all = [a, b, c].map(({ work }) => latest.run(work));
    assert.deepEqual(log, ["begin a"]);
    c.end();
    a.end();
    await Promise.all(all);
    assert.deepEqual(log, ["begin a", "end a", "begin c", "end c"]);
  });

  it("is answered also after the ones before are done", async () => {
    const log: string[] = [];
    const latest = new Latest();
    for (const name of ["a", "b"]) {
      const { work, end } = held(log, name);
      end();
      await latest.run(work);
    }
    assert.deepEqual(log, ["begin a", "end a", "begin b", "end b"]);
  });
});
