/** Prints a result: as JSON for programs, else as text for people. */
export function emit(asJson: boolean | undefined, value: unknown, text: () => string): void {
  process.stdout.write((asJson ? JSON.stringify(value, null, 1) : text()) + "\n");
}
