import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { writeAtomic, writeJsonAtomic } from "kernel-helpers/dist/base/files";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { verifySets } from "kernel-helpers/dist/cli/world/verify";
import { writeManifest } from "kernel-helpers/dist/dataset/manifest";
import { selectFrom, setNamed } from "kernel-helpers/dist/dataset/set-specs";
import { imageName, worldVersion } from "kernel-helpers/dist/world";

/** What is printed while something runs, and what it throws. */
function capture(act: () => void): { printed: string; error: unknown } {
  const write = process.stdout.write.bind(process.stdout);
  let printed = "";
  let error: unknown;
  process.stdout.write = (text: string | Uint8Array) => Boolean((printed += text.toString()));
  try {
    act();
  } catch (thrown) {
    error = thrown;
  } finally {
    process.stdout.write = write;
  }
  return { printed, error };
}

// any bytes do for images: they are compared with the manifest, and not looked at
describe("paper world --verify", () => {
  const people = ["o01", "o02"];
  const spec = selectFrom(setNamed("others"), { people, count: 2 });
  let folder: string;
  let manifest: string;
  const fileOf = (person: string, index: number): string =>
    path.join(folder, `${imageName(person, "clean", index)}.jpg`);
  const store = (person: string, index: number, bytes: string): void => writeAtomic(fileOf(person, index), bytes);
  const list = (person: string, version: string): void =>
    writeJsonAtomic(path.join(folder, person, "clean", "meta.json"), { version, person, condition: "clean", size: 224, images: [] }); // prettier-ignore

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "verify-"));
    manifest = path.join(folder, "manifest.json");
    writeJsonAtomic(manifest, { sets: {} });
    const images = people.flatMap((person) => [0, 1].map((index) => ({ person, index, bytes: `${person} ${index}` })));
    for (const { person, index, bytes } of images) store(person, index, bytes);
    for (const person of people) list(person, worldVersion());
    const listed = images.map(({ person, bytes }) => ({ person, condition: "clean", sha256: sha256(bytes) }));
    writeManifest("others", listed, { file: manifest });
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const verify = (json = false) => capture(() => verifySets([{ spec, folder }], { json, manifest }));

  it("says that all is the manifest's, for people and for programs", () => {
    const { printed, error } = verify();
    assert.equal(error, undefined);
    assert.match(printed, /^others: 4 of 4 images in .* are the manifest's\n$/);
    const [result] = JSON.parse(verify(true).printed) as { same: number; differ: string[] }[];
    assert.deepEqual([result.same, result.differ], [4, []]);
  });

  it("names a changed byte, a missing file and another version's image, and fails", () => {
    store("o01", 0, "o01 1");
    fs.rmSync(fileOf("o01", 1));
    store("o02", 1, "as it was");
    list("o02", "older");
    const { printed, error } = verify();
    assert.match(printed, /^others: 1 of 4 images/);
    const lines = printed.trimEnd().split("\n").slice(1);
    assert.deepEqual(lines, [
      "  differ: 1 (o01/clean/0)",
      "  missing: 1 (o01/clean/1)",
      "  made by another version: 1 (o02/clean/1)",
    ]);
    assert.ok(error instanceof UserError);
    assert.match(error.message, /^3 images of others are not the manifest's: "paper world --verify --render"/);
  });

  it("shows outdated objects as another version's", () => {
    const objects = path.join(folder, "objects");
    writeManifest("objects", [{ person: "purse", condition: "clean", sha256: sha256("purse") }], { file: manifest });
    writeAtomic(path.join(objects, "purse", "clean", "000.jpg"), "older purse");
    writeJsonAtomic(path.join(objects, "purse", "clean", "meta.json"), { version: "older", images: [] });
    const { printed } = capture(() => verifySets([], { objects, count: 1, manifest }));
    assert.match(printed, /^objects: 0 of 18 images/);
    assert.match(printed, /made by another version: 1 \(purse\/clean\/0\)/);
  });
});
