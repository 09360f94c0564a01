import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const PROGRAMS = ["munged", "slurmctld", "slurmd", "sbatch", "srun", "scontrol", "squeue"];
/** Where Debian has the daemons; a user's PATH may lack it. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/** Why no cluster can be started here; undefined where one can. Daemons want to be root to start jobs. */
export function whyNoCluster(): string | undefined {
  if (process.getuid?.() !== 0) return "this is not root, and Slurm's daemons must be";
  const missing = PROGRAMS.find((program) => spawnSync("which", [program], { env: { ...process.env, PATH } }).status);
  return missing && `Slurm is not installed here (no ${missing}): apt-get install slurm-wlm munge`;
}

/** A real Slurm of one controller and some node daemons on this machine, all of whose files lie in one folder. */
export class Cluster {
  private readonly daemons: ChildProcess[] = [];
  private controller?: ChildProcess;
  /** For whoever submits to it. */
  readonly environment: NodeJS.ProcessEnv;

  private constructor(
    private readonly folder: string,
    readonly nodes: readonly string[],
  ) {
    this.environment = { ...process.env, PATH: `${this.at("bin")}:${PATH}`, SLURM_CONF: this.at("slurm.conf") };
  }

  static async start(folder: string, { nodes = 3 }: { nodes?: number } = {}): Promise<Cluster> {
    const cluster = new Cluster(folder, Array.from({ length: nodes }, (_, i) => `n${i + 1}`)); // prettier-ignore
    try {
      await cluster.startAll();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** What a command of Slurm's prints. */
  async ask(program: string, ...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(program, args, { env: this.environment });
    return stdout.trim();
  }

  /** The jobs that run now. */
  async running(): Promise<{ id: string; node: string }[]> {
    const lines = (await this.ask("squeue", "--noheader", "--states=R", "--format=%i %N")).split("\n");
    return lines.filter(Boolean).map((line) => ({ id: line.split(" ")[0], node: line.split(" ")[1] }));
  }

  /** Ends the controller and starts it again a while later: it goes on from the state that it has kept on disk. */
  async restartController(pauseMs: number): Promise<void> {
    await end(this.controller!, "SIGTERM");
    await sleep(pauseMs);
    this.startController();
    await this.until(async () => (await this.ask("scontrol", "ping")).includes("UP"), "the controller answers again");
  }

  async stop(): Promise<void> {
    for (const daemon of [this.controller, ...this.daemons.toReversed()]) if (daemon) await end(daemon, "SIGTERM");
  }

  /** The end of a daemon's log, for a message. */
  private logs(): string {
    const names = fs.readdirSync(this.folder).filter((name) => name.endsWith(".log"));
    return names.map((name) => `${name}:\n${fs.readFileSync(this.at(name), "utf8").slice(-1500)}`).join("\n");
  }

  private at = (name: string): string => path.join(this.folder, name);

  private async startAll(): Promise<void> {
    fs.writeFileSync(this.at("munge.key"), randomBytes(1024), { mode: 0o400 });
    for (const name of ["state", "bin"]) fs.mkdirSync(this.at(name));
    fs.writeFileSync(this.at("slurm.conf"), await this.configuration());
    // Snakemake takes Slurm's variables out of a job; on a cluster srun finds its configuration in /etc.
    const srun = `#!/bin/sh\nSLURM_CONF=${this.at("slurm.conf")} exec /usr/bin/srun "$@"\n`;
    fs.writeFileSync(this.at("bin/srun"), srun, { mode: 0o755 });
    const munge = ["key-file=munge.key", "socket=munge.socket", "pid-file=munged.pid", "log-file=munged.log", "seed-file=munged.seed"]; // prettier-ignore
    this.daemons.push(this.daemon("munged", ["--foreground", "--force", ...munge.map(this.option)]));
    await this.until(() => Promise.resolve(fs.existsSync(this.at("munge.socket"))), "munged has its socket");
    this.startController();
    for (const node of this.nodes) this.daemons.push(this.daemon("slurmd", ["-D", "-N", node]));
    const isUp = async () => (await this.ask("sinfo", "-h", "-N", "-o", "%t")).split("\n").every((state) => state === "idle"); // prettier-ignore
    await this.until(isUp, "all nodes are idle");
  }

  /** "key-file=munge.key" as an option with a path. */
  private option = (text: string): string => `--${text.replace("=", `=${this.folder}/`)}`;

  private startController(): void {
    this.controller = this.daemon("slurmctld", ["-D"]);
  }

  private daemon(program: string, args: readonly string[]): ChildProcess {
    return spawn(program, args, { env: this.environment, stdio: "ignore" });
  }

  private async until(holds: () => Promise<boolean>, what: string): Promise<void> {
    for (const limit = performance.now() + 30_000; performance.now() < limit; await sleep(200)) {
      if (await holds().catch(() => false)) return;
    }
    throw new Error(`after 30 s it is not so that ${what}:\n${this.logs()}`);
  }

  private async configuration(): Promise<string> {
    const host = os.hostname().split(".")[0];
    const [port, ...ports] = await freePorts(1 + this.nodes.length);
    return [
      "ClusterName=paper",
      `SlurmctldHost=${host}(127.0.0.1)`,
      `SlurmctldPort=${port}`,
      "SlurmUser=root",
      "AuthType=auth/munge",
      `AuthInfo=socket=${this.at("munge.socket")}`,
      `StateSaveLocation=${this.at("state")}`,
      `SlurmdSpoolDir=${this.at("spool-%n")}`,
      `SlurmctldPidFile=${this.at("slurmctld.pid")}`,
      `SlurmdPidFile=${this.at("slurmd-%n.pid")}`,
      `SlurmctldLogFile=${this.at("slurmctld.log")}`,
      `SlurmdLogFile=${this.at("slurmd-%n.log")}`,
      "SlurmdParameters=config_overrides", // nodes of one core, whatever this machine has
      "ProctrackType=proctrack/linuxproc",
      "TaskPlugin=task/none",
      "SelectType=select/cons_tres",
      "SelectTypeParameters=CR_Core",
      "SchedulerType=sched/builtin",
      "MpiDefault=none",
      "ReturnToService=2",
      "AccountingStorageType=accounting_storage/none",
      "JobAcctGatherType=jobacct_gather/none",
      ...this.nodes.map(
        (node, i) =>
          `NodeName=${node} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${ports[i]} CPUs=1 RealMemory=16000`,
      ),
      "PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP",
      "",
    ].join("\n");
  }
}

async function end(daemon: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((resolve) => daemon.once("exit", resolve));
  daemon.kill(signal);
  const forced = setTimeout(() => daemon.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(forced);
}

/** Ports that nobody listens on, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
