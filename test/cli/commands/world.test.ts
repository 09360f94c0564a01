import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { registerWorld } from "kernel-helpers/dist/cli/commands/world";

type Program = Parameters<typeof registerWorld>[0];
// The helpers' own commander: another version lies at the root.
const load = createRequire(require.resolve("kernel-helpers/package.json"));
const { Command } = load("commander") as { Command: new () => Program };

function program(): Program {
  const command = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  registerWorld(command);
  for (const sub of command.commands) sub.exitOverride().configureOutput(command.configureOutput());
  return command;
}

describe("paper world", () => {
  it("says what it does and takes", () => {
    const help = program().commands[0].helpInformation();
    for (const part of ["--out <dir>", "--profile <name>", "smoke", "laptop", "--sheet", "--json"]) {
      assert.ok(help.includes(part), part);
    }
  });

  it("refuses an unknown profile and names the known ones", async () => {
    await assert.rejects(
      program().parseAsync(["world", "--profile", "huge"], { from: "user" }),
      /huge.*smoke, laptop, paper/s,
    );
  });
});
