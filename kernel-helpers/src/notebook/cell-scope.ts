import { AsyncLocalStorage } from "node:async_hooks";

/** One output as Jupyter stores it: a value for each MIME type; a front end shows the richest that it knows. */
export type MimeBundle = Record<string, unknown>;

export interface DisplayMessage {
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

/** Takes an output; `isUpdate` overwrites the earlier output that has the same display_id. */
export type DisplaySink = (message: DisplayMessage, isUpdate: boolean) => void;

/** A cell being executed, as helpers see it. */
export interface CellScope {
  /** The number in brackets beside the cell: execution_count. */
  readonly number: number;
  /** True once the reader has interrupted the cell: long work then stops at its next report of progress. */
  isInterrupted: boolean;
  display: DisplaySink;
}

/** Thrown by helpers whose cell was interrupted. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("the cell was interrupted");
  }
}

const scope = new AsyncLocalStorage<CellScope>();
let latest: CellScope | undefined;

/**
 * The cell that the running code belongs to, also in timers and promises that the cell left behind; where that trail is
 * lost, the cell that began last. Undefined outside a kernel.
 */
export const currentCell = (): CellScope | undefined => scope.getStore() ?? latest;

/** Runs `work` as the given cell. */
export function runInCell<T>(cell: CellScope, work: () => T): T {
  latest = cell;
  return scope.run(cell, work);
}
