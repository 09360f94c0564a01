import { loadEngine } from "./load";
import { isNativeBackend, type NativeBackend } from "./native-backend";

export type { NativeBackend, OpAttribute } from "./native-backend";

/** The backend, if it is the native one. */
export function nativeBackend(): NativeBackend | undefined {
  const backend: unknown = loadEngine().backend();
  return isNativeBackend(backend) ? backend : undefined;
}
