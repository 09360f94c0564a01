import type { Executor } from "tslab/dist/executor";
import { currentCell, runInCell, type CellScope, type DisplaySink } from "../cell-scope";
import { nameCells, rememberCell } from "./compiled-cells";
import { failureOf, failureOfDiagnostics, isInterruption, type Diagnostic, type Failure } from "./failure";
import { leftWork, settled } from "./left-work";

/** Where a cell's outputs go. They may come after the cell has ended, from work that it left behind. */
export interface CellOutputs {
  stream: (name: "stdout" | "stderr", text: string) => void;
  display: DisplaySink;
  error: (failure: Failure) => void;
}

export interface SettleOptions {
  /** How long to wait at most for timers and file operations that are left behind. */
  settleMs: number;
  /** Wait also for what earlier cells left behind. */
  earlierCells?: boolean;
}

interface RunningCell extends CellScope {
  outputs: CellOutputs;
  failures: Failure[];
  diagnostics: Diagnostic[];
  hasEnded: boolean;
}

/** tslab reports a diagnostic as `console.error(THIS, fileName, line, column, message)`. */
const DIAGNOSTIC_FORMAT = "%s%d:%d - %s";

/** Runs cells one at a time and turns everything that goes wrong in them into a failure. */
export class CellExecutor {
  private count = 0;
  private running: RunningCell | undefined;
  /** What is under way in the kernel before the first cell. */
  private idleWork: number | undefined;
  private readonly executor: Executor;

  constructor(createExecutor: (onError: (...args: unknown[]) => void) => Executor) {
    nameCells(() => this.count);
    this.executor = createExecutor((...args) => this.collect(args));
    for (const name of ["stdout", "stderr"] as const) captureStream(name);
    for (const event of ["uncaughtException", "unhandledRejection"] as const) {
      process.removeAllListeners(event);
      process.on(event, (thrown: unknown) => this.fail(currentCell() as RunningCell | undefined, thrown));
    }
  }

  /** The number of the cell that began last. */
  get executionCount(): number {
    return this.count;
  }

  get isBusy(): boolean {
    return this.running !== undefined;
  }

  /** Counts a cell that is about to run. */
  startCell(): number {
    return ++this.count;
  }

  /** Runs the started cell and waits for what it leaves behind; the failure is undefined when it succeeded. */
  async execute(code: string, outputs: CellOutputs, settle: SettleOptions): Promise<Failure | undefined> {
    const { display } = outputs;
    const cell: RunningCell = {
      number: this.count,
      isInterrupted: false,
      display,
      outputs,
      failures: [],
      diagnostics: [],
      hasEnded: false,
    };
    rememberCell(cell.number, code);
    this.running = cell;
    this.idleWork ??= leftWork();
    const before = settle.earlierCells ? this.idleWork : leftWork();
    try {
      const succeeded = await runInCell(cell, () => this.executor.execute(code));
      await settled(before, settle.settleMs, () => cell.isInterrupted || cell.failures.length > 0);
      return failureAmong(cell, succeeded);
    } catch (error) {
      return failureOf(error);
    } finally {
      cell.hasEnded = true;
      this.running = undefined;
    }
  }

  /** Stops the running cell; a synchronous loop is stopped by Node itself, on the signal. */
  interrupt(): void {
    if (!this.running) return;
    this.running.isInterrupted = true;
    this.executor.interrupt();
  }

  complete(code: string, position: number): { start: number; end: number; candidates: string[] } {
    return this.executor.complete(code, position);
  }

  inspect(code: string, position: number): ReturnType<Executor["inspect"]> | undefined {
    return this.executor.inspect(code, position);
  }

  close(): void {
    this.executor.close();
  }

  /** What tslab would have printed as an error. */
  private collect(args: unknown[]): void {
    const cell = this.running;
    if (!cell) return;
    if (args[0] === DIAGNOSTIC_FORMAT) {
      const [, file, line, column, message] = args as [string, string, number, number, string];
      cell.diagnostics.push({ file: file.trim(), line, column, message });
    } else {
      cell.failures.push(failureOf(args.length === 1 ? args[0] : args.map(String).join(" ")));
    }
  }

  private fail(cell: RunningCell | undefined, thrown: unknown): void {
    if (!cell) return void process.stderr.write(failureOf(thrown).traceback.join("\n") + "\n");
    if (cell.hasEnded && isInterruption(thrown)) return;
    if (cell.hasEnded) cell.outputs.error(failureOf(thrown));
    else cell.failures.push(failureOf(thrown));
  }
}

function failureAmong(cell: RunningCell, succeeded: boolean): Failure | undefined {
  if (cell.diagnostics.length > 0) return failureOfDiagnostics(cell.number, cell.diagnostics);
  if (cell.failures.length > 0) {
    const traceback = cell.failures.flatMap((failure, i) => (i > 0 ? ["", ...failure.traceback] : failure.traceback));
    return { ...cell.failures[0], traceback };
  }
  return succeeded ? undefined : failureOf(new Error("the cell failed and gave no reason"));
}

/** Sends what the process prints to the cell that prints it. */
function captureStream(name: "stdout" | "stderr"): void {
  const decoder = new TextDecoder();
  const original = process[name].write.bind(process[name]);
  process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const cell = currentCell() as RunningCell | undefined;
    if (!cell) return original(chunk, ...(rest as []));
    cell.outputs.stream(name, typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
    const callback = rest.find((argument) => typeof argument === "function");
    if (callback) process.nextTick(callback);
    return true;
  };
}
