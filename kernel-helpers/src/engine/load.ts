import * as fs from "node:fs";
import * as path from "node:path";
import util from "node:util";
import type * as tf from "@tensorflow/tfjs";
import { messageOf, UserError } from "../base/errors";
import { projectRoot } from "../base/paths";
import { checkPinned } from "../base/pinned-files";
import { isNativeBackend } from "./native-backend";
import { useNativeReluGradient } from "./native-relu";

/** What set-up built; written by setup/engine.mjs. */
export interface EngineRecord {
  /** auto: the GPU where an NVIDIA driver answers. */
  wish: "auto" | "cpu" | "gpu";
  /** Whose TensorFlow library is linked. */
  device: "cpu" | "gpu";
  source: "wheel" | "official" | "found";
  /** The version of TensorFlow that answered. */
  tensorflow: string;
  /** Why it is not what was wished for. */
  note?: string;
}

let engine: typeof tf | undefined;

/**
 * The tensor library: TensorFlow behind tfjs-node, loaded at the first call and only once in a process. Set-up decides
 * whether it computes on the CPU or on a GPU (`PAPER_ENGINE`); there is one package, linked with the one or the other
 * library, so danfojs shares it.
 *
 * @throws UserError if it was not built, or does not load, or a network that a package brings is damaged
 */
export function loadEngine(): typeof tf {
  return (engine ??= load());
}

/** The record of set-up, or undefined before it. */
export function readEngineRecord(): EngineRecord | undefined {
  try {
    return JSON.parse(fs.readFileSync(path.join(projectRoot(), ".setup", "engine.json"), "utf8")) as EngineRecord;
  } catch {
    return undefined; // not set up yet, or by hand: the package itself is the judge
  }
}

function load(): typeof tf {
  checkPinned("networks"); // here, because face-api reads its own by itself, and always with this engine
  prepareEnvironment();
  try {
    // A require, not an import: it must come after the variables above are set, and only if somebody asks for it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const tfjs = require("@tensorflow/tfjs-node") as typeof tf;
    const backend: unknown = tfjs.backend();
    if (isNativeBackend(backend)) useNativeReluGradient(tfjs, backend);
    return tfjs;
  } catch (error) {
    const reason = messageOf(error).split("\n")[0];
    throw new UserError(`the native engine does not load (${reason}): run \`npm run setup\`, which builds it`);
  }
}

/** TensorFlow reads these when its library is loaded; what the reader has set stays. */
function prepareEnvironment(): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2"; // no banners; errors still show
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "1"; // 1.1 to 1.3 times as fast on x64
  // tfjs-node calls two functions that Node 22 warns about.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
}
