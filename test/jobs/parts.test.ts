import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isPart, PartWriter, whole } from "kernel-helpers/dist/jobs/parts";

function writer(change?: (text: string) => string) {
  const files = new Map<string, string>();
  const writes: string[] = [];
  const put = (name: string, text: string) => {
    writes.push(name);
    files.set(name, text);
  };
  const get = (name: string): unknown => JSON.parse(files.get(name)!) as unknown;
  return { parts: new PartWriter(put, change), files, writes, get };
}

const images = Array.from({ length: 800 }, (_, i) => ({ id: `v01/clean/${i}`, landmarks: [i, i / 3] }));

describe("jobs/parts", () => {
  it("give any JSON back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 4 }), (value, copies) => {
        const { parts, get } = writer();
        // -0 is 0 in JSON, whoever writes it
        const json = JSON.parse(JSON.stringify([...Array<unknown>(copies).fill(value), images])) as unknown;
        assert.deepEqual(whole(parts.slim(json), get), json);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("hold what is large, once for all who name it, each under the hash of its text", () => {
    const { parts, files, writes } = writer();
    const set = { name: "set", images };
    const slim = [1, 2, 3].map((seed) => parts.slim({ set, seed }));
    assert.equal(writes.length, 1);
    assert.ok(slim.every((each) => JSON.stringify(each).length < 200));
    const [[name, text]] = files;
    assert.ok(isPart(name, text));
    assert.ok(!isPart(name, text.replace("v01", "v02")));
  });

  it("hold texts as they are changed", () => {
    const { parts, get } = writer((text) => text.toUpperCase());
    assert.deepEqual(whole(parts.slim({ a: ["b", { c: "d" }] }), get), { a: ["B", { c: "D" }] });
  });
});
