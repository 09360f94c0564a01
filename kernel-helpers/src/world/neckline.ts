import { bell } from "./scalar";

/** Height of a rest position above the collar: negative where clothes cover the body. */
export function heightAboveNeckline(x: number, y: number, z: number, vneck: boolean): number {
  const shoulder = Math.max(0, Math.abs(x) - 0.6) * 1.2;
  const opening = vneck && z > 0.2 ? 0.42 * bell(x, 0.22 / Math.SQRT2) : 0;
  return y - (5.72 - 0.3 * (z - 0.1) + shoulder - opening);
}
