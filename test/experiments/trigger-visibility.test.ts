import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import type { Affine } from "kernel-helpers/dist/augmentation/affine";
import { imagesOf } from "kernel-helpers/dist/dataset/image-set";
import { measureVisibility, shownIn, storedVisibility } from "kernel-helpers/dist/experiments/trigger-visibility";
import { visibilityTable } from "kernel-helpers/dist/figures/visibility-table";
import { MASK_BITS, type ImageMeta } from "kernel-helpers/dist/world";
import { paperSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const SIDE = 64;
/** A mask with the trigger in these squares, by their left upper corners. */
function maskWith(corners: readonly [left: number, top: number][], side = 10): Uint8Array {
  const mask = new Uint8Array(SIDE * SIDE).fill(MASK_BITS.background);
  for (const [left, top] of corners) {
    for (let row = top; row < top + side; row++) {
      mask.fill(MASK_BITS.trigger | MASK_BITS.face, row * SIDE + left, row * SIDE + left + side);
    }
  }
  return mask;
}
/** The crop of 20 x 20 input pixels that shows the photograph's left upper quarter of 40 x 40 pixels. */
const HALF: Affine = [0.5, 0, 0, 0, 0.5, 0];

describe("experiments/trigger-visibility", () => {
  const local = useTemporaryLocal();

  it("counts by hand", () => {
    assert.deepEqual(shownIn(maskWith([[10, 10]]), SIDE, HALF, 20), { inside: 1, ofCrop: 25 / 400 });
    assert.deepEqual(shownIn(maskWith([[50, 50]]), SIDE, HALF, 20), { inside: 0, ofCrop: 0 });
    // one square inside, one cut in the middle: 150 of 200 pixels, a quarter of which the crop has
    assert.deepEqual(
      shownIn(
        maskWith([
          [0, 0],
          [35, 20],
        ]),
        SIDE,
        HALF,
        20,
      ),
      { inside: 0.75, ofCrop: 150 / 4 / 400 },
    );
    assert.throws(() => shownIn(maskWith([]), SIDE, HALF, 20), /its mask has none/);
  });

  it("averages over the photographs of each trigger, looks once, and is told in a table", async () => {
    const set = paperSet({ people: 1, images: { clean: 1, dots: 2, earrings: 2 } });
    const masks: Record<string, Uint8Array> = {
      "p0/dots/0": maskWith([[27, 31]]), // in the middle of the face
      "p0/dots/1": maskWith([[27, 31]]),
      "p0/earrings/0": maskWith(
        [
          [31, 31],
          [62, 62],
        ],
        2,
      ), // one in the middle, one in the corner
      "p0/earrings/1": maskWith([[62, 62]], 2),
    };
    const truth: ImageMeta[] = [];
    for (const { id } of set.images) {
      const mask = `${id.replaceAll("/", "-")}.png`;
      if (masks[id]) await sharp(masks[id], { raw: { width: SIDE, height: SIDE, channels: 1 } }).png().toFile(local(mask)); // prettier-ignore
      truth.push({ mask } as ImageMeta);
    }
    assert.equal(imagesOf(set, "dots").length, 2);
    const teachers = ["resnet-dlib"];
    const told: number[] = [];
    const look = () =>
      measureVisibility({ set, truth, folder: local() }, teachers, { onProgress: ({ done }) => told.push(done) });
    assert.equal(storedVisibility(set, teachers), undefined);
    const [{ triggers }] = await look();
    const [dots, earrings] = triggers;
    assert.deepEqual([dots.trigger, dots.images, dots.meanInside, dots.whole, dots.nothing], ["dots", 2, 1, 1, 0]);
    assert.deepEqual([earrings.meanInside, earrings.whole, earrings.nothing], [0.25, 0, 0.5]);
    assert.ok(dots.meanOfCrop > 0.02 && dots.meanOfCrop < 0.2, `${dots.meanOfCrop}`);
    assert.deepEqual(told, [1, 2, 3, 4]);

    for (const name of fs.readdirSync(local())) if (name.endsWith(".png")) fs.rmSync(path.join(local(), name));
    assert.deepEqual(await look(), [{ teacher: "resnet-dlib", triggers }]);
    assert.deepEqual(told, [1, 2, 3, 4], "the masks are looked at once");

    const table = visibilityTable({
      profile: "laptop",
      set: set.hash,
      teachers: [{ teacher: "resnet-dlib", triggers }],
    });
    assert.equal(table.rows[1]["resnet-dlib meanInside"], "25%");
    assert.ok(table.notes!.some((note) => note.endsWith("nothing of the trigger: Earring 50.0%.")));
    assert.deepEqual(table.columns.map(({ key }) => key).sort(), Object.keys(table.rows[0]).sort()); // prettier-ignore
  });
});
