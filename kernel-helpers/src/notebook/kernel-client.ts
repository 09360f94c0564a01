import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import * as zmq from "zeromq";
import { readJson } from "../base/files";
import { projectRoot } from "../base/paths";
import { address, decode, encode, newHeader, type ConnectionInfo, type Message } from "./wire";

type Channel = "shell" | "iopub";
type Content = Record<string, unknown>;
type Listener = (message: Message, channel: Channel) => void;

export interface KernelOptions {
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** How long the kernel may take to answer. */
  startTimeoutMs?: number;
}

export interface ExecuteOptions {
  /** How long the kernel waits for timers that this cell and earlier ones left behind; a short while when absent. */
  settleMs?: number;
}

/** Content of Jupyter's execute_reply. */
export interface ExecuteReply extends Content {
  status: "ok" | "error" | "aborted";
  execution_count?: number;
}

const HANDSHAKE_MS = 100;
const SHUTDOWN_MS = 3000;

/** A running kernel of this project, spoken to over ZeroMQ as any front end does. */
export class KernelClient {
  private readonly session = randomUUID();
  private readonly shell = new zmq.Dealer({ linger: 0 });
  private readonly iopub = new zmq.Subscriber({ receiveHighWaterMark: 0, linger: 0 });
  private readonly listeners = new Map<string, Listener>();
  /** Rejects when the process ends. */
  private readonly death: Promise<never>;
  private printed = "";

  private constructor(
    private readonly connection: ConnectionInfo,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {
    const keep = (text: Buffer) => (this.printed = (this.printed + text.toString()).slice(-4000));
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    this.death = new Promise((_, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) =>
        reject(new Error(`the kernel ended (${signal ?? `exit code ${code}`})\n${this.printed}`.trimEnd())),
      );
    });
    this.death.catch(() => undefined);
    this.shell.connect(address(connection, connection.shell_port));
    this.iopub.connect(address(connection, connection.iopub_port));
    this.iopub.subscribe();
    void this.receive(this.shell, "shell");
    void this.receive(this.iopub, "iopub");
  }

  static async start({ env = {}, startTimeoutMs = 180_000 }: KernelOptions = {}): Promise<KernelClient> {
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
    const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port };
    const protocol = { transport: "tcp", ip: "127.0.0.1", key: randomUUID(), signature_scheme: "hmac-sha256" };
    const connection: ConnectionInfo = { ...ports, ...protocol, kernel_name: "tslab" };
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-kernel-"));
    const file = path.join(folder, "connection.json");
    fs.writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });

    const { command, args, env: specEnv } = kernelCommand(file);
    const child = spawn(command, args, {
      cwd: projectRoot(),
      env: { ...process.env, ...specEnv, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // Ctrl-C in the terminal reaches only us; we interrupt the cell and save its outputs
    });
    const kernel = new KernelClient(connection, folder, child);
    try {
      await kernel.untilReady(startTimeoutMs);
    } catch (error) {
      await kernel.shutdown();
      throw error;
    }
    return kernel;
  }

  /**
   * Runs one cell. `onOutput` gets its iopub messages, also those that come after the cell has ended. Resolves after the
   * reply and the idle status.
   */
  execute(code: string, onOutput: (message: Message) => void, options: ExecuteOptions = {}): Promise<ExecuteReply> {
    const { settleMs } = options;
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    return this.orDeath((resolve) => {
      let reply: ExecuteReply | undefined;
      let isIdle = false;
      const listener: Listener = (message, channel) => {
        if (channel === "shell") reply = message.content as ExecuteReply;
        else if (message.header.msg_type !== "status") onOutput(message);
        else isIdle = message.content.execution_state === "idle";
        if (reply && isIdle) resolve(reply);
      };
      this.send(
        "execute_request",
        { ...content, stop_on_error: true },
        listener,
        settleMs === undefined ? {} : { settleMs },
      );
    });
  }

  /** Sends any other request and resolves with the content of its reply. */
  request(type: string, content: Content = {}): Promise<Content> {
    return this.orDeath((resolve) => {
      this.send(type, content, (message, channel) => channel === "shell" && resolve(message.content));
    });
  }

  /** What Ctrl-C is in a terminal. */
  interrupt(): void {
    this.child.kill("SIGINT");
  }

  async shutdown(): Promise<void> {
    const isRunning = () =>
      this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined;
    if (isRunning()) {
      const gone = new Promise((resolve) => this.child.once("exit", resolve));
      this.send("shutdown_request", { restart: false }, () => undefined);
      const timer = setTimeout(() => this.child.kill("SIGKILL"), SHUTDOWN_MS);
      await gone;
      clearTimeout(timer);
    }
    this.shell.close();
    this.iopub.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends the process at once, for the moment when ours is about to end. */
  kill(): void {
    this.child.kill("SIGKILL");
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private orDeath<T>(work: (resolve: (value: T) => void) => void): Promise<T> {
    return Promise.race([this.death, new Promise<T>(work)]);
  }

  /** Asks until the kernel has answered on both channels: a subscriber misses what is sent before it is connected. */
  private async untilReady(timeoutMs: number): Promise<void> {
    const seen = new Set<Channel>();
    const end = performance.now() + timeoutMs;
    await this.orDeath<void>((resolve) => {
      const ask = () => {
        if (seen.size === 2 || performance.now() > end || this.shell.closed) return resolve();
        this.send("kernel_info_request", {}, (_, channel) => seen.add(channel));
        setTimeout(ask, HANDSHAKE_MS);
      };
      ask();
    });
    if (seen.size < 2) throw new Error(`the kernel did not answer within ${timeoutMs} ms\n${this.printed}`.trimEnd());
  }

  private async receive(socket: zmq.Dealer | zmq.Subscriber, channel: Channel): Promise<void> {
    for await (const frames of socket) {
      const message = decode(frames, this.connection.key);
      this.listeners.get(message.parent.msg_id ?? "")?.(message, channel);
    }
  }

  private send(type: string, content: Content, listener: Listener, metadata: Content = {}): void {
    const header = newHeader(type, this.session);
    this.listeners.set(header.msg_id, listener);
    const message: Message = { identities: [], header, parent: {}, metadata, content };
    void this.shell.send(encode(message, this.connection.key)).catch(() => undefined); // the kernel is gone: see `death`
  }
}

/** The command of the kernelspec that JupyterLab starts, so that both run the same kernel. */
function kernelCommand(connectionFile: string): { command: string; args: string[]; env: Record<string, string> } {
  const folder = path.join(projectRoot(), "jupyter", "kernels", "tslab");
  const spec = readJson<{ argv: string[]; env: Record<string, string> }>(path.join(folder, "kernel.json"));
  const [, ...args] = spec.argv.map((argument) =>
    argument.replace("{resource_dir}", folder).replace("{connection_file}", connectionFile),
  );
  return { command: process.execPath, args, env: spec.env };
}

/** Ports that were free a moment ago. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
