/**
 * The TensorFlow libraries that the engine is built on: wheels from the Python package index, of which only
 * `libtensorflow_cc.so.2`, `libtensorflow_framework.so.2` and the C headers are used. Both are TensorFlow 2.20.0, built
 * for CPython 3.11 on Linux x64 (the libraries do not depend on Python). Sizes: download / unpacked.
 * @type {Record<"cpu" | "gpu", import("./pip.mjs").Wheel>}
 */
export const ENGINE_WHEELS = {
  // 259 MB / 0.75 GB
  cpu: {
    name: "tensorflow-cpu",
    version: "2.20.0",
    file: "tensorflow_cpu-2.20.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    sha256: "cf756bbe2d256e942ab5d0ad2c858fb40017581494febdb4387c149b1afde780",
  },
  // 621 MB / 1.2 GB; wants CUDA 12.5 and cuDNN 9 on the machine, and computes on the CPU without them
  gpu: {
    name: "tensorflow",
    version: "2.20.0",
    file: "tensorflow-2.20.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    sha256: "481499fd0f824583de8945be61d5e827898cdaa4f5ea1bc2cc28ca2ccff8229e",
  },
};
