import assert from "node:assert/strict";
import sharp from "sharp";
import { pairPicture, truthPicture } from "kernel-helpers/dist/figures/truth-pictures";
import { MASK_BITS, type RenderedImage } from "kernel-helpers/dist/world";

const SIZE = 16;

/** A grey picture whose left half is a face's skin and whose right half is background. */
function sample(condition: string, level: number): RenderedImage {
  const rgb = new Uint8Array(SIZE * SIZE * 3).fill(100);
  rgb[0] = level;
  const mask = Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
    i % SIZE < SIZE / 2 ? MASK_BITS.skin | MASK_BITS.face : MASK_BITS.background,
  );
  const landmarks = { eye_left: [4, 4] };
  const meta = { person: "v01", condition, shot: "render/1" };
  return { rgb, size: SIZE, mask, landmarks, meta } as unknown as RenderedImage;
}

const pixels = async (image: Uint8Array) => {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)],
  };
};

describe("figures/truth-pictures", () => {
  it("show the photograph with its landmarks beside the colours of its mask", async () => {
    const { image, alt } = await truthPicture(sample("clean", 100));
    const { width, at } = await pixels(image);
    assert.equal(width, 2 * SIZE + 4);
    assert.deepEqual(at(4, 4), [0, 220, 255]);
    assert.deepEqual(at(12, 12), [100, 100, 100]);
    assert.deepEqual(at(SIZE + 4, 0), [230, 180, 140]);
    assert.deepEqual(at(SIZE + 4 + 15, 0), [168, 168, 168]);
    assert.match(alt, /skin, background/);
  });

  it("show four times the difference of a pair, up to white", async () => {
    const { image } = await pairPicture(sample("clean", 100), sample("dots", 130));
    const { at } = await pixels(image);
    assert.deepEqual(at(2 * (SIZE + 4), 0), [120, 0, 0]);
    assert.deepEqual(at(2 * (SIZE + 4) + 1, 0), [0, 0, 0]);
  });

  it("refuse two photographs that are not a pair", async () => {
    const other = sample("dots", 0);
    const moved = { ...other, meta: { ...other.meta, shot: "render/2" } };
    await assert.rejects(pairPicture(sample("clean", 0), moved), /one person in one shot, found v01 in render\/1/);
  });
});
