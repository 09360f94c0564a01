import type { Progress } from "../base/progress";

export interface Speed {
  /** Units per second since the first report. */
  rate: number;
  /** Seconds until all is done at that rate. */
  remaining: number;
}

/** How fast work goes, from the first report of it on: units that were done before (a resumed run) do not count. */
export class Pace {
  /** @param startedAt milliseconds, of the same clock as `now` below */
  constructor(
    private readonly first: Progress,
    private readonly startedAt: number,
  ) {}

  /** The pace to go on with at this report: a new one where other work begins under the same label. */
  static of(progress: Progress, known: Pace | undefined, now: number): Pace {
    const isSameWork = known?.first.total === progress.total && known.first.done <= progress.done;
    return isSameWork ? known : new Pace(progress, now);
  }

  /** Undefined until something was done. */
  at({ done, total }: Progress, now: number): Speed | undefined {
    const seconds = (now - this.startedAt) / 1000;
    if (done <= this.first.done || seconds <= 0) return undefined;
    const rate = (done - this.first.done) / seconds;
    return { rate, remaining: (total - done) / rate };
  }
}

/** Speed in words: “12 per second”, “about 3 min left”. */
export function spoken(speed: Speed | undefined): string[] {
  if (!speed) return [];
  const { rate, remaining } = speed;
  const pace = rate >= 1 ? `${trimmed(rate)} per second` : `${trimmed(1 / rate)} s each`;
  return [pace, `about ${duration(remaining)} left`];
}

const trimmed = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(1));

/** Seconds in words: “40 s”, “3 min”, “2 h 5 min”. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
