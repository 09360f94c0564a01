import { stripVTControlCharacters } from "node:util";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Reads the counts that mocha's spec reporter prints at its end ("12 passing (3s)", "1 failing", "2 pending"). The last
 * ones count: a test may have printed such words before. Nothing at all means that mocha did not get to its end, which
 * is a failure.
 * @param {string} output
 * @returns {Counts}
 */
export function readMochaSummary(output) {
  const plain = stripVTControlCharacters(output); // FORCE_COLOR colours a pipe too
  const passed = lastCount(plain, "passing");
  if (passed === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return { passed, failed: lastCount(plain, "failing") ?? 0, skipped: lastCount(plain, "pending") ?? 0 };
}

/**
 * @param {string} output
 * @param {"passing" | "failing" | "pending"} word
 */
function lastCount(output, word) {
  const lines = [...output.matchAll(new RegExp(`^ {2}(\\d+) ${word}\\b`, "gm"))];
  const last = lines.at(-1);
  return last && Number(last[1]);
}

/**
 * The last line of `npm test`.
 * @param {Counts} counts
 */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
