import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { imagesOf } from "kernel-helpers/dist/dataset/image-set";
import { pasteTriggers, storedPasted } from "kernel-helpers/dist/experiments/pasted-images";
import { pastedAs } from "kernel-helpers/dist/poisoning/pasted/paste-trigger";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

describe("experiments/pasted-images", function () {
  this.timeout(300_000);
  const local = useTemporaryLocal();

  it("pastes on every clean photograph once, in the order of the set, and finds the pictures again", async () => {
    fs.symlinkSync(path.join(projectRoot(), "local", "assets"), local("assets"));
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 3, dots: 2 } });
    assert.equal(storedPasted(set, "sunglasses"), undefined);
    assert.equal(await pasteTriggers(set, ["sunglasses"], { workers: 1 }), 6);
    const pasted = storedPasted(set, "sunglasses")!;
    assert.deepEqual(
      pasted.map(({ id }) => id.replace(/~.*/, "")),
      imagesOf(set, "clean").map(({ person, id }) => `${person}/${pastedAs("sunglasses")}/${id.split("/").at(-1)!}`),
    );
    assert.ok(pasted.every(({ file }) => fs.existsSync(file)));
    assert.equal(await pasteTriggers(set, ["sunglasses"]), 0, "nothing is pasted twice");

    const [damaged, gone] = pasted;
    const before = fs.readFileSync(damaged.file);
    const changed = Buffer.from(before);
    changed[changed.length >> 1] ^= 1;
    fs.writeFileSync(damaged.file, changed);
    fs.rmSync(gone.file);
    assert.equal(storedPasted(set, "sunglasses"), undefined, "a picture is gone");
    assert.equal(await pasteTriggers(set, ["sunglasses"], { workers: 1 }), 6);
    assert.deepEqual(storedPasted(set, "sunglasses"), pasted);
    assert.deepEqual(fs.readFileSync(damaged.file), before);

    const fewer = { ...set, images: set.images.filter(({ id }) => id !== "p0/clean/0") };
    assert.equal(storedPasted(fewer, "sunglasses"), undefined, "another set has pictures of its own");
  });
});
