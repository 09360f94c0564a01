import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Seed } from "kernel-helpers/dist/base/seed";
import { agreed, portrait, writeFiles } from "../dataset/own/portraits";
import { paper, startPaper, temporaryLocal } from "../cli/paper";
import { killAfter, storeContent } from "./killing";

describe("paper photos, killed in the middle", function () {
  this.timeout(600_000);
  let folder: string;
  const locals: string[] = [];
  const newLocal = (): string => {
    locals.push(temporaryLocal());
    return locals.at(-1)!;
  };
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-photos-"));
    const seeds = [1, 2, 3, 4];
    const photographs = await Promise.all(seeds.map(async (seed) => [`Ada/clean/${seed}.jpg`, (await portrait("v01", seed)).image] as const)); // prettier-ignore
    writeFiles(folder, { "consent.json": agreed("Ada"), ...Object.fromEntries(photographs) });
  });
  after(() => [folder, ...locals].forEach((each) => fs.rmSync(each, { recursive: true, force: true })));

  it("goes on from what is stored, and ends with the same copies and the same report", async () => {
    const [undisturbed, killed] = [newLocal(), newLocal()];
    const began = performance.now();
    const whole = await paper(["photos", folder, "--json"], { local: undisturbed });
    const milliseconds = performance.now() - began;
    assert.equal(whole.code, 0, whole.stderr);
    const expected = storeContent(undisturbed);
    const random = new Seed("photos.test").random();
    let before = new Map<string, string>();
    for (let kill = 0; kill < 3; kill++) {
      await killAfter(
        startPaper(["photos", folder, "--json"], { local: killed }),
        random.range(0.2, 0.95) * milliseconds,
      );
      const after = storeContent(killed);
      for (const [name, hash] of after) assert.equal(hash, expected.get(name), name);
      for (const name of before.keys()) assert.ok(after.has(name), name);
      before = after;
    }
    const rest = await paper(["photos", folder, "--json"], { local: killed });
    assert.equal(rest.code, 0, rest.stderr);
    assert.deepEqual(storeContent(killed), expected);
    assert.equal(rest.stdout.replaceAll(killed, ""), whole.stdout.replaceAll(undisturbed, ""));
  });

  it("mends what is damaged of its own files", async () => {
    const local = newLocal();
    assert.equal((await paper(["photos", folder], { local })).code, 0);
    const expected = storeContent(local);
    const flip = (name: string): void => {
      const file = path.join(local, name);
      const content = fs.readFileSync(file);
      content[content.length >> 1] ^= 1;
      fs.writeFileSync(file, content);
    };
    const named = (pattern: RegExp): string => [...expected.keys()].find((name) => pattern.test(name))!;
    // a damaged report is made again of the copies, and of these every one that is damaged
    flip(named(/report\.json$/));
    flip(named(/copies\/.*\.jpg$/));
    flip(named(/copies\/.*\.json$/));
    const { code, stderr } = await paper(["photos", folder], { local });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /report\.json is damaged and will be made again/);
    assert.deepEqual(storeContent(local), expected);
  });
});
