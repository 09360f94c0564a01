import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { findLacks, type Machine } from "../../setup/prerequisites.mjs";

const ALL = { diskBytes: 4e9, compiler: true, python: true };
const PYTHON = { version: [3, 11], pip: true, venv: true };

/** A machine that has everything, on which `programs` answer (the others do not exist). */
function machine(changes: Partial<Machine> = {}, programs: Record<string, string> = {}): Machine {
  const answers: Record<string, string> = {
    python3: JSON.stringify(PYTHON),
    "g++": "g++ 13",
    make: "GNU Make",
    ...programs,
  };
  return {
    nodeVersion: "v20.19.0",
    platform: "linux",
    arch: "x64",
    osRelease: "ID=ubuntu\nID_LIKE=debian",
    ask: (command) => ({ ok: Boolean(answers[command]), output: answers[command] ?? "" }),
    freeBytes: 50e9,
    ...changes,
  };
}

/** The one lack of a machine. */
function onlyLack(candidate: Machine): { what: string; mend: string } {
  const lacks = findLacks(candidate, ALL);
  assert.equal(lacks.length, 1);
  return lacks[0];
}

describe("setup/prerequisites", () => {
  it("finds nothing on a machine that has everything", () => {
    for (const nodeVersion of ["v20.19.0", "v20.20.2", "v21.7.3", "v22.21.0"]) {
      assert.deepEqual(findLacks(machine({ nodeVersion }), ALL), []);
    }
  });

  it("refuses Node 18, 20.18, 23 and 24, and says which it wants", () => {
    for (const nodeVersion of ["v18.20.4", "v20.18.3", "v23.0.0", "v24.1.0"]) {
      const { what, mend } = onlyLack(machine({ nodeVersion }));
      assert.match(what, />= 20\.19 and < 23/);
      assert.ok(what.includes(nodeVersion));
      assert.match(mend, /22/);
    }
  });

  it("names a missing compiler, with the command of the system", () => {
    const bare = (changes: Partial<Machine>) => onlyLack(machine(changes, { "g++": "" }));
    assert.match(bare({}).what, /C\+\+ compiler/);
    assert.equal(bare({}).mend, "sudo apt-get install g++ make");
    assert.equal(bare({ osRelease: "ID=fedora" }).mend, "sudo dnf install gcc-c++ make");
    assert.equal(bare({ platform: "darwin", osRelease: "" }).mend, "xcode-select --install");
    assert.match(bare({ osRelease: "ID=plan9" }).mend, /apt-get.*dnf.*xcode-select/);
  });

  it("wants make only where node-gyp builds", () => {
    assert.deepEqual(findLacks(machine({}, { make: "" }), ALL), []);
    assert.match(onlyLack(machine({ platform: "darwin" }, { make: "" })).what, /make/);
  });

  it("names a missing, an old and an incomplete Python", () => {
    const withPython = (changes: object) =>
      onlyLack(machine({}, { python3: JSON.stringify({ ...PYTHON, ...changes }) })).what;
    assert.match(onlyLack(machine({}, { python3: "" })).what, /Python .* is needed, and there is none/);
    assert.match(withPython({ version: [3, 8] }), /python3 is 3\.8/);
    assert.match(withPython({ venv: false }), /module venv/);
    assert.match(withPython({ pip: false, venv: false }), /modules pip and venv/);
  });

  it("takes python where there is no python3", () => {
    assert.deepEqual(findLacks(machine({}, { python3: "", python: JSON.stringify(PYTHON) }), ALL), []);
  });

  it("names a disk that is too full", () => {
    assert.match(onlyLack(machine({ freeBytes: 1.2e9 })).what, /4\.0 GB .* needed here, and 1\.2 GB are free/);
  });

  it("lists every lack at once", () => {
    const poor = machine({ nodeVersion: "v18.0.0", freeBytes: 0 }, { python3: "", "g++": "" });
    assert.equal(findLacks(poor, ALL).length, 4);
  });

  it("asks for nothing that no step needs", () => {
    const poor = machine({ freeBytes: 2e9 }, { python3: "", "g++": "", make: "" });
    assert.deepEqual(findLacks(poor, { diskBytes: 1e9, compiler: false, python: false }), []);
  });
});

describe("npm run setup on a machine without tools", () => {
  it("says so in one go, exits with 1, and has downloaded and left nothing", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-setup-"));
    try {
      fs.cpSync(path.join(projectRoot(), "setup"), path.join(folder, "setup"), { recursive: true });
      const { status, stderr, stdout } = spawnSync(process.execPath, ["setup/cli.mjs", "paper", "list"], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: path.join(folder, "no-programs-here") },
      });
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /^Set-up: this machine lacks something, and nothing was downloaded:/);
      assert.match(stderr, /Python .* there is none/);
      assert.match(stderr, /C\+\+ compiler .* there is none/);
      assert.deepEqual(fs.readdirSync(folder), ["setup"]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
