import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { nativeBackend } from "kernel-helpers/dist/engine/native-kernels";

describe("engine/load", () => {
  it("gives the native engine, the same one each time", () => {
    const engine = loadEngine();
    assert.equal(engine, loadEngine());
    assert.equal(engine.getBackend(), "tensorflow");
    assert.deepEqual([...engine.matMul([[1, 2]], [[3], [4]]).dataSync()], [11]);
    assert.match(nativeBackend()!.binding.TF_Version, /^\d+\.\d+/);
  });

  it("is shared with danfojs, which loads it by name", () => {
    const script = `
      const tf = require("kernel-helpers/dist/engine/load").loadEngine();
      process.exit(require("danfojs-node").tensorflow === tf ? 0 : 3);`;
    assert.equal(spawnSync(process.execPath, ["-e", script]).status, 0);
  });

  it("loads and computes without a word", () => {
    const script = `
      const tf = require("kernel-helpers/dist/engine/load").loadEngine();
      tf.tidy(() => tf.conv2d(tf.ones([1, 8, 8, 3]), tf.ones([3, 3, 3, 4]), 1, "same").dataSync());`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", script], {
      encoding: "utf8",
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: undefined },
    });
    assert.deepEqual({ stdout, stderr, status }, { stdout: "", stderr: "", status: 0 });
  });
});
