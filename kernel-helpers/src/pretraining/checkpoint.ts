import * as fs from "node:fs";
import * as path from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { readJson, writeJsonAtomic } from "../base/files";
import { loadEngine } from "../engine/load";
import { readFloats, writeFloats } from "../store/arrays";
import type { PretrainingEpoch } from "../teachers/pretrained-record";

/** How far a pretraining has come. */
export interface Progressed {
  curve: PretrainingEpoch[];
  /** Spent on these epochs. */
  seconds: number;
}

interface CheckpointFile extends Progressed {
  /** Of every tensor of the state, in order. */
  shapes: number[][];
  state: string;
}

const CHECKPOINT = "checkpoint.json";

/** Stores the state after an epoch, whole or not at all: the numbers first, then the file that names them. */
export function writeCheckpoint(folder: string, progressed: Progressed, state: readonly tf.Tensor[]): void {
  const name = `epoch-${progressed.curve.length}.f32`;
  const shapes = state.map(({ shape }) => shape);
  const values = new Float32Array(state.reduce((sum, { size }) => sum + size, 0));
  let offset = 0;
  for (const tensor of state) {
    values.set(tensor.dataSync(), offset);
    offset += tensor.size;
  }
  writeFloats(path.join(folder, name), values);
  writeJsonAtomic(path.join(folder, CHECKPOINT), { ...progressed, shapes, state: name } satisfies CheckpointFile);
  for (const old of fs.readdirSync(folder)) {
    if (/^epoch-\d+\.f32$/.test(old) && old !== name) fs.rmSync(path.join(folder, old));
  }
}

/** The last state stored in a folder, if there is one that is whole. The tensors belong to the caller. */
export function readCheckpoint(folder: string): (Progressed & { state: tf.Tensor[] }) | undefined {
  const file = path.join(folder, CHECKPOINT);
  if (!fs.existsSync(file)) return undefined;
  const { curve, seconds, shapes, state } = readJson<CheckpointFile>(file);
  const values = readFloats(path.join(folder, state));
  if (!values) return undefined;
  let offset = 0;
  const tensors = shapes.map((shape) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return loadEngine().tensor(values.slice(offset, (offset += size)), shape);
  });
  return { curve, seconds, state: tensors };
}
