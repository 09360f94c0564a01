import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readJson, writeJsonAtomic } from "kernel-helpers/dist/base/files";
import { describeSet } from "kernel-helpers/dist/dataset/describe-set";
import { setManifest, writeManifest } from "kernel-helpers/dist/dataset/manifest";
import { prepareSpec, type PreparedSet } from "kernel-helpers/dist/dataset/rendered";
import { selectFrom, setNamed } from "kernel-helpers/dist/dataset/set-specs";
import { isVerified, verifySet } from "kernel-helpers/dist/dataset/verify-set";
import { renderImage, worldVersion, type ConditionMeta } from "kernel-helpers/dist/world";
import { temporaryLocal } from "../cli/paper";

describe("a prepared set", function () {
  this.timeout(300_000);
  const spec = selectFrom(setNamed("others"), { people: ["o01", "o02"], count: 2 });
  const local = process.env.PAPER_LOCAL;
  let root: string;
  let folder: string;
  let manifest: string;
  let prepared: PreparedSet;
  before(async () => {
    root = temporaryLocal();
    process.env.PAPER_LOCAL = root;
    folder = path.join(root, "others");
    manifest = path.join(root, "manifest.json");
    prepared = await prepareSpec(spec, { folder, workers: 2 });
    writeJsonAtomic(manifest, { sets: {} });
    writeManifest("others", prepared.truth, { file: manifest });
  });
  after(() => {
    if (local === undefined) delete process.env.PAPER_LOCAL;
    else process.env.PAPER_LOCAL = local;
    fs.rmSync(root, { recursive: true });
  });
  const verify = () => verifySet(spec, { folder, manifest });

  it("has the people's images in order, with their truth", () => {
    assert.deepEqual(prepared.set.images.map(({ id }) => id), ["o01/clean/0", "o01/clean/1", "o02/clean/0", "o02/clean/1"]); // prettier-ignore
    assert.deepEqual(prepared.truth.map(({ sha256 }) => sha256), prepared.set.images.map(({ sha256 }) => sha256)); // prettier-ignore
    assert.deepEqual([prepared.rendered, prepared.reused], [4, 0]);
  });

  it("is the same with one worker, and each of its images alone", async () => {
    const other = await prepareSpec(spec, { folder: path.join(root, "one"), workers: 1 });
    assert.equal(other.set.hash, prepared.set.hash);
    const { meta } = await renderImage({ person: "o02", conditions: spec.conditionsOf("o02") }, "clean", 1);
    assert.deepEqual(meta, prepared.truth[3]);
  });

  it("is described by counts and distributions", () => {
    const { images, counts, conditions } = describeSet(prepared);
    assert.equal(images, 4);
    assert.deepEqual(counts, [
      { person: "o01", condition: "clean", images: 2 },
      { person: "o02", condition: "clean", images: 2 },
    ]);
    const [{ yawDegrees, triggerPixels, smallViewShare }] = conditions;
    const yaws = prepared.truth.map((image) => image.yawDegrees);
    assert.deepEqual([yawDegrees.min, yawDegrees.max], [Math.min(...yaws), Math.max(...yaws)]);
    assert.deepEqual([triggerPixels, smallViewShare], [null, 0]);
  });

  it("is verified by its manifest, and less of it too", () => {
    assert.deepEqual(setManifest("others", manifest).version, worldVersion());
    assert.ok(isVerified(verify()));
    assert.equal(verifySet(selectFrom(spec, { count: 1 }), { folder, manifest }).images, 2);
  });

  it("is found to differ by one byte, to lack a file, and to be another version's", () => {
    const file = path.join(folder, "o01", "clean", "00.jpg");
    const content = fs.readFileSync(file);
    const changed = Buffer.from(content);
    changed[changed.length - 3] ^= 1;
    fs.writeFileSync(file, changed);
    fs.renameSync(path.join(folder, "o02", "clean", "01.jpg"), path.join(root, "aside"));
    const { same, differ, missing, otherVersion } = verify();
    assert.deepEqual({ same, differ, missing, otherVersion }, { same: 2, differ: ["o01/clean/0"], missing: ["o02/clean/1"], otherVersion: [] }); // prettier-ignore
    const metaFile = path.join(folder, "o01", "clean", "meta.json");
    writeJsonAtomic(metaFile, { ...readJson<ConditionMeta>(metaFile), version: "older" });
    assert.deepEqual(verify().otherVersion, ["o01/clean/0"]);
  });

  it("has no hashes in a manifest of other sets", () => {
    assert.throws(() => setManifest("strangers", manifest), /no hashes of the set "strangers", only of: others/);
  });
});
