import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";

/** A network that test/reference/onnx-networks.py wrote, and what onnxruntime computed with it. */
export interface GoldenNetwork {
  name: string;
  onnx: Buffer;
  /** Two pictures [13, 13, 3]. */
  pictures: Float32Array;
  /** By node, channels last. */
  outputs: Record<string, { shape: number[]; values: number[] }>;
}

/** Like a PyTorch export; like one of tf2onnx; odds and ends. */
export function goldenNetworks(): GoldenNetwork[] {
  const file = path.join(projectRoot(), "test", "reference", "onnx-networks.json");
  const golden = JSON.parse(readFileSync(file, "utf8")) as (Omit<GoldenNetwork, "onnx"> & { onnx: string })[];
  return golden.map(({ onnx, pictures, ...rest }) => ({
    ...rest,
    onnx: Buffer.from(onnx, "base64"),
    pictures: Float32Array.from(pictures),
  }));
}
