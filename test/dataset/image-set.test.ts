import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { imageSet, imagesOf, labelOf, landmarksOf, triggersOf } from "kernel-helpers/dist/dataset/image-set";
import { entry, paperSet } from "./small-set";

describe("dataset/image-set", () => {
  const images = [entry("zoe", "clean", 1), entry("ann", "clean", 1), entry("zoe", "dots", 1)];

  it("numbers the people by name", () => {
    const set = imageSet("three", images);
    assert.deepEqual(set.people, ["ann", "zoe"]);
    assert.deepEqual([labelOf(set, "ann"), labelOf(set, "zoe")], [0, 1]);
    assert.throws(() => labelOf(set, "bob"), (e) => e instanceof UserError && /"bob" .*three: ann, zoe/.test(e.message)); // prettier-ignore
  });

  it("finds the images of a condition in their order", () => {
    const set = imageSet("three", images);
    assert.deepEqual(imagesOf(set, "clean"), images.slice(0, 2));
    assert.deepEqual(imagesOf(set, "bandana"), []);
  });

  it("has a hash of pixels, labels and landmarks, and not of names and places of files", () => {
    const { hash } = imageSet("three", images);
    const changed = (change: object) => imageSet("x", [{ ...images[0], ...change }, ...images.slice(1)]).hash;
    assert.equal(changed({ file: "/elsewhere.jpg" }), hash);
    const changes = [
      { sha256: "0" },
      { person: "bob" },
      { condition: "dots" },
      { landmarks: { ...images[0].landmarks, eye_left: [0, 0] } },
      { id: "zoe/clean/2" },
    ];
    assert.equal(new Set([hash, ...changes.map(changed)]).size, 6);
    assert.notEqual(imageSet("three", images.slice(1)).hash, hash);
    assert.equal(
      paperSet({ people: 2, images: { clean: 1 } }).hash,
      paperSet({ people: 2, images: { clean: 1 } }).hash,
    );
  });

  it("lists the triggers that it has images of", () => {
    assert.deepEqual(triggersOf(imageSet("three", images)), ["dots"]);
    assert.deepEqual(triggersOf(imageSet("one", images.slice(0, 1))), []);
  });

  it("has images without a face, which no face teacher can take", () => {
    const { landmarks, ...thing } = images[0];
    assert.equal(landmarksOf(images[0]), landmarks);
    assert.throws(() => landmarksOf(thing), (e) => e instanceof UserError && e.message.includes("zoe/clean/1 has no landmarks")); // prettier-ignore
    assert.notEqual(imageSet("thing", [thing]).hash, imageSet("face", [images[0]]).hash);
  });
});
