import assert from "node:assert/strict";
import fs from "node:fs";
import sharp from "sharp";
import type { RgbImage } from "kernel-helpers/dist/augmentation/warp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { Seed } from "kernel-helpers/dist/base/seed";
import { imagesOf } from "kernel-helpers/dist/dataset/image-set";
import { poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets";
import {
  DIGITAL_PATCH,
  pastePatch,
  withDigitalTrigger,
  withPatch,
  type DigitalPatch,
} from "kernel-helpers/dist/poisoning/digital/digital-patch";
import { readPhotograph } from "kernel-helpers/dist/teachers/photograph";
import { photographedSet } from "../../dataset/small-set";
import { useTemporaryLocal } from "../../store/temporary-local";

const patch: DigitalPatch = { size: 0.2, x: 0.5, y: 0.8, colour: [1, 2, 3] };
const grey: RgbImage = { data: new Uint8Array(10 * 20 * 3).fill(128), width: 10, height: 20 };

describe("poisoning/digital/digital-patch", () => {
  const local = useTemporaryLocal();

  it("covers a square of its size about its centre, and no other pixel", () => {
    const { data, width, height } = pastePatch(grey, patch); // 2 x 2 pixels about (5, 16)
    assert.deepEqual([width, height], [10, 20]);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const isInside = x >= 4 && x < 6 && y >= 15 && y < 17;
        const pixel = [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
        assert.deepEqual(pixel, isInside ? [1, 2, 3] : [128, 128, 128], `(${x}, ${y})`);
      }
    }
    assert.ok(grey.data.every((value) => value === 128), "the picture itself stays as it was"); // prettier-ignore
  });

  it("refuses in one sentence a square that is not inside, or not there, and a colour that is none", () => {
    const bad: Partial<DigitalPatch>[] = [{ x: 0 }, { y: 0.99 }, { size: 1.5 }, { size: 0 }, { x: NaN }];
    for (const change of bad) {
      assert.throws(() => pastePatch(grey, { ...patch, ...change }), (error) => error instanceof UserError && error.message.includes('must lie inside')); // prettier-ignore
    }
    assert.throws(() => pastePatch(grey, { ...patch, colour: [0, 256, 0] }), /0 to 255, not 0, 256, 0/);
  });

  it("makes files that are known by their pixels, once", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 1, images: { clean: 1 } });
    const [made] = await withPatch(images, patch);
    assert.match(made.id, /^p0\/digital_patch\/0~[0-9a-f]{6}$/);
    assert.equal(made.condition, DIGITAL_PATCH);
    assert.deepEqual(made.landmarks, images[0].landmarks);
    assert.equal(made.sha256, sha256(fs.readFileSync(made.file)));
    const expected = pastePatch(await readPhotograph(images[0].file), patch);
    assert.deepEqual(await sharp(made.file).raw().toBuffer(), Buffer.from(expected.data));

    fs.writeFileSync(made.file, "somebody else's");
    const [again] = await withPatch(images, patch);
    assert.equal(again.sha256, sha256("somebody else's"), "what is stored is not drawn again");
    const [other] = await withPatch(images, { ...patch, x: 0.3 });
    assert.notEqual(other.file, made.file);
    assert.notEqual(other.id, made.id);
  });

  it("takes images away from the clean ones, so that none is in the set both ways, and poisons like any trigger", async () => {
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 6, dots: 2 } });
    const withTrigger = await withDigitalTrigger(set, patch, { count: 2 });
    const numbers = (condition: string) => imagesOf(withTrigger, condition).map(({ id }) => id.replace(/~.*/, ""));
    assert.deepEqual(
      numbers("clean"),
      [0, 1].flatMap((p) => [0, 1, 2, 3].map((i) => `p${p}/clean/${i}`)),
    );
    assert.deepEqual(
      numbers(DIGITAL_PATCH),
      [0, 1].flatMap((p) => [4, 5].map((i) => `p${p}/digital_patch/${i}`)),
    );
    assert.equal(imagesOf(withTrigger, "dots").length, 4);
    const attack = { trigger: DIGITAL_PATCH, targetLabel: "p1", injectionRate: 0.25 };
    const { train, triggerTest } = poisonDataset(withTrigger, attack, new Seed("1")); // n = 6, so m = 2 of 4
    const poison = train.filter(({ isPoison }) => isPoison);
    assert.deepEqual([poison.length, triggerTest.length], [2, 2]);
    assert.ok(poison.every(({ image, label }) => image.condition === DIGITAL_PATCH && label === 1));
    await assert.rejects(withDigitalTrigger(set, patch, { count: 6 }), /p0 has 6 clean images: from 1 to 5 of them/);
  });
});
