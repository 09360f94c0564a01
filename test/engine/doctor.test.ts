import * as assert from "node:assert/strict";
import { diagnose } from "kernel-helpers/dist/engine/doctor";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { measureEngine } from "kernel-helpers/dist/engine/measure";

describe("engine/measure", () => {
  it("measures two plausible speeds in under three seconds, and leaves no tensor", () => {
    const before = loadEngine().memory().numTensors;
    const start = performance.now();
    const { matmul, convolution } = measureEngine();
    assert.ok(performance.now() - start < 3000, "it is quick");
    // Pure JavaScript does 0.4 GFLOPS; no machine of today does a million.
    for (const speed of [matmul, convolution]) assert.ok(speed > 1 && speed < 1e6, `${speed}`);
    assert.equal(loadEngine().memory().numTensors, before);
  });
});

describe("engine/doctor", () => {
  it("finds the engine and the versions of what is installed", () => {
    const { engine, versions, memory, disk } = diagnose();
    assert.equal(engine.loads, true);
    assert.equal(versions.node, process.versions.node);
    assert.match(versions.tensorflow!, /^\d+\.\d+\.\d+/);
    assert.equal(versions.tfjs, "4.22.0");
    assert.ok(memory.total > memory.free && disk.free > 0);
  });
});
