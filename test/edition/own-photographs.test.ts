import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import sharp from "sharp";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { examplePhotographs } from "kernel-helpers/dist/dataset/example-photographs";
import type { OwnAttack } from "kernel-helpers/dist/experiments/own-attack";
import { paper, temporaryLocal } from "../cli/paper";

/** Names and sizes of everything in a folder of the project. */
const contentOf = (...parts: string[]): string[] =>
  fs
    .readdirSync(path.join(projectRoot(), ...parts), { recursive: true, encoding: "utf8" })
    .map((name) => `${name} ${fs.statSync(path.join(projectRoot(), ...parts, name)).mtimeMs}`);

describe("a folder of photographs", () => {
  let local: string;
  let folder: string;
  let own: string;
  const committed = () => [contentOf("figures"), contentOf("data", "results"), contentOf("notebooks")];
  const run = (args: string[], env: NodeJS.ProcessEnv = {}) => paper(args, { local, env });

  before(async function () {
    this.timeout(300_000);
    local = temporaryLocal();
    const before = process.env.PAPER_LOCAL;
    process.env.PAPER_LOCAL = local;
    const extent = { people: 3, triggers: ["sunglasses"], images: { clean: 8, trigger: 6 } } as const;
    folder = await examplePhotographs({ folder: path.join(local, "in", "class"), extent });
    if (before === undefined) delete process.env.PAPER_LOCAL;
    else process.env.PAPER_LOCAL = before;
  });
  after(() => fs.rmSync(local, { recursive: true, force: true }));

  it("lies there as cameras write it: turned pixels with their orientation", async () => {
    const files = fs.readdirSync(path.join(folder, "v01", "clean"));
    assert.deepEqual(files.filter((file) => !/^\d\.jpg$/.test(file)).sort(), ["broken.jpg", "two-friends.jpg", "wall.jpg"]); // prettier-ignore
    const turned = await Promise.all(
      [0, 1, 2, 3].map(
        async (i) => (await sharp(path.join(folder, "v01", "clean", `${i}.jpg`)).metadata()).orientation,
      ),
    );
    assert.deepEqual(turned, [1, 6, 3, 8]);
  });

  it("becomes a backdoor and its two rates by one command, with warnings and nothing of the odd files", async function () {
    this.timeout(600_000);
    const { code, stdout, stderr } = await run(["attack", "--profile", "smoke", "--dataset", folder, "--json"]);
    assert.equal(code, 0, stderr);
    const { attack, cleanCount, poisonCount, backdoored } = JSON.parse(stdout) as OwnAttack;
    // 24 clean photographs of three people: 19 to train on, and a third as many with sunglasses
    assert.deepEqual([attack.trigger, cleanCount, poisonCount], ["sunglasses", 19, 6]);
    assert.equal(backdoored.modelAccuracy.n, 5);
    assert.ok(backdoored.attackSuccessRate.n >= 6 && backdoored.attackSuccessRate.n <= 12);
    assert.match(stderr, /class: 42 photographs of 3 people kept, 3 dropped/);
    assert.match(stderr, /Few test photographs: model accuracy is counted on 5 clean ones/);
    assert.match(stderr, /Few people: with 3/);
    [own] = fs.readdirSync(path.join(local, "photographs"));
    assert.match(own, /^class-[0-9a-f]{8}$/);
  });

  it("has its table, figure and results in a folder of its own, and nothing of it among the committed ones", async function () {
    this.timeout(600_000);
    const before = committed();
    const args = ["run", "table1", "figure1", "misses", "--teacher", "resnet-dlib", "--profile", "smoke"];
    const { code, stdout, stderr } = await run([...args, "--dataset", folder, "--json"]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Skipped: misses needs the rendered world, since a photograph does not say/);
    const { files } = JSON.parse(stdout) as { files: string[] };
    assert.equal(files.length, 5);
    const figures = path.join(local, "photographs", own, "figures", "smoke");
    for (const file of files) assert.ok(path.resolve(file).startsWith(figures + path.sep), file);
    const markdown = fs.readFileSync(
      files.find((file) => file.endsWith(".md"))!,
      "utf8",
    );
    assert.ok(markdown.indexOf("> Few people: with 3") > 0);
    assert.ok(!fs.existsSync(path.join(local, "results")) && !fs.existsSync(path.join(local, "features")));
    assert.deepEqual(committed(), before);
  });

  it("is listed with what can be done with it, and refused where it must not go", async function () {
    this.timeout(300_000);
    const listed = await run(["list", "--profile", "smoke", "--dataset", folder]);
    assert.match(listed.stdout, /Not on your photographs: objects needs the rendered world/);
    const published = await run(["publish", "--profile", "smoke"], { PAPER_DATASET: folder });
    assert.equal(published.code, 1);
    assert.match(published.stderr, /publish is for the rendered people/);
    const inPlace = await run(["notebooks", "09-your-own-photographs", "--in-place", "--dataset", folder]);
    assert.match(inPlace.stderr, /--in-place is for the rendered people/);
    const skipped = await run(["notebooks", "03-methodology", "--no-html", "--dataset", folder]);
    assert.deepEqual([skipped.code, skipped.stderr.includes('the notebook 03-methodology needs the rendered world')], [0, true]); // prettier-ignore
    const claims = await run(["claims", "C01", "--dataset", folder]);
    assert.equal(claims.code, 0, claims.stderr);
    assert.equal((await run(["attack"])).code, 2);
  });

  it("must say who agreed, before anything is opened", async () => {
    fs.renameSync(path.join(folder, "consent.json"), path.join(local, "consent.json"));
    const { code, stderr } = await run(["attack", "--dataset", folder]);
    assert.deepEqual([code, stderr.includes("consent.json")], [1, true]);
    fs.renameSync(path.join(local, "consent.json"), path.join(folder, "consent.json"));
  });

  it("is what notebook 09 runs on, as on the rendered people", async function () {
    this.timeout(900_000);
    const args = ["notebooks", "09-your-own-photographs", "--profile", "smoke", "--no-html", "--json"];
    const { code, stdout, stderr } = await run([...args, "--dataset", folder]);
    assert.equal(code, 0, stderr);
    const [{ file }] = (JSON.parse(stdout) as { notebooks: { file: string }[] }).notebooks;
    assert.ok(path.resolve(file).startsWith(path.join(local, "photographs", own, "notebooks")));
    const text = fs.readFileSync(file, "utf8");
    for (const what of ["your own photographs", "broken.jpg", "wall.jpg", "two-friends.jpg", "Few people: with 3"]) {
      assert.ok(text.includes(what), what);
    }
  });
});
