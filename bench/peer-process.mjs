import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { tail } from "../setup/run.mjs";

/**
 * A program that is loaded and waits for work: it is asked with a number, and answers with a line of JSON.
 * @typedef {object} Peer
 * @property {string} version what it said of itself when it was ready
 * @property {(count: number) => Promise<any>} ask one question at a time
 * @property {() => Promise<void>} end
 */

/**
 * Starts a peer and waits until it is ready.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ threads: number, cwd: string }} options threads: what every library is held to, where it listens to variables
 * @returns {Promise<Peer>}
 */
export async function startPeer(command, args, { threads, cwd }) {
  const count = String(threads);
  const limits = { TF_NUM_INTRAOP_THREADS: count, TF_NUM_INTEROP_THREADS: count, OMP_NUM_THREADS: count };
  const child = spawn(command, args, { cwd, env: { ...process.env, ...limits }, stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (/** @type {Buffer} */ chunk) => (complaint = (complaint + chunk.toString()).slice(-4000)));
  child.stdin.on("error", () => undefined); // it ended: `next` says so
  const ended = new Promise((resolve) => child.once("close", resolve).once("error", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value);
    await ended;
    throw new Error(`${args[0]} ended before it answered:\n${tail(complaint)}`);
  };
  const { version } = await next();
  return {
    version,
    ask: (count) => {
      child.stdin.write(`${count}\n`);
      return next();
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * Starts peers one after the other, hands them to some work, and ends them whatever comes of it.
 * @template Result
 * @param {readonly (() => Promise<Peer>)[]} starts
 * @param {(peers: Peer[]) => Promise<Result>} work
 */
export async function withPeers(starts, work) {
  /** @type {Peer[]} */
  const peers = [];
  try {
    for (const start of starts) peers.push(await start());
    return await work(peers);
  } finally {
    for (const peer of peers) await peer.end();
  }
}
