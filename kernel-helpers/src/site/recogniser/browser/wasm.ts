import { env, setBackend } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

/** Lets tfjs compute on WebAssembly, whose files lie in a folder, on one thread; false if it cannot. */
export async function startWasm(folder: string): Promise<boolean> {
  setWasmPaths(folder);
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false); // threads need headers that a plain server does not send
  return setBackend("wasm");
}
