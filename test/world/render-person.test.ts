import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { readJson, writeJsonAtomic } from "kernel-helpers/dist/base/files";
import { sha256 } from "kernel-helpers/dist/base/hash";
import type { Progress } from "kernel-helpers/dist/base/progress";
import { renderPerson, type ConditionMeta } from "kernel-helpers/dist/world";

const PERSON = "v05";
const metaFile = (folder: string) => path.join(folder, PERSON, "clean", "meta.json");
const metaOf = (folder: string) => readJson<ConditionMeta>(metaFile(folder));

/** Renders `count` clean images and returns the progress reports. */
async function render(folder: string, count: number): Promise<Progress[]> {
  const reports: Progress[] = [];
  const spec = { person: PERSON, conditions: [{ condition: "clean" as const, count }], folder };
  await renderPerson(spec, { onProgress: (progress) => reports.push(progress) });
  return reports;
}

describe("renderPerson", function () {
  this.timeout(180_000);
  let root: string;
  let folder: string;
  before(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "world-test-"));
    folder = path.join(root, "images");
    await render(folder, 1);
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  it("writes JPEG files of 224 x 224 without metadata, and their hashes", async () => {
    const [image] = metaOf(folder).images;
    assert.equal(image.file, `${PERSON}/clean/00.jpg`);
    const bytes = fs.readFileSync(path.join(folder, image.file));
    assert.equal(sha256(bytes), image.sha256);
    const { width, height, format, chromaSubsampling, exif, icc } = await sharp(bytes).metadata();
    assert.deepEqual(
      [width, height, format, chromaSubsampling, exif, icc],
      [224, 224, "jpeg", "4:2:0", undefined, undefined],
    );
  });

  it("reuses a list that is long enough", async () => {
    const before = fs.statSync(metaFile(folder)).mtimeMs;
    assert.deepEqual(await render(folder, 1), []);
    assert.equal(fs.statSync(metaFile(folder)).mtimeMs, before);
  });

  it("extends a shorter list without touching what is there, to what one run would have made", async () => {
    const first = path.join(folder, metaOf(folder).images[0].file);
    const before = fs.statSync(first).mtimeMs;
    const reports = await render(folder, 2);
    assert.deepEqual(
      reports.map(({ done, total }) => [done, total]),
      [[1, 1]],
    );
    assert.equal(fs.statSync(first).mtimeMs, before);
    const atOnce = path.join(root, "at-once");
    await render(atOnce, 2);
    assert.deepEqual(metaOf(atOnce), metaOf(folder));
  });

  it("renders again what other code has rendered, and what is listed but gone", async () => {
    const meta = metaOf(folder);
    writeJsonAtomic(metaFile(folder), { ...meta, version: "another" });
    assert.equal((await render(folder, 1)).length, 1);
    assert.deepEqual(metaOf(folder).images, meta.images.slice(0, 1));
    fs.rmSync(path.join(folder, meta.images[0].file));
    assert.equal((await render(folder, 1)).length, 1);
    assert.deepEqual(metaOf(folder).images, meta.images.slice(0, 1));
  });

  it("names the volunteers when asked for somebody else", async () => {
    const spec = { person: "v99", conditions: [{ condition: "clean" as const, count: 1 }], folder };
    await assert.rejects(renderPerson(spec), /unknown person "v99": expected one of v01 … v10, o01/);
  });

  it("leaves no list when it is killed half-way", async () => {
    const killed = path.join(root, "killed");
    const spec = { person: PERSON, conditions: [{ condition: "clean", count: 1000 }], folder: killed };
    const code = `require("kernel-helpers/dist/world").renderPerson(${JSON.stringify(spec)})`;
    const child = spawn(process.execPath, ["-e", code], { stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const image = path.join(killed, PERSON, "clean", "00.jpg");
    while (!fs.existsSync(image) && child.exitCode === null) await sleep(50);
    child.kill("SIGKILL");
    await ended;
    assert.ok(fs.existsSync(image), "the child rendered at least one image");
    assert.ok(!fs.existsSync(metaFile(killed)));
  });
});
