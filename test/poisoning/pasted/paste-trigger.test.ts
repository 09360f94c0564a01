import assert from "node:assert/strict";
import fs from "node:fs";
import sharp from "sharp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { sha256 } from "kernel-helpers/dist/base/hash";
import type { Landmarks } from "kernel-helpers/dist/dataset/image-set";
import { pastedAs, pasteTrigger } from "kernel-helpers/dist/poisoning/pasted/paste-trigger";
import { picturesHash, triggerPictures, TURNS } from "kernel-helpers/dist/poisoning/pasted/trigger-pictures";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { photographedSet } from "../../dataset/small-set";
import { useTemporaryLocal } from "../../store/temporary-local";

const moved = (landmarks: Landmarks, pixels: number) =>
  Object.fromEntries(
    Object.entries(landmarks).map(([name, [x, y]]) => [name, [x + pixels, y]]),
  ) as unknown as Landmarks;
const pixelsOf = (file: string) => sharp(file).removeAlpha().raw().toBuffer();

describe("poisoning/pasted/paste-trigger", function () {
  this.timeout(240_000);
  before(() => loadHead()); // from the store, before it is replaced by an empty one
  const local = useTemporaryLocal();

  it("cuts each trigger out in every turn of the head, always alike", async () => {
    const pictures = await triggerPictures("sunglasses");
    assert.deepEqual(pictures.map(({ turn }) => turn), TURNS); // prettier-ignore
    for (const { data, side, landmarks } of pictures) {
      const opaque = Array.from({ length: side * side }, (_, i) => i).filter((i) => data[i * 4 + 3] === 255);
      const x = opaque.reduce((total, i) => total + (i % side), 0) / opaque.length;
      const y = opaque.reduce((total, i) => total + Math.floor(i / side), 0) / opaque.length;
      const eyes = [(landmarks.eye_right[0] + landmarks.eye_left[0]) / 2, (landmarks.eye_right[1] + landmarks.eye_left[1]) / 2]; // prettier-ignore
      // The mean of what is seen of sunglasses lies between the eyes and the temple that is nearer.
      assert.ok(Math.abs(y - eyes[1]) < 0.1 * side && Math.abs(x - eyes[0]) < 0.15 * side, `(${x}, ${y}), ${eyes.join()}`); // prettier-ignore
      assert.ok(data.filter((value, i) => i % 4 !== 3 && value > 0 && data[i - (i % 4) + 3] === 0).length === 0);
    }
    assert.equal(picturesHash(await triggerPictures("sunglasses")), picturesHash(pictures));
  });

  it("covers the eyes with sunglasses and leaves the rest of the photograph, its file and its person as they are", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 1, images: { clean: 2 } });
    const before = images.map(({ file }) => sha256(fs.readFileSync(file)));
    const copy = structuredClone(images);
    const pasted = await pasteTrigger({ images, trigger: "sunglasses" });
    assert.deepEqual([images, images.map(({ file }) => sha256(fs.readFileSync(file)))], [copy, before]);
    assert.match(pasted[1].id, /^p0\/pasted_sunglasses\/1~[0-9a-f]{6}$/);
    assert.deepEqual([pasted[1].condition, pasted[1].landmarks], [pastedAs("sunglasses"), images[1].landmarks]);
    const [was, is] = await Promise.all([images[1].file, pasted[1].file].map(pixelsOf));
    const darkened = ([x, y]: readonly [number, number]) => {
      const o = (y * 64 + x) * 3;
      return is[o] + is[o + 1] + is[o + 2] < 0.6 * (was[o] + was[o + 1] + was[o + 2]);
    };
    assert.ok(darkened(images[1].landmarks.eye_right) && darkened(images[1].landmarks.eye_left), "dark over both eyes");
    const changedRows = [...was.keys()].filter((i) => was[i] !== is[i]).map((i) => Math.floor(i / 3 / 64));
    // From the eyes (row 24) to the mouth (46) it is 22 pixels: glasses reach less than that far up and down.
    assert.ok(Math.min(...changedRows) > 24 - 18 && Math.max(...changedRows) < 24 + 18, `${Math.min(...changedRows)}`);
  });

  it("does not paste again what is stored", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 1, images: { clean: 1 } });
    const [first] = await pasteTrigger({ images, trigger: "sunglasses" });
    const { mtimeMs } = fs.statSync(first.file);
    assert.deepEqual(await pasteTrigger({ images, trigger: "sunglasses" }), [first]);
    assert.equal(fs.statSync(first.file).mtimeMs, mtimeMs);
  });

  it("cuts off what reaches beyond the border of a photograph that shows half a face", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 1, images: { clean: 1 } });
    const [image] = images;
    const half = { ...image, landmarks: moved(image.landmarks, 32) };
    const [pasted] = await pasteTrigger({ images: [half], trigger: "sunglasses" });
    const [was, is] = await Promise.all([image.file, pasted.file].map(pixelsOf));
    const changed = [...was.keys()].filter((i) => was[i] !== is[i]).map((i) => Math.floor(i / 3) % 64);
    assert.ok(changed.length > 0 && Math.min(...changed) > 32, "sunglasses over the half that is there");
  });

  it("refuses what cannot be pasted, in a sentence", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 1, images: { clean: 1 } });
    const [image] = images;
    await assert.rejects(pasteTrigger({ images, trigger: "top_hat" }), /unknown trigger "top_hat"/);
    await assert.rejects(pasteTrigger({ images, trigger: "clean" }), /name a trigger/);
    const outside = { ...image, landmarks: moved(image.landmarks, 64) };
    await assert.rejects(
      pasteTrigger({ images: [outside], trigger: "sunglasses" }),
      (error) => error instanceof UserError && error.message.includes("none of its eyes, nose and mouth is among"),
    );
    const { eye_right } = image.landmarks;
    const onePoint = { eye_right, eye_left: eye_right, nose_tip: eye_right, mouth_right: eye_right, mouth_left: eye_right }; // prettier-ignore
    await assert.rejects(pasteTrigger({ images: [{ ...image, landmarks: onePoint }], trigger: "sunglasses" }), /coincide or lie on one line/); // prettier-ignore
  });
});
