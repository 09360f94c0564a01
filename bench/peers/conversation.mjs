import process from "node:process";
import { createInterface } from "node:readline";

/**
 * How a peer talks with the bench: JSON, a line at a time. Says that all is loaded, then answers each number that comes
 * in with what `answer` makes of it.
 * @param {object} greeting
 * @param {(count: number) => Promise<object>} answer
 */
export async function converse(greeting, answer) {
  say(greeting);
  for await (const line of createInterface({ input: process.stdin })) say(await answer(Number(line)));
}

const say = (/** @type {object} */ message) => void process.stdout.write(`${JSON.stringify(message)}\n`);
