import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { registerWorld } from "kernel-helpers/dist/cli/commands/world";
import { program } from "./program";

const run = (...args: string[]) => program(registerWorld).parseAsync(["world", ...args], { from: "user" });

describe("paper world", () => {
  it("says what it does and takes", () => {
    const help = program(registerWorld).commands[0].helpInformation();
    for (const part of [
      "--set <names...>",
      "volunteers",
      "pairs",
      "--out <dir>",
      "--profile <name>",
      "smoke",
      "laptop",
      "--sheet",
      "--verify",
      "--image <name>",
      "--json",
    ]) {
      assert.ok(help.includes(part), part);
    }
  });

  it("refuses an unknown profile and names the known ones", async () => {
    await assert.rejects(run("--profile", "huge"), /huge.*smoke, laptop, paper/s);
  });

  it("refuses unknown sets, people, counts and images in one sentence, with the exit code of wrong usage", async () => {
    const cases: [string[], RegExp][] = [
      [["--set", "crowd"], /unknown set "crowd": expected one of volunteers, .*, objects, all$/],
      [["--set", "objects", "--people", "v01"], /the objects have no people: leave out --people/],
      [["--set", "others", "--people", "v01"], /the set others has nobody called "v01"/],
      [["--image", "volunteers/v01"], /expected set\/person\/condition\/number such as/],
      [["--image", "volunteers/v01/clean/-1"], /expected set\/person\/condition\/number/],
      [["--image", "volunteers/v01/hat/1"], /no condition "hat" for v01: expected one of clean, dots/],
      [["--image", "objects/teapot/clean/1"], /objects has no class "teapot": expected one of backpack, coffee mug/],
      [["--image", "objects/coffee-mug/dots/1"], /no condition "dots" for coffee mug: expected one of clean, sticker$/],
      [["--write-manifest"], /--write-manifest takes whole sets/],
    ];
    for (const [args, message] of cases) {
      await assert.rejects(run(...args), (e) => e instanceof UserError && e.exitCode === 2 && message.test(e.message));
    }
    await assert.rejects(run("--count", "0"), /whole number of at least 1/);
  });
});
