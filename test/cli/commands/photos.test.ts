import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { registerPhotos } from "kernel-helpers/dist/cli/commands/photos";
import { agreed, portrait, writeFiles } from "../../dataset/own/portraits";
import { useTemporaryLocal } from "../../store/temporary-local";
import { program } from "./program";

/** What the command prints on standard output. */
async function run(...args: string[]): Promise<string> {
  const write = process.stdout.write.bind(process.stdout);
  let printed = "";
  process.stdout.write = ((text: string) => (printed += text)) as unknown as typeof process.stdout.write;
  try {
    await program(registerPhotos).parseAsync(["photos", ...args], { from: "user" });
  } finally {
    process.stdout.write = write;
  }
  return printed;
}

describe("paper photos", function () {
  this.timeout(240_000);
  const local = useTemporaryLocal();

  it("says what it does and takes", () => {
    const help = program(registerPhotos).commands[0].helpInformation();
    for (const part of ["photos", "<dir>", "consent.json", "only read", "--json"]) assert.ok(help.includes(part), part);
  });

  it("wants one folder", async () => {
    await assert.rejects(run(), /missing required argument/);
    await assert.rejects(run(local("none")), (error) => error instanceof UserError && error.message.includes("none"));
  });

  it("prints what was kept of whom, what was dropped and why, as text and as JSON", async () => {
    const { image } = await portrait("v01", 1);
    writeFiles(local("ours"), {
      "consent.json": agreed("Ada"),
      "Ada/clean/1.jpg": image,
      "Ada/clean/2.jpg": "no picture",
      "Ada/.hidden": "",
    });
    const text = await run(local("ours"));
    for (const part of [
      /^ours: 1 photographs kept, 1 files dropped$/m,
      /^ {2}Ada: 1 clean$/m,
      /^ {2}Ada\/clean\/2\.jpg: its content is no JPEG/m,
      /^ {2}1 hidden or system files were left out: Ada\/\.hidden$/m,
      /^Contact sheet: .*contact-sheet\.jpg, and contact-sheet\.html beside it$/m,
    ]) {
      assert.match(text, part);
    }
    const { kept, dropped } = JSON.parse(await run(local("ours"), "--json")) as { kept: { file: string }[]; dropped: { file: string }[] }; // prettier-ignore
    assert.deepEqual([kept.map(({ file }) => file), dropped.map(({ file }) => file)], [["Ada/clean/1.jpg"], ["Ada/clean/2.jpg"]]); // prettier-ignore
  });
});
