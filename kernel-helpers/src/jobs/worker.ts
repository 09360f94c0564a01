import * as path from "node:path";
import { messageOf, UserError } from "../base/errors";
import type { OnProgress } from "../base/progress";
import type { FromWorker } from "./pool";
import { endWithParent } from "./worker-watch";

interface ToWorker {
  module: string;
  run: string;
  argument: unknown;
}
type JobFunction = (argument: unknown, options: { onProgress: OnProgress }) => Promise<unknown>;

const tell = (message: FromWorker) => process.send?.(message);

async function handle({ module, run, argument }: ToWorker): Promise<void> {
  try {
    const loaded = (await import(path.resolve(__dirname, "..", `${module}.js`))) as Record<string, JobFunction>;
    const value = await loaded[run](argument, { onProgress: ({ done }) => tell({ type: "progress", done }) });
    tell({ type: "result", value, memory: process.memoryUsage.rss() });
  } catch (error) {
    const stack = error instanceof Error ? error.stack : undefined;
    tell({ type: "error", message: messageOf(error), stack, user: error instanceof UserError });
  }
}

process.on("message", (message: ToWorker) => void handle(message));
endWithParent();
// Ctrl-C reaches the whole process group: the parent decides; a worker whose parent is gone ends.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));
