import { KernelClient } from "kernel-helpers/dist/notebook/kernel-client";
import type { Message } from "kernel-helpers/dist/notebook/wire";

export interface Ran {
  status: string;
  count: number | undefined;
  messages: { type: string; content: Record<string, unknown> }[];
  /** The traceback, or an empty string. */
  error: string;
}

/** Runs one cell and waits a little for what comes after its reply. */
export async function runCell(kernel: KernelClient, code: string): Promise<Ran> {
  const messages: Ran["messages"] = [];
  const collect = ({ header, content }: Message) => messages.push({ type: header.msg_type, content });
  const reply = await kernel.execute(code, collect);
  const error = messages.find(({ type }) => type === "error");
  return {
    status: reply.status,
    count: reply.execution_count,
    messages,
    error: error ? (error.content.traceback as string[]).join("\n") : "",
  };
}

/** After a failure the kernel refuses queued cells for a moment, as Jupyter's protocol asks. */
export const afterFailure = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));
