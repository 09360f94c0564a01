import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * Gives every test of the enclosing `describe` an empty folder of its own in place of local/ (PAPER_LOCAL), so that no
 * test reads or writes what runs have made. Returns a function that names a path in it.
 */
export function useTemporaryLocal(): (...parts: string[]) => string {
  let folder = "";
  const before = process.env.PAPER_LOCAL;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-test-"));
    process.env.PAPER_LOCAL = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.PAPER_LOCAL;
    else process.env.PAPER_LOCAL = before;
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return (...parts) => path.join(folder, ...parts);
}
