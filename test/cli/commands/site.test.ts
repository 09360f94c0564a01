import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { registerSite } from "kernel-helpers/dist/cli/commands/site";
import { useTemporaryLocal } from "../../store/temporary-local";
import { program } from "./program";

const run = (...args: string[]) => program(registerSite).parseAsync(["site", ...args], { from: "user" });
const refused = (args: string[], message: RegExp) =>
  assert.rejects(run(...args), (error: unknown) => error instanceof UserError && message.test(error.message));

describe("paper site", () => {
  useTemporaryLocal();
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-site-command-"));
  });
  after(() => {
    delete process.env.PAPER_DATASET;
    fs.rmSync(folder, { recursive: true });
  });

  it("refuses a folder with other files in it before it makes anything", async () => {
    fs.writeFileSync(path.join(folder, "thesis.txt"), "mine");
    await refused(["--out", folder], /holds other files \(thesis\.txt\)/);
    assert.deepEqual(fs.readdirSync(folder), ["thesis.txt"]);
  });

  it("says how to make executed notebooks where there are none", async () => {
    await refused(["--executed"], /there are no executed notebooks in .*: npm run paper -- notebooks makes them/);
  });

  it("is not for photographs of one's own", async () => {
    process.env.PAPER_DATASET = folder;
    await refused([], /site is for the rendered people/);
  });
});
