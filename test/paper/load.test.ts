import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { readChecked } from "kernel-helpers/dist/paper/load";
import { z } from "zod";

describe("readChecked", () => {
  const schema = z.strictObject({ cells: z.array(z.strictObject({ mean: z.number().max(100) })) });
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-load-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const write = (content: string): string => {
    const file = path.join(folder, "values.json");
    fs.writeFileSync(file, content);
    return file;
  };
  const complains = (file: string, message: RegExp) =>
    assert.throws(
      () => readChecked(schema, file),
      (error: unknown) => error instanceof UserError && message.test(error.message),
    );

  it("returns what fits", () => {
    assert.deepEqual(readChecked(schema, write('{"cells":[{"mean":98}]}')), { cells: [{ mean: 98 }] });
  });

  it("names the place of the first thing wrong, and the remedy", () => {
    complains(
      write('{"cells":[{"mean":98},{"mean":"98"}]}'),
      /values\.json .*cells\.1\.mean.*expected number.*git checkout/,
    );
    complains(write('{"cells":[{"mean":980}]}'), /cells\.0\.mean/);
    complains(write('{"cells":[],"extra":1}'), /extra/);
  });

  it("says so when the file is cut off or missing", () => {
    complains(write('{"cells":['), /is not JSON .*: restore it with git checkout$/);
    complains(path.join(folder, "none.json"), /there is no such file.*git checkout/);
  });
});
