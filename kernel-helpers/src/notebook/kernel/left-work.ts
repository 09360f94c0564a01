/**
 * How much work of the kinds that a cell may leave behind is under way in this process: timers, immediates and file
 * operations. Sockets and watchers are not counted; they live as long as the kernel.
 */
export function leftWork(): number {
  return process.getActiveResourcesInfo().filter((name) => /^(Timeout|Immediate|FSReq)/.test(name)).length;
}

const POLL_MS = 5;

/** Resolves when no more work is left than `before`, when `isOver()`, or after `limitMs`. */
export async function settled(before: number, limitMs: number, isOver: () => boolean): Promise<void> {
  // Two turns of the event loop: Node reports a rejection that nothing handles after the first.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  const end = performance.now() + limitMs;
  while (leftWork() > before && !isOver() && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
