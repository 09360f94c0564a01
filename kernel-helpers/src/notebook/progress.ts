import type { OnProgress, Progress } from "../base/progress";
import { escapeHtml } from "../figures/table-markup";
import { currentCell, Interrupted } from "./cell-scope";
import { DisplayHandle } from "./display";
import { Pace, spoken } from "./pace";

/** The bar is redrawn at most this often. */
const INTERVAL_MS = 100;

interface Bar extends Progress {
  pace: Pace;
}

/**
 * Progress bars below the cell, one for each label, redrawn in place: `await renderAll({ onProgress: notebookProgress() })`.
 * A finished bar shows no times, so that a notebook that is executed again keeps its bytes. When the reader interrupts
 * the cell, the next report of progress throws, and the work stops there.
 */
export function notebookProgress(): OnProgress {
  const handle = new DisplayHandle();
  const cell = currentCell();
  const bars = new Map<string, Bar>();
  let drawnAt = -Infinity;

  return (progress) => {
    if (cell?.isInterrupted) throw new Interrupted();
    const bar = bars.get(progress.label);
    const now = performance.now();
    const pace = Pace.of(progress, bar?.pace, now);
    bars.set(progress.label, { ...progress, pace });
    const isNews = !bar || isFinished(progress);
    if (!isNews && now - drawnAt < INTERVAL_MS) return;
    drawnAt = now;
    const all = [...bars.values()];
    handle.show({
      "text/html": all.map((each) => htmlOf(each, now)).join("\n"),
      "text/plain": all.map((each) => textOf(each, now)).join("\n"),
    });
  };
}

const isFinished = ({ done, total }: Progress): boolean => done >= total;

const htmlOf = (bar: Bar, now: number): string =>
  `<div class="paper-progress"><progress value="${bar.done}" max="${Math.max(1, bar.total)}" ` +
  `aria-label="${escapeHtml(bar.label)}" style="width:16em;vertical-align:middle"></progress> ` +
  `${escapeHtml(textOf(bar, now))}</div>`;

function textOf(bar: Bar, now: number): string {
  const count = `${bar.label}: ${bar.done} of ${bar.total}`;
  if (isFinished(bar)) return count;
  return [count, ...spoken(bar.pace.at(bar, now)), ...(bar.note ? [bar.note] : [])].join(", ");
}
