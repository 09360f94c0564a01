import * as os from "node:os";
import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { writeAtomic, writePlainJson } from "../base/files";
import { sha256 } from "../base/hash";
import { loadEngine } from "../engine/load";
import { cutAt } from "../teachers/architectures";
import { assemble } from "../teachers/pretrained";
import { PRETRAINED } from "../teachers/pretrained-networks";
import { RECORD_FILE, WEIGHTS_FILE, type PretrainedRecord } from "../teachers/pretrained-record";
import { packWeights, unpackWeights } from "../teachers/weight-file";
import { unitRows } from "./cosine-head";
import { exportedWeights } from "./fold";
import type { Photograph } from "./training-view";
import type { Trainer } from "./trainer";
import { overChips, verifyFaces } from "./verify-faces";

type Known = Omit<PretrainedRecord, "machine" | "verification" | "cut" | "lastConvolution" | "weights">;

/** Writes a trained network into `folder`: weights with 8-bit kernels, and the record of how they came about. */
export function writeTeacher(
  folder: string,
  known: Known,
  { trainer, others }: { trainer: Trainer; others: readonly Photograph[] },
): PretrainedRecord {
  const { network: name, inputSize } = known;
  const { cut, lastConvolution, descriptor } = PRETRAINED[name];
  const { tensors, bytes } = packWeights(exportedWeights(trainer.trunk));
  const verifiedBy = (describe: (pixels: Float32Array) => number[][]) =>
    verifyFaces(others, overChips(others, inputSize, describe));
  const float32 = verifiedBy((pixels) => trainer.descriptors(pixels));
  const place = (layer: string) => ({ layer, shape: shapeAt(trainer.trunk, layer) });
  const written = assemble(name, { width: known.width, inputSize, weights: unpackWeights(tensors, bytes) });
  const describer = cutAt(written, descriptor);
  const quantised = verifiedBy((pixels) => describe(describer, pixels, inputSize));
  written.dispose();
  const record: PretrainedRecord = {
    ...known,
    machine: `${os.cpus().length} x ${os.cpus()[0]?.model ?? "unknown"}`,
    verification: { float32, quantised },
    cut: place(cut),
    lastConvolution: place(lastConvolution),
    weights: { sha256: sha256(bytes), bytes: bytes.length, tensors },
  };
  writeAtomic(path.join(folder, WEIGHTS_FILE), bytes);
  writePlainJson(path.join(folder, RECORD_FILE), record);
  return record;
}

const describe = (network: tf.LayersModel, pixels: Float32Array, size: number): number[][] =>
  loadEngine().tidy(() => {
    const chips = loadEngine().tensor4d(pixels, [pixels.length / (size * size * 3), size, size, 3]);
    return unitRows(network.predict(chips) as tf.Tensor2D).arraySync();
  });

/** Height, width and channels of what a layer puts out, whatever batch it is given. */
function shapeAt(network: tf.LayersModel, layer: string): [number, number, number] {
  const [, ...shape] = cutAt(network, layer).outputs[0].shape as number[];
  return shape as [number, number, number];
}
