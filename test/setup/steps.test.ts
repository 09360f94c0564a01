import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { fingerprint } from "../../setup/hash.mjs";
import { handOver } from "../../setup/run.mjs";
import { packagesAreThere } from "../../setup/packages.mjs";
import { setupSteps } from "../../setup/steps.mjs";

describe("set-up's steps", () => {
  it("look in well under a second whether they are done", () => {
    const start = performance.now();
    for (const step of setupSteps(projectRoot())) step.isThere();
    assert.ok(performance.now() - start < 1000, `${performance.now() - start} ms`);
  });

  it("are all due in an empty folder, except the assets that nobody asks for", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-steps-"));
    const due = setupSteps(folder).filter((step) => !step.isThere());
    assert.deepEqual(
      due.map(({ name }) => name),
      ["packages", "engine", "helpers", "jupyter"],
    );
    fs.rmSync(folder, { recursive: true });
  });
});

describe("setup/packages", () => {
  let folder: string;
  const write = (name: string, content: object) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), JSON.stringify(content));
  };
  const lock = (version: string, optional = false) => ({
    packages: { "": {}, "node_modules/a": { version, optional } },
  });
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-packages-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("are there when npm's account says so and the folder exists", () => {
    write("package-lock.json", lock("1.0.0"));
    write("node_modules/.package-lock.json", lock("1.0.0"));
    assert.equal(packagesAreThere(folder), false);
    write("node_modules/a/package.json", {});
    assert.equal(packagesAreThere(folder), true);
    write("package-lock.json", lock("1.0.1"));
    assert.equal(packagesAreThere(folder), false);
  });

  it("may lack an optional one, but not another, nor npm's account (an install that was cut off)", () => {
    write("package-lock.json", lock("1.0.0", true));
    assert.equal(packagesAreThere(folder), false);
    write("node_modules/.package-lock.json", { packages: {} });
    assert.equal(packagesAreThere(folder), true);
    write("package-lock.json", lock("1.0.0"));
    assert.equal(packagesAreThere(folder), false);
  });
});

describe("setup/hash fingerprint", () => {
  it("changes with a content, a name and a missing file, and with nothing else", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-print-"));
    const put = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
    put("a", "1");
    put("b", "2");
    const print = () => fingerprint(folder, ["a", "b", "c"]);
    const seen = [print()];
    put("a", "1");
    assert.equal(print(), seen[0]);
    put("a", "3");
    seen.push(print());
    put("c", "");
    seen.push(print());
    assert.equal(new Set(seen).size, 3);
    fs.rmSync(folder, { recursive: true });
  });
});

describe("setup/run handOver", () => {
  const run = (script: string) => handOver(process.execPath, ["-e", script], { cwd: projectRoot() });

  it("passes the exit code on", async () => {
    assert.equal(await run("process.exit(7)"), 7);
  });

  it("says 128 + the signal that ended the program", async () => {
    assert.equal(await run("process.kill(process.pid, 'SIGTERM')"), 143);
  });
});

describe("setup/cli", () => {
  it("explains itself, and refuses an unknown command", () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ["setup/cli.mjs", ...args], { cwd: projectRoot(), encoding: "utf8" });
    assert.equal(run("--help").status, 0);
    const unknown = run("dance");
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /Usage/);
  });
});
