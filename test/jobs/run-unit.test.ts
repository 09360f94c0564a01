import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readJson } from "kernel-helpers/dist/base/files";
import type { Job } from "kernel-helpers/dist/jobs/pool";
import { answerOfUnit, donePath, partPath, runUnit, unitPath } from "kernel-helpers/dist/jobs/run-unit";
import { idOf, type UnitFile } from "kernel-helpers/dist/jobs/unit-file";
import { UnitWriter } from "kernel-helpers/dist/jobs/write-units";

const MODULE = "../../build/test/jobs/fixture-job";
const COST = { cpuSeconds: 1, memoryMiB: 100, gpu: false };

describe("jobs/run-unit", () => {
  let root: string;
  let local: string;
  let unit: UnitFile;
  const before = { ...process.env };
  const folder = () => path.join(local, "jobs", "smoke");
  const file = () => unitPath(folder(), unit.id);
  const write = <A>(run: string, argument: A): UnitFile => {
    const job: Job<unknown> = { module: MODULE, run, argument, label: run, answers: true };
    const writer = new UnitWriter(folder(), () => COST);
    const made = writer.unitOf(job);
    writer.write(made);
    return made;
  };
  /** The file with other content; its key fits again if it is to. */
  const change = (changes: Partial<Record<keyof UnitFile, unknown>>, { fits = true } = {}) => {
    const { id, ...rest } = { ...unit, ...changes } as UnitFile;
    fs.writeFileSync(file(), JSON.stringify({ id: fits ? idOf(rest) : id, ...rest }));
  };
  const refuses = (message: RegExp) => assert.rejects(runUnit(file()), { name: "UserError", message });

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "paper-unit-"));
    local = process.env.PAPER_LOCAL = path.join(root, "local");
    unit = write("square", 7);
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    fs.rmSync(root, { recursive: true });
  });

  it("does the unit of a file, writes last that it is done, and what it answered", async () => {
    assert.equal(answerOfUnit(folder(), unit), undefined);
    assert.deepEqual(await runUnit(file()), { done: donePath(folder(), unit.id) });
    assert.deepEqual(readJson(donePath(folder(), unit.id)), { unit: unit.id, answer: 49 });
    assert.equal(answerOfUnit(folder(), unit), 49);
  });

  it("is not done where the work fails", async () => {
    unit = write("refuse", "rate");
    await refuses(/^bad rate; give another$/);
    assert.ok(!fs.existsSync(donePath(folder(), unit.id)));
  });

  it("is planned again as not done", async () => {
    await runUnit(file());
    unit = write("square", 7);
    assert.ok(!fs.existsSync(donePath(folder(), unit.id)));
  });

  it("finds its paths where the local folder is mounted elsewhere", async () => {
    const elsewhere = path.join(root, "mounted");
    unit = write("echo", { file: path.join(local, "world", "a.jpg"), text: "local" });
    assert.ok(!JSON.stringify(readJson(file())).includes(root), "no path of this machine");
    fs.renameSync(local, elsewhere);
    local = process.env.PAPER_LOCAL = elsewhere;
    await runUnit(file());
    assert.deepEqual(answerOfUnit(folder(), unit), { file: path.join(elsewhere, "world", "a.jpg"), text: "local" });
  });

  it("hands on which photographs and which world were planned for", async () => {
    process.env.PAPER_WORLD = path.join(local, "my-world");
    unit = write("variable", "PAPER_WORLD");
    process.env.PAPER_WORLD = "/another";
    await runUnit(file());
    assert.equal(answerOfUnit(folder(), unit), path.join(local, "my-world"));
  });

  it("refuses a job file of another version", async () => {
    change({ version: 2 });
    await refuses(/^expected a job file of version 1 in .*, found version 2: write the job files again/);
    fs.writeFileSync(file(), "[]");
    await refuses(/^expected a job file of version 1 in .*, found none: /);
  });

  it("refuses a key that does not match its content", async () => {
    change({ argument: 8 }, { fits: false });
    await refuses(/^the key [0-9a-f]{32} of .* does not match its content: write the job files again/);
  });

  it("refuses a file of other code", async () => {
    change({ code: "0123456789ab" });
    await refuses(/was planned by other code \(0123456789ab\) than this machine has/);
  });

  it("refuses what is no whole job file, and a missing one", async () => {
    const text = fs.readFileSync(file(), "utf8");
    fs.writeFileSync(file(), text.slice(0, 100));
    await refuses(/is no whole job file \(.*\): write the job files again/);
    change({ cost: { cpuSeconds: 1 } });
    await refuses(/is no whole job file \("cost\.memoryMiB": /);
    fs.rmSync(file());
    await refuses(/^could not read the job file .*: there is no such file/);
  });

  it("refuses a local folder that is not mounted, and another one", async () => {
    const copy = path.join(root, "copy");
    fs.cpSync(folder(), copy, { recursive: true });
    const spec = unitPath(copy, unit.id);
    process.env.PAPER_LOCAL = path.join(root, "empty");
    const message =
      /^expected the store of the plan in .*empty, found none: mount the folder that the plan was made in/;
    await assert.rejects(runUnit(spec), { name: "UserError", message });
    fs.mkdirSync(process.env.PAPER_LOCAL);
    fs.writeFileSync(path.join(process.env.PAPER_LOCAL, "store.json"), JSON.stringify({ store: "another" }));
    await assert.rejects(runUnit(spec), { name: "UserError", message: /^expected the store .* found another: mount/ });
    assert.ok(!fs.existsSync(donePath(copy, unit.id)));
  });

  it("refuses a part that is missing or changed", async () => {
    unit = write("count", { list: Array.from({ length: 9000 }, (_, i) => i) });
    await runUnit(file());
    assert.equal(answerOfUnit(folder(), unit), 9000);
    const [name] = fs.readdirSync(path.join(folder(), "parts"));
    const part = partPath(folder(), path.basename(name, ".json"));
    fs.appendFileSync(part, " ");
    await refuses(/^the name of .*parts.* does not match its content: write the job files again/);
    fs.rmSync(part);
    await refuses(/^could not read .*parts.*, a part of the job: there is no such file/);
  });
});
