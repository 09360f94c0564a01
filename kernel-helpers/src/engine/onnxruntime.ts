import type * as ort from "onnxruntime-node";
import { messageOf } from "../base/errors";
import { warnOnce } from "../base/warn";
import { readEngineRecord } from "./load";

type OnnxRuntime = typeof ort;

let loaded: OnnxRuntime | null | undefined;

/**
 * Microsoft's runtime for frozen networks, on a CPU faster at them than the engine is; loaded at the first call.
 * Undefined where the engine has a GPU, and where it does not load, of which the user is told: everything then runs in
 * the engine.
 */
export function loadOnnxRuntime(): OnnxRuntime | undefined {
  if (loaded === undefined) loaded = load();
  return loaded ?? undefined;
}

function load(): OnnxRuntime | null {
  if (readEngineRecord()?.device === "gpu") return null;
  try {
    // A require, not an import: it may fail, and must come only if somebody asks for it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("onnxruntime-node") as OnnxRuntime;
  } catch (error) {
    const reason = messageOf(error).split("\n")[0];
    warnOnce(`onnxruntime does not load here (${reason}): frozen networks run in TensorFlow, more slowly`);
    return null;
  }
}

/** What computes frozen networks on this machine: part of the name of all that it computes. */
export const frozenEngine = (): string => {
  const runtime = loadOnnxRuntime();
  return runtime ? `onnxruntime ${runtime.env.versions.node}` : "tfjs";
};
