import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { checkImages } from "kernel-helpers/dist/dataset/check-images";
import { imageSet } from "kernel-helpers/dist/dataset/image-set";
import { findImported, importPhotographs } from "kernel-helpers/dist/dataset/own/import";
import { useTemporaryLocal } from "../../store/temporary-local";
import { agreed, portrait, storedTurned, writeFiles } from "./portraits";

const workers = 2;

describe("dataset/own/import", function () {
  this.timeout(240_000);
  const local = useTemporaryLocal();
  const folder = (): string => local("photographs of ours");
  const write = (files: Record<string, string | Uint8Array>): void => writeFiles(folder(), files);
  const photo = async (person: string, seed: number, trigger?: string): Promise<Buffer> => (await portrait(person, seed, trigger)).image; // prettier-ignore

  it("makes a set of a folder with everything that can be wrong, alters nothing in it, and sorts every file", async () => {
    const [a, b] = [await photo("v01", 1), await photo("v03", 1)];
    const side = (picture: Buffer, size: number) => sharp(picture).resize(size, size).toBuffer();
    const onWhite = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "white" } }); // prettier-ignore
    const turned = Object.fromEntries(
      await Promise.all([3, 5, 6, 8].map(async (k, i) => [`Zoë/clean/turned ${k}.jpg`, await storedTurned(await photo("v03", i + 1), k)] as const)), // prettier-ignore
    );
    write({
      "consent.json": agreed("Ada", "Zoë", "Unclean"),
      "Ada/clean/1.jpg": a,
      "Ada/clean/2.jpg": await photo("v01", 2),
      "Ada/clean/again.jpg": await sharp(a).resize(180).jpeg({ quality: 70 }).toBuffer(),
      "Ada/Sunglasses/1.jpg": await photo("v01", 1, "sunglasses"),
      "Ada/Sunglasses/deep.png": await sharp(await photo("v01", 2, "sunglasses")).toColourspace("rgb16").png().toBuffer(), // prettier-ignore
      ...turned,
      "Zoë/clean/no face.jpg": await onWhite(300, 200).jpeg().toBuffer(),
      "Zoë/clean/two.jpg": await onWhite(448, 224).composite([{ input: a, left: 0, top: 0 }, { input: b, left: 224, top: 0 }]).jpeg().toBuffer(), // prettier-ignore
      "Zoë/clean/far.jpg": await onWhite(260, 260).composite([{ input: await side(b, 60), left: 100, top: 100 }]).jpeg().toBuffer(), // prettier-ignore
      "Zoë/clean/broken.jpg": b.subarray(0, b.length / 3),
      "Unclean/dots/1.jpg": await photo("v05", 1),
    });
    const before = contents(folder());
    const seen: number[] = [];
    const { set, kept, dropped, warnings, contactSheet, folder: out } = await importPhotographs(folder(), { workers, onProgress: ({ done }) => seen.push(done) }); // prettier-ignore
    assert.deepEqual(contents(folder()), before, "the user's folder is as it was");
    assert.equal(Math.max(...seen), 14);

    const reasons = Object.fromEntries(dropped.map(({ file, reason }) => [file, reason]));
    const expected: Record<string, RegExp> = {
      "Ada/clean/again.jpg": /nearly the same as Ada\/clean\/1\.jpg/,
      "Zoë/clean/no face.jpg": /no face was found/,
      "Zoë/clean/two.jpg": /2 faces were found/,
      "Zoë/clean/far.jpg": /too small|no face/,
      "Zoë/clean/broken.jpg": /it is damaged/,
      "Unclean/dots/1.jpg": /Unclean has no clean photograph/,
    };
    for (const [file, reason] of Object.entries(expected)) assert.match(reasons[file] ?? "kept", reason, file);
    assert.equal(dropped.length, Object.keys(expected).length, JSON.stringify(reasons));
    assert.deepEqual(warnings, []);

    assert.equal(kept.length, 8);
    assert.equal(set.name, "photographs of ours");
    assert.deepEqual(set.people, ["Ada", "Zoë"]);
    assert.deepEqual(set, imageSet(set.name, kept.map(({ image }) => image))); // prettier-ignore
    checkImages(set.images);
    for (const { image, file } of kept) {
      assert.ok(image.file.startsWith(local("photographs")), "stored in the local folder");
      const { exif, icc, xmp, width, height } = await sharp(image.file).metadata();
      assert.deepEqual([exif, icc, xmp, width, height], [undefined, undefined, undefined, 224, 224]);
      const { eye_right, eye_left, mouth_left } = image.landmarks;
      assert.ok(eye_right[0] < eye_left[0] && eye_left[1] < mouth_left[1], `${file} is upright`);
    }
    assert.deepEqual([(await sharp(contactSheet).metadata()).format, path.dirname(contactSheet)], ["jpeg", out]);
  });

  it("imports a folder once, and again when it has changed; what left it loses its copy", async () => {
    write({ "consent.json": agreed("Ada"), "Ada/1.jpg": await photo("v01", 1), "Ada/2.jpg": await photo("v01", 2) });
    assert.equal(findImported(folder()), undefined);
    const first = await importPhotographs(folder(), { workers });
    assert.deepEqual(findImported(folder()), first);
    let worked = false;
    assert.deepEqual(await importPhotographs(folder(), { workers, onProgress: () => (worked = true) }), first);
    assert.equal(worked, false, "nothing is done twice");

    fs.rmSync(path.join(folder(), "Ada", "2.jpg"));
    assert.equal(findImported(folder()), undefined);
    const { set } = await importPhotographs(folder(), { workers });
    assert.deepEqual(set.images, [first.set.images[0]]);
    const gone = first.set.images[1].file;
    assert.ok(!fs.existsSync(gone));
    const bytes = fs.readdirSync(path.dirname(gone)).map((file) => sha256(fs.readFileSync(path.join(path.dirname(gone), file)))); // prettier-ignore
    assert.ok(!bytes.includes(first.set.images[1].sha256));

    fs.rmSync(set.images[0].file);
    assert.equal(findImported(folder()), undefined, "a copy that was deleted is noticed");
    assert.deepEqual((await importPhotographs(folder(), { workers })).set.images, set.images);
  });

  it("goes on where it was interrupted: each photograph is stored when it is done", async () => {
    write({ "consent.json": agreed("Ada"), "Ada/1.jpg": await photo("v01", 1), "Ada/2.jpg": await photo("v01", 2) });
    const stop = ({ done }: { done: number }): void => {
      if (done === 1) throw new Error("interrupted");
    };
    await assert.rejects(importPhotographs(folder(), { workers: 1, onProgress: stop }), /interrupted/);
    const copies = path.join(local("photographs"), fs.readdirSync(local("photographs"))[0], "copies");
    const [stored] = fs.readdirSync(copies).filter((file) => file.endsWith(".jpg"));
    const { mtimeMs } = fs.statSync(path.join(copies, stored));
    const { set } = await importPhotographs(folder(), { workers: 1 });
    assert.equal(set.images.length, 2);
    assert.equal(fs.statSync(path.join(copies, stored)).mtimeMs, mtimeMs);
  });

  it("opens nothing before everybody agreed", async () => {
    write({ "Ada/clean/1.jpg": "is never read" });
    await assert.rejects(importPhotographs(folder()), (error) => error instanceof UserError && error.message.includes("consent.json")); // prettier-ignore
    write({ "consent.json": agreed("Bo") });
    await assert.rejects(importPhotographs(folder()), /does not say that Ada agreed/);
    assert.ok(!fs.existsSync(local("photographs")));
  });

  it("stores nothing outside the local folder, and nothing among the photographs", async () => {
    write({ "consent.json": agreed("Ada"), "Ada/clean/1.jpg": "x" });
    await assert.rejects(importPhotographs(folder(), { out: projectRoot() }), /expected a folder in .* for the copies/);
    await assert.rejects(importPhotographs(folder(), { out: path.join(folder(), "out") }), /would lie in the folder of the photographs/); // prettier-ignore
  });

  it("says why when nothing can be used, and when there is nothing", async () => {
    write({ "consent.json": agreed("Ada"), "Ada/clean/1.jpg": "no picture" });
    await assert.rejects(importPhotographs(folder(), { workers }), /none of the 1 files .* can be used; the first is Ada\/clean\/1\.jpg, and its content is no JPEG/); // prettier-ignore
    fs.rmSync(path.join(folder(), "Ada"), { recursive: true });
    await assert.rejects(importPhotographs(folder(), { workers }), /has no photographs: expected person\/condition/);
  });
});

/** Everything in a folder: names, contents and times. */
const contents = (folder: string): unknown[] =>
  (fs.readdirSync(folder, { recursive: true }) as string[]).sort().map((name) => {
    const file = path.join(folder, name);
    const stats = fs.statSync(file);
    return [name, stats.mode, stats.mtimeMs, stats.isFile() ? sha256(fs.readFileSync(file)) : "folder"];
  });
