import { Format, SingleBar } from "cli-progress";
import type { OnProgress, Progress } from "../base/progress";
import { Pace, spoken } from "./pace";

export interface TerminalProgress {
  onProgress: OnProgress;
  /** Leaves the terminal as it was; call it in `finally`. */
  stop: () => void;
}

/** In a log, a line at most every so many milliseconds for each label. */
const LINE_INTERVAL_MS = 10_000;

/** Progress on standard error: a bar in a terminal, plain lines in a log. Standard output stays for results. */
export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): TerminalProgress {
  return stream.isTTY ? bars(stream) : plainLines(stream);
}

function bars(stream: NodeJS.WriteStream): TerminalProgress {
  let bar: SingleBar | undefined;
  let label: string | undefined;
  let pace: Pace | undefined;
  const stop = () => {
    bar?.stop();
    bar = label = undefined;
    process.removeListener("exit", stop); // which shows the cursor again when a command is interrupted
  };
  const onProgress: OnProgress = (progress) => {
    const isNew = progress.label !== label;
    pace = Pace.of(progress, isNew ? undefined : pace, performance.now());
    if (isNew) {
      stop();
      process.once("exit", stop);
      label = progress.label;
      bar = new SingleBar({
        stream,
        hideCursor: true,
        fps: 10,
        stopOnComplete: false,
        gracefulExit: false,
        format: (options, params, payload: { text: string }) =>
          `${Format.BarFormat(params.progress, { ...options, barsize: 24 })} ${payload.text}`,
        barCompleteChar: "█",
        barIncompleteChar: "░",
      });
      bar.start(progress.total, progress.done, { text: textOf(progress, pace) });
    }
    bar?.update(progress.done, { text: textOf(progress, pace) });
    if (progress.done >= progress.total) stop();
  };
  return { onProgress, stop };
}

function plainLines(stream: NodeJS.WriteStream): TerminalProgress {
  const paces = new Map<string, { pace: Pace; writtenAt: number; done: number }>();
  const onProgress: OnProgress = (progress) => {
    const now = performance.now();
    const known = paces.get(progress.label);
    const pace = Pace.of(progress, known?.pace, now);
    const isDue = pace !== known?.pace || progress.done >= progress.total || now - known.writtenAt >= LINE_INTERVAL_MS;
    if (!isDue || (pace === known?.pace && known.done === progress.done)) return;
    paces.set(progress.label, { pace, writtenAt: now, done: progress.done });
    stream.write(textOf(progress, pace) + "\n");
  };
  return { onProgress, stop: () => undefined };
}

function textOf(progress: Progress, pace: Pace): string {
  const { label, done, total, note } = progress;
  const speed = done < total ? spoken(pace.at(progress, performance.now())) : [];
  return [`${label}: ${done} of ${total}`, ...speed, ...(note ? [note] : [])].join(", ");
}
