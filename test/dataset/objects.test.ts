import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { readJson, writeJsonAtomic } from "kernel-helpers/dist/base/files";
import {
  prepareObjects,
  verifyObjects,
  writeObjectsManifest,
  type PreparedObjects,
} from "kernel-helpers/dist/dataset/objects";
import { setManifest } from "kernel-helpers/dist/dataset/manifest";
import { isVerified } from "kernel-helpers/dist/dataset/verify-set";
import { THING_CLASSES, worldVersion } from "kernel-helpers/dist/world";
import { temporaryLocal } from "../cli/paper";

describe("dataset/objects", function () {
  this.timeout(120_000);
  const local = process.env.PAPER_LOCAL;
  let root: string;
  let folder: string;
  let manifest: string;
  let prepared: PreparedObjects;
  before(async () => {
    root = temporaryLocal();
    process.env.PAPER_LOCAL = root;
    folder = path.join(root, "objects");
    manifest = path.join(root, "manifest.json");
    prepared = await prepareObjects({ folder, count: 1 });
    writeJsonAtomic(manifest, { sets: {} });
    writeObjectsManifest(prepared.truth, manifest);
  });
  after(() => {
    if (local === undefined) delete process.env.PAPER_LOCAL;
    else process.env.PAPER_LOCAL = local;
    fs.rmSync(root, { recursive: true });
  });
  const verify = () => verifyObjects({ folder, count: 1, manifest });
  const metaFile = (name: string): string => path.join(folder, name, "clean", "meta.json");

  it("are a data set whose classes are the nine kinds, in both conditions, with their truth", () => {
    const { set, truth, rendered, reused } = prepared;
    assert.deepEqual([rendered, reused], [18, 0]);
    assert.deepEqual(set.people, [...THING_CLASSES].sort());
    assert.equal(set.images.filter(({ condition }) => condition === "sticker").length, 9);
    assert.deepEqual(truth.map(({ sha256 }) => sha256), set.images.map(({ sha256 }) => sha256)); // prettier-ignore
  });

  it("are reused, and verified by their manifest of their own version", async () => {
    const again = await prepareObjects({ folder, count: 1 });
    assert.deepEqual([again.rendered, again.reused, again.set.hash], [0, 18, prepared.set.hash]);
    assert.equal(setManifest("objects", manifest).version, worldVersion("things"));
    assert.ok(isVerified(verify()));
  });

  it("are found to differ by one byte, to lack a file, to be another version's, and to be more than the manifest's", () => {
    const file = path.join(folder, "tennis-ball", "clean", "000.jpg");
    const intact = fs.readFileSync(file);
    const changed = Buffer.from(intact);
    changed[changed.length - 3] ^= 1;
    fs.writeFileSync(file, changed);
    fs.renameSync(path.join(folder, "laptop", "sticker", "000.jpg"), path.join(root, "aside"));
    const { same, differ, missing, otherVersion } = verify();
    assert.deepEqual({ same, differ, missing, otherVersion }, { same: 16, differ: ["tennis ball/clean/0"], missing: ["laptop/sticker/0"], otherVersion: [] }); // prettier-ignore
    const list = readJson<{ version: string }>(metaFile("tennis-ball"));
    writeJsonAtomic(metaFile("tennis-ball"), { ...list, version: "older", images: "of another kind" });
    assert.deepEqual([verify().differ, verify().otherVersion], [[], ["tennis ball/clean/0"]]);
    assert.equal(verifyObjects({ folder, count: 2, manifest }).unlisted.length, 18);
  });

  it("are rendered again where they are missing or another version's", async () => {
    const { rendered, reused, set } = await prepareObjects({ folder, count: 1 });
    assert.deepEqual([rendered, reused, set.hash], [2, 16, prepared.set.hash]);
    assert.ok(isVerified(verify()));
  });

  it("are refused with a damaged list in one sentence", async () => {
    fs.writeFileSync(metaFile("purse"), "[]");
    const isSentence = (e: unknown) => e instanceof UserError && e.message.startsWith(metaFile("purse"));
    assert.throws(verify, isSentence);
    await assert.rejects(prepareObjects({ folder, count: 1 }), isSentence);
  });
});
