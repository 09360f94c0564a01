import type { Output } from "./notebook-file";
import type { Message } from "./wire";

/** Builds the outputs of a notebook's cells from the kernel's messages, as a front end does. */
export class OutputCollector {
  private readonly byDisplayId = new Map<string, Output[]>();

  /** Adds one iopub message to the outputs of the cell that it belongs to. */
  add(outputs: Output[], message: Message): void {
    const { content } = message;
    switch (message.header.msg_type) {
      case "stream":
        return addStream(outputs, String(content.name), String(content.text));
      case "display_data":
        return this.addDisplay(outputs, content);
      case "update_display_data":
        return this.updateDisplay(content);
      case "error":
        outputs.push({
          output_type: "error",
          ename: content.ename,
          evalue: content.evalue,
          traceback: content.traceback,
        });
        return;
      case "clear_output":
        outputs.length = 0;
        return;
      default: // execute_input: the notebook has its own source
    }
  }

  private addDisplay(outputs: Output[], content: Message["content"]): void {
    const output: Output = { output_type: "display_data", data: content.data, metadata: content.metadata };
    outputs.push(output);
    const id = displayId(content);
    if (id) this.byDisplayId.set(id, [...(this.byDisplayId.get(id) ?? []), output]);
  }

  private updateDisplay(content: Message["content"]): void {
    for (const output of this.byDisplayId.get(displayId(content) ?? "") ?? []) {
      output.data = content.data;
      output.metadata = content.metadata;
    }
  }
}

const displayId = (content: Message["content"]): string | undefined =>
  (content.transient as { display_id?: string } | undefined)?.display_id;

/** Text printed in several pieces is one output. */
function addStream(outputs: Output[], name: string, text: string): void {
  const last = outputs.at(-1);
  if (last?.output_type === "stream" && last.name === name) last.text = String(last.text) + text;
  else outputs.push({ output_type: "stream", name, text });
}
