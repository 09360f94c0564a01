import { createRequire } from "node:module";
import type { registerWorld } from "kernel-helpers/dist/cli/commands/world";

export type Program = Parameters<typeof registerWorld>[0];
// The helpers' own commander: another version lies at the root.
const load = createRequire(require.resolve("kernel-helpers/package.json"));
const { Command } = load("commander") as { Command: new () => Program };

/** A program of some commands that throws where the real one would end the process, and prints nothing of its own. */
export function program(...register: ((program: Program) => void)[]): Program {
  const command = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const each of register) each(command);
  for (const sub of command.commands) sub.exitOverride().configureOutput(command.configureOutput());
  return command;
}
