import { UserError } from "../base/errors";
import { OutputCollector } from "./cell-outputs";
import { KernelClient, type ExecuteReply } from "./kernel-client";
import { sourceOf, type Cell, type Notebook, type Output } from "./notebook-file";

export interface RunOptions {
  /** For error messages. */
  name: string;
  /** What `parameters(defaults)` in the notebook overrides its defaults with. */
  parameters?: Record<string, unknown>;
  /** A cell that runs longer is interrupted, and the notebook fails. Default: two hours. */
  cellTimeoutMs?: number;
  env?: Record<string, string>;
  /** Stops the running cell. */
  signal?: AbortSignal;
  /** Called before each cell and once at the end, with the number of code cells done. */
  onCell?: (done: number, total: number) => void;
}

const CELL_TIMEOUT_MS = 2 * 60 * 60 * 1000;
/** How long timers that a notebook leaves behind may still report errors. */
const LAST_SETTLE_MS = 1000;
/** A cell that does not stop after an interrupt for this long (a synchronous loop after an await) loses its kernel. */
const INTERRUPT_GRACE_MS = 5000;

/** A notebook that failed. Its cells hold the outputs up to the failure. */
export class NotebookError extends UserError {
  constructor(
    readonly notebook: string,
    /** The number in brackets beside the cell. */
    readonly cell: number,
    readonly failure: string,
  ) {
    super(`notebook ${notebook}, cell [${cell}] failed: ${failure}`);
  }
}

/**
 * Executes the code cells of `notebook` in order in a kernel of its own and writes outputs and counts into it, also when
 * a cell fails: then the cells after it are left without outputs, and a NotebookError is thrown.
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<void> {
  const { name, parameters = {}, env = {}, onCell } = options;
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
  for (const cell of cells) Object.assign(cell, { outputs: [], execution_count: null });
  const kernel = await KernelClient.start({ env: { ...env, NB_PARAMETERS: JSON.stringify(parameters) } });
  const run = new NotebookRun(kernel, options);
  try {
    for (const [index, cell] of cells.entries()) {
      onCell?.(index, cells.length);
      await run.execute(cell);
    }
    await run.settle();
    onCell?.(cells.length, cells.length);
  } catch (error) {
    if (error instanceof NotebookError) throw error;
    throw new NotebookError(name, run.number, (error as Error).message);
  } finally {
    await kernel.shutdown();
  }
}

class NotebookRun {
  number = 0;
  private readonly collector = new OutputCollector();
  private lateError: NotebookError | undefined;

  constructor(
    private readonly kernel: KernelClient,
    private readonly options: RunOptions,
  ) {}

  async execute(cell: Cell): Promise<void> {
    const source = sourceOf(cell);
    if (source.trim() === "") return;
    const number = ++this.number;
    const outputs: Output[] = (cell.outputs = []);
    const running = { hasEnded: false };
    const reply = this.kernel.execute(source, (message) => {
      this.collector.add(outputs, message);
      if (message.header.msg_type === "error" && running.hasEnded) {
        this.lateError ??= new NotebookError(this.options.name, number, failureText(message.content));
      }
    });
    const { status, ...content } = await this.withinLimits(reply, number);
    running.hasEnded = true;
    cell.execution_count = number;
    if (status !== "ok") throw new NotebookError(this.options.name, number, failureText(content));
    if (this.lateError) throw this.lateError;
  }

  /** Waits for what the notebook left behind: an error in it fails the notebook, too. */
  async settle(): Promise<void> {
    await this.withinLimits(
      this.kernel.execute("", () => undefined, { settleMs: LAST_SETTLE_MS }),
      this.number,
    );
    if (this.lateError) throw this.lateError;
  }

  private async withinLimits(reply: Promise<ExecuteReply>, number: number): Promise<ExecuteReply> {
    const { cellTimeoutMs = CELL_TIMEOUT_MS, signal, name } = this.options;
    let reason = "";
    let kill: NodeJS.Timeout | undefined;
    const stop = (why: string) => {
      reason = why;
      this.kernel.interrupt();
      kill = setTimeout(() => this.kernel.kill(), INTERRUPT_GRACE_MS);
    };
    const onAbort = () => stop("it was interrupted");
    const timer = setTimeout(() => stop(`it ran longer than ${cellTimeoutMs / 1000} s`), cellTimeoutMs);
    signal?.addEventListener("abort", onAbort);
    try {
      if (signal?.aborted) onAbort();
      const content = await reply;
      if (reason) throw new NotebookError(name, number, reason);
      return content;
    } catch (error) {
      throw reason ? new NotebookError(name, number, reason) : error;
    } finally {
      clearTimeout(timer);
      clearTimeout(kill);
      signal?.removeEventListener("abort", onAbort);
    }
  }
}

const failureText = (content: Record<string, unknown>): string =>
  Array.isArray(content.traceback) ? content.traceback.join("\n") : "the kernel refused the cell";
