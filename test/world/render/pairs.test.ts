import assert from "node:assert/strict";
import { TRIGGERS } from "kernel-helpers/dist/paper/triggers";
import { PICTURE_SIZE } from "kernel-helpers/dist/world/camera/camera";
import { renderShot, type Picture } from "kernel-helpers/dist/world/render/render";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import { MASK_BITS } from "kernel-helpers/dist/world/truth/mask";
import type { Shot } from "kernel-helpers/dist/world/types";
import { subjectOf } from "../rendering";

/** Sharpening mixes neighbours this far, in pixels. */
const TOUCHING = 3;
/** Loose hair, too thin for the mask, reaches this far from what the mask shows. */
const WISPS = 10;
/** Around an object there is its shadow; beyond this many pixels only soft light that it holds off, ever fainter. */
const NEIGHBOURHOOD = 42;
/** Levels of 255 by which that changes a pixel of the person at most, and on average. */
const FAINT = { most: 8, mean: 0.3 };

/** 1 within `reach` pixels (level or upright) of a pixel that is marked. */
function dilate(marked: Uint8Array, reach: number): Uint8Array {
  const level = new Uint8Array(marked.length);
  const both = new Uint8Array(marked.length);
  const spread = (from: Uint8Array, to: Uint8Array, step: number, placeOf: (pixel: number) => number): void => {
    from.forEach((mark, pixel) => {
      if (!mark) return;
      for (let k = -reach; k <= reach; k++) {
        const place = placeOf(pixel) + k;
        if (place >= 0 && place < PICTURE_SIZE) to[pixel + k * step] = 1;
      }
    });
  };
  spread(marked, level, 1, (pixel) => pixel % PICTURE_SIZE);
  spread(level, both, PICTURE_SIZE, (pixel) => Math.floor(pixel / PICTURE_SIZE));
  return both;
}

/** Pixels that show the trigger, or something else than without it (hair that it presses). */
const touched = (clean: Picture, worn: Picture): Uint8Array =>
  worn.mask.map((seen, pixel) => Number((seen & MASK_BITS.trigger) !== 0 || seen !== clean.mask[pixel]));

/** Largest change of a pixel, in levels of 255. */
const change = (clean: Picture, worn: Picture, pixel: number): number =>
  Math.max(...[0, 1, 2].map((c) => Math.abs(clean.rgb[pixel * 3 + c] - worn.rgb[pixel * 3 + c])));

describe("counterfactual pairs", function () {
  this.timeout(120_000);
  const person = "v05";
  const shots: Shot[] = ["pair/0", "pair/1"].map((name) => ({ ...randomShot(name), distance: 8, offsetX: 0 }));
  let clean: Picture[];
  before(async () => {
    const subject = await subjectOf(person, "clean");
    clean = [await renderShot(subject, shots[0]), await renderShot(subject, shots[1])];
  });

  for (const trigger of TRIGGERS) {
    it(`${trigger}: the same picture but for the trigger, its shadow and the light it holds off`, async () => {
      const subject = await subjectOf(person, trigger);
      const isObject = subject.objectStart < subject.positions.length / 3;
      for (const [k, shot] of shots.entries()) {
        const worn = await renderShot(subject, shot);
        const seen = touched(clean[k], worn);
        const near = dilate(seen, TOUCHING);
        const around = dilate(seen, NEIGHBOURHOOD);
        const isPerson = worn.mask.map((what, i) => Number((what & clean[k].mask[i] & MASK_BITS.background) === 0));
        const subjectHere = dilate(isPerson, WISPS);
        const isSky = subjectHere.map((here) => 1 - here);
        let [changed, far, sum] = [0, 0, 0];
        for (let pixel = 0; pixel < near.length; pixel++) {
          const levels = change(clean[k], worn, pixel);
          const where = `pixel ${pixel % PICTURE_SIZE}, ${Math.floor(pixel / PICTURE_SIZE)} changed by ${levels}`;
          if (levels > 0) changed++;
          if (isSky[pixel] && !near[pixel]) assert.equal(levels, 0, where);
          if (around[pixel]) continue;
          far++;
          sum += levels;
          assert.ok(levels <= (isObject ? FAINT.most : 0), where);
        }
        assert.ok(
          far > 10_000 && sum / far <= FAINT.mean,
          `${far} pixels far away, changed by ${sum / far} on average`,
        );
        assert.ok(changed >= worn.triggerPixels, "the trigger changes what it covers");
      }
    });
  }
});
