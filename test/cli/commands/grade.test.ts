import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { registerGrade } from "kernel-helpers/dist/cli/commands/grade";
import type { Grade } from "kernel-helpers/dist/exercises/graded/grade";
import { program } from "./program";

describe("paper grade", () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-grade-"));
    file = path.join(folder, "student.js");
    fs.writeFileSync(file, "exports.detector = async () => ({ backdoored: false, target: null, confidence: 0.1 });");
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) => program(registerGrade).parseAsync(["grade", ...args], { from: "user" });

  it("refuses wrong usage before anything is executed", async () => {
    await assert.rejects(run("nobody.ts", "--secret", "x"), {
      name: "UserError",
      exitCode: 2,
      message: /no file nobody/,
    });
    await assert.rejects(run(file), { name: "UserError", message: /--secret WORD, or --seeds/ });
    await assert.rejects(run(file, "--secret", "x", "--count", "0"), /whole number of at least 1/);
    await assert.rejects(run(file, "--secret", "x", "--seeds", "1"), /cannot be used with/);
    const other = path.join(folder, "other.js");
    fs.writeFileSync(other, "exports.something = 1;");
    await assert.rejects(run(other, "--seeds", "1"), /has no detector/);
  });

  it("says in its help that it executes the file", () => {
    const [command] = program(registerGrade).commands;
    assert.match(command.helpInformation(), /EXECUTES/);
  });

  it("grades students of seeds, or of a secret word, and prints the grade", async function () {
    this.timeout(300_000);
    const byWord = await printed(() => run(file, "--secret", "word", "--count", "2", "--json"));
    const bySeeds = await printed(() => run(file, "--seeds", "word-1", "word-2", "--json"));
    assert.equal(byWord, bySeeds);
    const { cases, score, chance } = JSON.parse(byWord) as Grade;
    assert.deepEqual(cases.map(({ seed }) => seed), ["word-1", "word-2"]); // prettier-ignore
    assert.equal(score, chance.alwaysClean);
  });
});

/** What a command prints on standard output. */
async function printed(work: () => Promise<unknown>): Promise<string> {
  const write = process.stdout.write.bind(process.stdout);
  let text = "";
  process.stdout.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
  return text;
}
