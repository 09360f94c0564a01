import fs from "node:fs";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { OnProgress } from "kernel-helpers/dist/base/progress";

/** Jobs of pool.test.ts and run-unit.test.ts; they run in worker processes. */
export async function square(n: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 30 / (n + 1))); // the first jobs take longest
  return n * n;
}

export const threads = (): Promise<string | undefined> => Promise.resolve(process.env.TF_NUM_INTRAOP_THREADS);

export const refuse = (what: string): Promise<never> => Promise.reject(new UserError(`bad ${what}; give another`));

export const breakDown = (what: string): Promise<never> => Promise.reject(new TypeError(`cannot ${what}`));

export const die = (code: number): Promise<never> => process.exit(code);

/** Ends its worker the first time. */
export function dieOnce(file: string): Promise<string> {
  if (fs.existsSync(file)) return Promise.resolve("second time");
  fs.writeFileSync(file, "");
  return process.exit(1);
}

export const processId = (): Promise<number> => Promise.resolve(process.pid);

/** Holds so many bytes from now on, and tells its process id. */
export function grow(bytes: number): Promise<number> {
  held.push(Buffer.alloc(bytes, 1));
  return Promise.resolve(process.pid);
}
const held: Buffer[] = [];

export const echo = (value: unknown): Promise<unknown> => Promise.resolve(value);

export const variable = (name: string): Promise<string | undefined> => Promise.resolve(process.env[name]);

export const count = ({ list }: { list: readonly unknown[] }): Promise<number> => Promise.resolve(list.length);

/** Tells its process id as progress, then waits for ever. */
export function hang(_: unknown, { onProgress }: { onProgress: OnProgress }): Promise<never> {
  onProgress({ label: "hang", done: process.pid, total: Infinity });
  return new Promise(() => setInterval(() => undefined, 1000));
}
