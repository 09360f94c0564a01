import * as zmq from "zeromq";
import { address, decode, encode, newHeader, type ConnectionInfo, type Message } from "../wire";
import type { CellExecutor, CellOutputs } from "./cell-executor";
import type { Failure } from "./failure";
import { answer, completion, inspection, kernelInfo } from "./answers";
import { Outbox } from "./outbox";

/** How long the kernel waits for timers that a cell leaves behind, so that their errors fail that cell. */
const SETTLE_MS = 250;
/** After a failure the front end's queued cells are refused for this long: enough to read them off the socket. */
const ABORT_MS = 100;

type Content = Record<string, unknown>;
type ReplySocket = zmq.Router;

/** The five sockets of a Jupyter kernel and what is answered on them. */
export class KernelServer {
  private readonly iopub = new zmq.Publisher({ sendHighWaterMark: 0, linger: 1000 });
  private readonly shell = new zmq.Router({ sendHighWaterMark: 0, linger: 1000 });
  private readonly control = new zmq.Router({ linger: 1000 });
  private readonly stdin = new zmq.Router();
  private readonly heartbeat = new zmq.Reply();
  private readonly outboxes = new Map<zmq.Publisher | zmq.Router, Outbox>();
  private cells: Promise<void> = Promise.resolve();
  private executing: Message | undefined;
  private isAborting = false;

  constructor(
    private readonly connection: ConnectionInfo,
    private readonly executor: CellExecutor,
  ) {}

  async listen(): Promise<void> {
    const ports = this.connection;
    await Promise.all([
      this.iopub.bind(address(ports, ports.iopub_port)),
      this.shell.bind(address(ports, ports.shell_port)),
      this.control.bind(address(ports, ports.control_port)),
      this.stdin.bind(address(ports, ports.stdin_port)),
      this.heartbeat.bind(address(ports, ports.hb_port)),
    ]);
    await Promise.all([this.receive(this.shell), this.receive(this.control), this.beat()]);
  }

  private async beat(): Promise<void> {
    for await (const frames of this.heartbeat) await this.heartbeat.send(frames);
  }

  private async receive(socket: ReplySocket): Promise<void> {
    for await (const frames of socket) {
      try {
        const request = decode(frames, this.connection.key);
        if (request.header.msg_type === "execute_request") this.queueCell(socket, request);
        else this.handle(socket, request);
      } catch (error) {
        process.stderr.write(`kernel: a message was dropped: ${String(error)}\n`);
      }
    }
  }

  /** Everything but cells is answered at once, also while a cell runs: completion works during a long await. */
  private handle(socket: ReplySocket, request: Message): void {
    this.publishStatus("busy", request);
    const type = request.header.msg_type;
    const content = this.contentFor(type, request.content);
    if (content) this.reply(socket, request, type.replace(/_request$/, "_reply"), content);
    this.publishStatus("idle", request);
    if (this.executing) this.publishStatus("busy", this.executing); // else the front end shows the kernel as idle
    if (type === "shutdown_request") this.shutDown();
  }

  private contentFor(type: string, content: Content): Content | undefined {
    switch (type) {
      case "kernel_info_request":
        return kernelInfo();
      case "complete_request":
        return answer(() => completion(this.executor, content));
      case "inspect_request":
        return answer(() => inspection(this.executor, content));
      case "is_complete_request":
        return { status: "unknown" };
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "history_request":
        return { status: "ok", history: [] };
      case "interrupt_request":
        this.executor.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
      default:
        return undefined; // comm messages of widgets, debug requests: not offered by kernel_info
    }
  }

  private queueCell(socket: ReplySocket, request: Message): void {
    this.cells = this.cells.then(async () => {
      this.publishStatus("busy", request);
      if (this.isAborting) this.reply(socket, request, "execute_reply", { status: "aborted" });
      else await this.runCell(socket, request);
      this.publishStatus("idle", request);
    });
  }

  private async runCell(socket: ReplySocket, request: Message): Promise<void> {
    const code = String(request.content.code);
    const { settleMs } = request.metadata; // our runner asks for a long wait at the end of a notebook
    const settle = typeof settleMs === "number" ? { settleMs, earlierCells: true } : { settleMs: SETTLE_MS };
    const number = this.executor.startCell();
    this.executing = request;
    this.publish("execute_input", { code, execution_count: number }, request);
    const failure = await this.executor.execute(code, this.outputsOf(request), settle);
    this.executing = undefined;
    if (failure) this.publish("error", { ...failure }, request);
    const result = failure ? { status: "error", ...failure } : { status: "ok", payload: [], user_expressions: {} };
    this.reply(socket, request, "execute_reply", { ...result, execution_count: number });
    if (failure && request.content.stop_on_error !== false) this.abortQueuedCells();
  }

  private abortQueuedCells(): void {
    this.isAborting = true;
    setTimeout(() => (this.isAborting = false), ABORT_MS);
  }

  private outputsOf(request: Message): CellOutputs {
    return {
      stream: (name, text) => this.publish("stream", { name, text }, request),
      display: (message, isUpdate) =>
        this.publish(isUpdate ? "update_display_data" : "display_data", { ...message }, request),
      error: (failure: Failure) => this.publish("error", { ...failure }, request),
    };
  }

  private publishStatus(state: "busy" | "idle", request: Message): void {
    this.publish("status", { execution_state: state }, request);
  }

  private publish(type: string, content: Content, request: Message): void {
    this.send(this.iopub, [Buffer.from(type)], type, content, request);
  }

  private reply(socket: ReplySocket, request: Message, type: string, content: Content): void {
    this.send(socket, request.identities, type, content, request);
  }

  private send(
    socket: zmq.Publisher | zmq.Router,
    identities: Buffer[],
    type: string,
    content: Content,
    { header: parent }: Message,
  ): void {
    const message = { identities, header: newHeader(type, parent.session), parent, metadata: {}, content };
    this.outboxOf(socket).send(encode(message, this.connection.key));
  }

  private outboxOf(socket: zmq.Publisher | zmq.Router): Outbox {
    const outbox = this.outboxes.get(socket) ?? new Outbox(socket);
    this.outboxes.set(socket, outbox);
    return outbox;
  }

  private shutDown(): void {
    this.executor.close();
    for (const socket of [this.iopub, this.shell, this.control, this.stdin, this.heartbeat]) socket.close();
    setTimeout(() => process.exit(0), 50);
  }
}
