/** Prints a result: as JSON for programs, else as text for people. */
export function emit(asJson: boolean | undefined, value: unknown, text: () => string): void {
  process.stdout.write((asJson ? JSON.stringify(value, null, 1) : text()) + "\n");
}

/** The terminal's width between 80 and 120; a file gets 100. */
export const columns = (): number => Math.min(120, Math.max(80, process.stdout.columns ?? 100));
