import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { Seed } from "kernel-helpers/dist/base/seed";
import { startScript, startTinyRun, temporaryLocal, tinyRun, type Running } from "../cli/paper";
import { IS_FULL, killAfter, killOnce, storeContent } from "./killing";
import { undisturbedContent, undisturbedMilliseconds } from "./undisturbed";

const STORE_RUN = path.join(__dirname, "store-run.js");

describe("a run that is killed at random moments", () => {
  let root: string;
  let picture: string;
  before(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "paper-kill-"));
    picture = path.join(root, "picture.png");
    const noise = { type: "gaussian", mean: 120, sigma: 40 } as const;
    await sharp({ create: { width: 224, height: 224, channels: 3, background: "white", noise } })
      .png()
      .toFile(picture);
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  const log = () => path.join(root, "begun.log");
  const start = (local: string) => startScript(STORE_RUN, [picture], { local, env: { STORE_RUN_LOG: log() } });

  const logged = (): string[] => (fs.existsSync(log()) ? fs.readFileSync(log(), "utf8").split("\n") : []);
  /** What a run began to make; pictures by what the log calls them. */
  const begun = (): string[] => logged().flatMap((line) => /^begun (.+)$/.exec(line)?.[1] ?? []);
  /** Until a run makes something, or has ended because nothing is left to make. */
  const untilBegun = async ({ ended }: Running): Promise<void> => {
    let hasEnded = false;
    void ended.then(() => (hasEnded = true));
    while (!hasEnded && begun().length === 0) await sleep(2);
  };
  /** The files of pictures, by what the log calls them. */
  const pictures = (): Map<string, string> =>
    new Map(
      logged().flatMap((line) => {
        const match = /^(.+) is (.+)$/.exec(line);
        return match ? [[match[1], match[2]] as const] : [];
      }),
    );

  it("keeps all but the units in work, 200 times, and ends with the same files, byte for byte", async function () {
    this.timeout(3_600_000);
    const undisturbed = path.join(root, "undisturbed");
    const began = performance.now();
    const running = start(undisturbed);
    await untilBegun(running);
    const startUp = performance.now() - began;
    const { code, stderr } = await running.ended;
    const whole = performance.now() - began;
    assert.equal(code, 0, stderr);
    const expected = storeContent(undisturbed);
    assert.equal(expected.size, 4 * 40 + 2);
    assert.equal(begun().length, 4 * 40);
    const files = pictures();

    const random = new Seed("kill.test").random();
    let [kills, rounds, duringWork] = [0, 0, 0];
    while (kills < 200) {
      const local = path.join(root, `round-${rounds++}`);
      let before = new Map<string, string>();
      for (let isDone = false; !isDone;) {
        fs.rmSync(log(), { force: true });
        // One kill in four comes at any time; the start takes much of a short run, so the others wait until it works.
        const again = start(local);
        const ended = await (random.next() < 0.25
          ? killAfter(again, random.range(0.05, 0.75) * whole)
          : killOnce(
              again,
              untilBegun(again).then(() => sleep(random.range(0, 0.75) * (whole - startUp))),
            ));
        const after = fs.existsSync(local) ? storeContent(local) : new Map<string, string>();
        for (const [name, hash] of after)
          assert.equal(hash, expected.get(name), `${name} is whole after kill ${kills}`);
        for (const name of before.keys()) assert.ok(after.has(name), `${name} is not lost by kill ${kills}`);
        const twice = begun().filter((name) => before.has(files.get(name) ?? name));
        assert.deepEqual(twice, [], `nothing that was stored is made again before kill ${kills}`);
        isDone = ended.code === 0;
        if (!isDone) {
          assert.equal(ended.code, "SIGKILL", ended.stderr);
          kills++;
          if (after.size > before.size || begun().length > 0) duringWork++;
          // at most one unit in work for each of the two workers was lost
          const made = after.size - before.size;
          assert.ok(begun().length <= made + 2, `kill ${kills}: ${begun().length} begun, ${made} stored`);
        }
        before = after;
      }
      assert.deepEqual(before, expected, `round ${rounds} ends with the files of an undisturbed run`);
      fs.rmSync(local, { recursive: true });
    }
    assert.ok(duringWork > 100, `only ${duringWork} of ${kills} kills came while something was stored`);
  });

  const kills = IS_FULL ? 200 : 12;
  it(`and the same of the command itself, ${kills} times`, async function () {
    this.timeout(IS_FULL ? 7_200_000 : 900_000);
    const killed = temporaryLocal();
    try {
      const [expected, whole] = [await undisturbedContent(), await undisturbedMilliseconds()];
      const random = new Seed("kill.test").child("command").random();
      for (let kill = 0; kill < kills; kill++) {
        const before = storeContent(killed);
        const ended = await killAfter(startTinyRun({ local: killed }), random.range(0.1, 0.7) * whole);
        const after = storeContent(killed);
        for (const [name, hash] of after) assert.equal(hash, expected.get(name), `${name} is whole after kill ${kill}`);
        for (const name of before.keys()) assert.ok(after.has(name), `${name} is not lost by kill ${kill}`);
        if (ended.code === 0) {
          assert.deepEqual(after, expected);
          // something to do for the next one
          for (const room of ["world", "features", "results"]) fs.rmSync(path.join(killed, room), { recursive: true });
        } else assert.equal(ended.code, "SIGKILL", ended.stderr);
      }
      const rest = await tinyRun({ local: killed });
      assert.equal(rest.code, 0, rest.stderr);
      assert.deepEqual(storeContent(killed), expected);
    } finally {
      fs.rmSync(killed, { recursive: true, force: true });
    }
  });
});
