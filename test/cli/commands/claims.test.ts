import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { ClaimRow } from "kernel-helpers/dist/claims/report";
import { registerClaims } from "kernel-helpers/dist/cli/commands/claims";
import { printedMeasures } from "kernel-helpers/dist/paper/printed-measures";

// The helpers' own commander: another version lies at the root.
const load = createRequire(require.resolve("kernel-helpers/package.json"));
const { Command } = load("commander") as { Command: new () => Parameters<typeof registerClaims>[0] };

/** What `paper claims …` prints. */
async function run(...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  registerClaims(program, () => Promise.resolve(printedMeasures()));
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined });
  const write = process.stdout.write.bind(process.stdout);
  let printed = "";
  process.stdout.write = (text: string | Uint8Array) => {
    printed += String(text);
    return true;
  };
  try {
    await program.parseAsync(["claims", ...args], { from: "user" });
  } finally {
    process.stdout.write = write;
  }
  return printed;
}

describe("paper claims", () => {
  it("ends with the count", async () => {
    assert.match(await run(), /\n\nholds 34, fails 3, not measured 23 of 60 claims; 4 judged in part\n$/);
  });

  it("narrows to a verdict", async () => {
    const text = await run("--verdict", "fails");
    assert.deepEqual(text.match(/^C\d\d/gm), ["C03", "C06", "C12"]);
    assert.match(await run("--verdict", "not-measured"), /not measured 23 of 23 claims/);
  });

  it("shows given claims in full, in any case", async () => {
    assert.match(await run("c03"), /^C03 [^]*predicate[^]*· ASR\(DenseNet, white tape\) = 81 \(not > 90\)/);
  });

  it("prints the rows as JSON", async () => {
    const rows = JSON.parse(await run("--json", "C03", "C04")) as ClaimRow[];
    assert.deepEqual(
      rows.map(({ claim, ours }) => [claim.id, ours.verdict]),
      [
        ["C03", "fails"],
        ["C04", "holds"],
      ],
    );
  });

  it("refuses an unknown claim or verdict before it reads any results", async () => {
    await assert.rejects(
      run("C99"),
      (error: unknown) => error instanceof UserError && error.message.includes("C01 to C60"),
    );
    await assert.rejects(run("--verdict", "maybe"), /Allowed choices are holds, fails, not-measured/);
  });
});
