import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DamagedFile, readJson, writeJsonAtomic } from "kernel-helpers/dist/base/files";
import { UserError } from "kernel-helpers/dist/base/errors";
import { sha256 } from "kernel-helpers/dist/base/hash";
import {
  areThere,
  areWhole,
  removeDamaged,
  removeDamagedList,
  removeDamagedPictures,
} from "kernel-helpers/dist/dataset/damaged-images";

describe("dataset/damaged-images", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-damaged-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const at = (name: string): string => path.join(folder, name);
  const image = (n: number) => {
    const [file, mask] = [`${n}.jpg`, `${n}.mask.png`];
    fs.writeFileSync(at(file), file);
    fs.writeFileSync(at(mask), mask);
    return { file, mask, sha256: sha256(file), maskSha256: sha256(mask) };
  };
  const there = (): string[] => fs.readdirSync(folder).sort();

  it("are deleted, image or mask, and those that are whole are kept", () => {
    const images = [1, 2, 3].map(image);
    fs.writeFileSync(at("2.jpg"), "2_jpg");
    fs.writeFileSync(at("3.mask.png"), "");
    assert.equal(areWhole(images.slice(0, 1), folder), true);
    assert.equal(areWhole(images, folder), false);
    removeDamaged(images, folder);
    assert.deepEqual(there(), ["1.jpg", "1.mask.png", "2.mask.png", "3.jpg"]);
  });

  it("of a drawn picture are deleted, and whether one is gone is seen", () => {
    const pictures = [1, 2].map(image).map(({ file, sha256 }) => ({ file: at(file), sha256 }));
    fs.writeFileSync(at("2.jpg"), "2_jpg");
    assert.equal(areThere(pictures), true);
    removeDamagedPictures(pictures);
    assert.equal(areThere(pictures), false);
    assert.equal(areThere(pictures.slice(0, 1)), true);
    removeDamagedPictures(pictures); // what is gone is no damage
  });

  it("of a list are deleted with it; a list that somebody wrote wrongly is not", () => {
    const list = at("meta.json");
    writeJsonAtomic(list, { images: [1, 2] });
    removeDamagedList(list, () => readJson(list));
    assert.ok(fs.existsSync(list));
    const refuse = (): never => {
      throw new UserError("no list of images");
    };
    assert.throws(() => removeDamagedList(list, refuse), /no list of images/);
    fs.writeFileSync(list, fs.readFileSync(list, "utf8").replace("2", "3"));
    assert.throws(() => readJson(list), DamagedFile);
    removeDamagedList(list, () => readJson(list));
    assert.ok(!fs.existsSync(list));
  });
});
