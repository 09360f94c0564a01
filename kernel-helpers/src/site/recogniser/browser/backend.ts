import { ready, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-webgl";
import "@tensorflow/tfjs-backend-webgpu";
import { startWasm } from "./wasm";

/** Where tfjs can compute, the fastest first. */
export const BACKENDS = { webgpu: "WebGPU", webgl: "WebGL", wasm: "WebAssembly" } as const;
export type Backend = keyof typeof BACKENDS;

/** A graphics card that is only imitated is slower than WebAssembly. */
const IMITATED = /swiftshader|llvmpipe|software|basic render/i;

/** Whether a backend is worth trying in this browser. */
export const isPromising = async (backend: Backend): Promise<boolean> => PROMISING[backend]();

const PROMISING: Record<Backend, () => boolean | Promise<boolean>> = {
  webgpu: hasGraphicsCard,
  webgl: hasFastWebgl,
  wasm: () => typeof WebAssembly === "object",
};

/** What of WebGPU is asked for here, in both of the forms that browsers have had. */
interface Gpu {
  requestAdapter(): Promise<{ isFallbackAdapter?: boolean; info?: { isFallbackAdapter?: boolean } } | null>;
}

async function hasGraphicsCard(): Promise<boolean> {
  try {
    const { gpu } = navigator as unknown as { gpu?: Gpu };
    const adapter = await gpu?.requestAdapter();
    if (!adapter) return false;
    return !(adapter.isFallbackAdapter ?? adapter.info?.isFallbackAdapter ?? false);
  } catch {
    return false;
  }
}

function hasFastWebgl(): boolean {
  try {
    const gl = document.createElement("canvas").getContext("webgl2");
    if (!gl) return false;
    const named = gl.getExtension("WEBGL_debug_renderer_info");
    const renderer = String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    return !IMITATED.test(renderer);
  } catch {
    return false;
  }
}

/** Lets tfjs compute there; false if it cannot. */
export async function startBackend(backend: Backend, wasmFolder: string): Promise<boolean> {
  try {
    if (!(await (backend === "wasm" ? startWasm(wasmFolder) : setBackend(backend)))) return false;
    await ready();
    return true;
  } catch {
    return false;
  }
}

/** Frees a backend that does not do what it should. */
export const dropBackend = (backend: Backend): void => {
  try {
    removeBackend(backend);
  } catch {
    // a lost graphics card has nothing to free
  }
};
