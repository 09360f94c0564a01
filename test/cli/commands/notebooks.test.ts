import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { registerLab } from "kernel-helpers/dist/cli/commands/lab";
import { registerNotebooks } from "kernel-helpers/dist/cli/commands/notebooks";

// The helpers' own commander: another version lies at the root.
type Program = Parameters<typeof registerNotebooks>[0];
const load = createRequire(require.resolve("kernel-helpers/dist/cli/commands/notebooks"));
const { Command } = load("commander") as { Command: new (name: string) => Program };

function program(): Program {
  const command = new Command("paper");
  registerNotebooks(command);
  registerLab(command);
  for (const sub of command.commands) sub.exitOverride().configureOutput({ writeErr: () => undefined });
  return command;
}
const run = (...args: string[]) => program().parseAsync(["node", "paper", ...args]);

describe("paper notebooks", () => {
  it("refuses an unknown notebook or profile before a kernel is started", async () => {
    await assert.rejects(run("notebooks", "nope"), { name: "UserError", message: /there is no notebook "nope"/ });
    await assert.rejects(run("notebooks", "--profile", "tiny"), /smoke, laptop, paper/);
    await assert.rejects(run("notebooks", "01-introduction", "--solutions"), /no notebook "01-introduction"; there are 01-poisoning/); // prettier-ignore
  });

  it("explains itself", () => {
    const help = program().commands.map((command) => command.helpInformation());
    assert.match(help[0], /--profile <name>[\s\S]*--in-place[\s\S]*--no-html[\s\S]*--json/);
    assert.match(help[1], /jupyter-args/);
  });
});
