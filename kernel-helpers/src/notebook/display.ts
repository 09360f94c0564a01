import { randomUUID } from "node:crypto";
import { currentCell, type DisplaySink, type MimeBundle } from "./cell-scope";

export type { DisplayMessage, DisplaySink, MimeBundle } from "./cell-scope";

let chosenSink: DisplaySink | undefined;

/** For tests and scripts: outputs go to `sink` in place of the running kernel, until it is called with undefined. */
export function setDisplaySink(sink: DisplaySink | undefined): void {
  chosenSink = sink;
}

function send(data: MimeBundle, metadata: Record<string, unknown>, id: string | undefined, isUpdate: boolean): void {
  const sink = chosenSink ?? currentCell()?.display;
  if (sink) sink({ data, metadata, transient: id ? { display_id: id } : {} }, isUpdate);
  else if (!isUpdate && typeof data["text/plain"] === "string") process.stdout.write(data["text/plain"] + "\n");
}

/** Shows one output, in as many forms as `data` has MIME types. */
export function displayBundle(data: MimeBundle, metadata: Record<string, unknown> = {}): void {
  send(data, metadata, undefined, false);
}

/** A place in the output area that can be overwritten. */
export class DisplayHandle {
  private readonly id = randomUUID();
  private isShown = false;

  show(data: MimeBundle, metadata: Record<string, unknown> = {}): void {
    send(data, metadata, this.id, this.isShown);
    this.isShown = true;
  }
}
