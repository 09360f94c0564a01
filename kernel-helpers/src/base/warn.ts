const told = new Set<string>();

/** Tells the user on standard error, once in a process, of something that mends itself. */
export function warnOnce(sentence: string): void {
  if (told.has(sentence)) return;
  told.add(sentence);
  process.stderr.write(`warning: ${sentence}\n`);
}
