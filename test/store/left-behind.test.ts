import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { OLD_MS, removeLeftBehind } from "kernel-helpers/dist/store/left-behind";
import { withRunLock } from "kernel-helpers/dist/store/run-lock";
import { useTemporaryLocal } from "./temporary-local";

describe("store/left-behind", () => {
  const local = useTemporaryLocal();
  const OLD = [
    "run.lock.77",
    "run.lock.77.stale",
    "features/ab/key.f16.77-3.tmp",
    "features/ab/key.f16.a-node.lab-78-0.tmp",
  ];
  const KEPT = ["features/ab/key.f16", "world/a/00.jpg", "notes.tmp", "features/run.lock.x"];

  const write = (names: readonly string[], age: number): void => {
    for (const name of names) {
      fs.mkdirSync(path.dirname(local(name)), { recursive: true });
      fs.writeFileSync(local(name), "half");
      const seconds = (Date.now() - age) / 1000;
      fs.utimesSync(local(name), seconds, seconds);
    }
  };
  const there = (names: readonly string[]): boolean[] => names.map((name) => fs.existsSync(local(name)));

  it("removes old temporary files of killed runs, and nothing else", () => {
    write([...OLD, ...KEPT], 2 * OLD_MS);
    const young = ["features/ab/other.f16.78-0.tmp"];
    const fromTheFuture = ["features/ab/other.f16.79-0.tmp"];
    write(young, OLD_MS / 2);
    write(fromTheFuture, -OLD_MS);
    assert.equal(removeLeftBehind(local(), Date.now()), OLD.length);
    assert.deepEqual(there(OLD), [false, false, false, false]);
    assert.ok(there([...KEPT, ...young, ...fromTheFuture]).every(Boolean));
  });

  it("is done by the run that takes over from a killed one", async () => {
    write(OLD, 2 * OLD_MS);
    await withRunLock(() => Promise.resolve());
    assert.deepEqual(there(OLD), [true, true, true, true], "nobody was killed");
    fs.writeFileSync(local("run.lock"), "4194304");
    await withRunLock(() => Promise.resolve());
    assert.deepEqual(there(OLD), [false, false, false, false]);
  });
});
