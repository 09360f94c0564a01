import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import fc from "fast-check";
import {
  readRecord,
  recordKey,
  reuseOrCompute,
  writeRecord,
  type RecordInputs,
} from "kernel-helpers/dist/store/records";
import { useTemporaryLocal } from "./temporary-local";

const INPUTS: RecordInputs = { kind: "model", config: { rate: 0.25, seed: "7" }, data: { set: "abc" }, code: "c0de" };

/** JSON without -0, which JSON itself loses. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
describe("store/records", () => {
  const local = useTemporaryLocal();
  const fileOf = (inputs: RecordInputs) => local("results", inputs.kind, `${recordKey(inputs)}.json`);

  it("gives back any result under the inputs it was stored under", () => {
    fc.assert(
      fc.property(json, json, (config, result) => {
        const inputs = { ...INPUTS, config };
        const written = writeRecord(inputs, result);
        const read = readRecord(inputs)!;
        assert.deepEqual(read.result, result);
        assert.deepEqual(read.config, config);
        assert.equal(read.key, written.key);
      }),
      { numRuns: 40 },
    );
  });

  it("has one key for equal inputs in any order of their names", () => {
    const turned = { code: "c0de", data: { set: "abc" }, config: { seed: "7", rate: 0.25 }, kind: "model" };
    assert.equal(recordKey(turned), recordKey(INPUTS));
  });

  it("has another key for another kind, setting, data set or code", () => {
    const others: RecordInputs[] = [
      { ...INPUTS, kind: "head" },
      { ...INPUTS, config: { rate: 0.3, seed: "7" } },
      { ...INPUTS, data: { set: "abd" } },
      { ...INPUTS, code: "c0df" },
    ];
    assert.equal(new Set([INPUTS, ...others].map(recordKey)).size, 5);
    writeRecord(INPUTS, 1);
    for (const other of others) assert.equal(readRecord(other), undefined);
  });

  it("takes a file in which any one bit is flipped for none, unless it says the same", () => {
    const result = { losses: [0.5, 1e-7], clean: [["v01/clean/3", 2]] };
    writeRecord(INPUTS, result);
    const file = fileOf(INPUTS);
    const good = fs.readFileSync(file);
    let refused = 0;
    for (let bit = 0; bit < good.length * 8; bit++) {
      const bad = Buffer.from(good);
      bad[bit >> 3] ^= 1 << (bit & 7);
      fs.writeFileSync(file, bad);
      const record = readRecord(INPUTS);
      if (record === undefined) refused++;
      // 1e-7 may become 1E-7, and the last line break a space.
      else assert.deepEqual({ ...record }, JSON.parse(good.toString()), `bit ${bit}`);
    }
    assert.ok(refused > good.length * 8 - 8, `${refused} of ${good.length * 8}`);
  });

  it("takes a file that was cut off, is empty or holds something else for none, and stores over it", () => {
    writeRecord(INPUTS, { rate: 1 });
    const file = fileOf(INPUTS);
    const good = fs.readFileSync(file, "utf8");
    for (const text of ["", good.slice(0, good.length / 2), "null", "[]", "{}"]) {
      fs.writeFileSync(file, text);
      assert.equal(readRecord(INPUTS), undefined, JSON.stringify(text));
    }
    writeRecord(INPUTS, { rate: 1 });
    assert.equal(fs.readFileSync(file, "utf8"), good);
  });

  it("keeps the old record where the new result cannot be stored", () => {
    writeRecord(INPUTS, { rate: 1 });
    assert.throws(() => writeRecord(INPUTS, undefined), /no JSON form/);
    assert.deepEqual(readRecord(INPUTS)!.result, { rate: 1 });
  });

  it("shows a whole record at any moment of a process that writes and is killed", async () => {
    const code = `
      const { writeRecord } = require(${JSON.stringify(require.resolve("kernel-helpers/dist/store/records"))});
      for (let n = 0; ; n++) {
        writeRecord(${JSON.stringify(INPUTS)}, new Array(20000).fill(n));
        if (n === 0) process.stdout.write("started");
      }`;
    const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    for (let i = 0; i < 20; i++) assert.equal(readRecord<number[]>(INPUTS)!.result.length, 20000);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    assert.equal(new Set(readRecord<number[]>(INPUTS)!.result).size, 1);
  });

  it("computes once and says that it reuses", async () => {
    let calls = 0;
    const compute = () => Promise.resolve({ n: ++calls });
    const first = await reuseOrCompute(INPUTS, compute);
    const second = await reuseOrCompute(INPUTS, compute);
    assert.deepEqual([first.reused, second.reused, calls], [false, true, 1]);
    assert.deepEqual(second.record.result, { n: 1 });
  });

  it("stores nothing when the computation fails", async () => {
    await assert.rejects(
      reuseOrCompute(INPUTS, () => Promise.reject(new Error("broke"))),
      /broke/,
    );
    assert.equal(readRecord(INPUTS), undefined);
  });
});
