import assert from "node:assert/strict";
import fc from "fast-check";
import { gaussianBlur } from "kernel-helpers/dist/artifacts/gaussian-blur";
import { gaussianSigma, gaussianTaps } from "kernel-helpers/dist/artifacts/gaussian-kernel";
import type { RgbImage } from "kernel-helpers/dist/augmentation/warp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { golden, plainPicture } from "./golden";

const anyPicture: fc.Arbitrary<RgbImage> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data) => ({ data, width, height })),
  );
const anyKernel = fc.integer({ min: 1, max: 45 });

describe("artifacts/gaussian-blur", () => {
  for (const { image, kernelSize, expected } of golden.blur.odd) {
    const { width, height, data } = golden.blur.images[image];
    it(`gives OpenCV's bytes: kernel ${kernelSize} on ${width} x ${height} pixels`, () => {
      assert.deepEqual([...gaussianBlur({ width, height, data }, kernelSize).data], expected);
    });
  }

  for (const { image, kernelSize, expected } of golden.blur.even) {
    it(`is near the filter of an even size in double precision: kernel ${kernelSize}`, () => {
      const { data } = gaussianBlur(golden.blur.images[image], kernelSize);
      const differences = expected.map((value, i) => Math.abs(data[i] - value));
      // Taps in 256ths are wrong by at most 1/512 each: OpenCV's own bytes are as far from its doubles.
      assert.ok(Math.max(...differences) < 2.5, `largest ${Math.max(...differences)}`);
      assert.ok(differences.reduce((a, b) => a + b) / differences.length < 0.6);
    });
  }

  it("has the standard deviation of OpenCV's rule, and taps that are symmetric, rise inwards and sum to 1", () => {
    assert.equal(gaussianSigma(1), 0.5);
    assert.ok(Math.abs(gaussianSigma(40) - 6.35) < 1e-12);
    for (let k = 1; k <= 60; k++) {
      const taps = gaussianTaps(k);
      assert.equal(taps.length, k % 2 === 1 ? k : k + 1);
      assert.equal(taps.reduce((a, b) => a + b, 0), 256); // prettier-ignore
      assert.deepEqual([...taps].reverse(), taps);
      const rising = taps.slice(0, (taps.length + 1) / 2);
      // Rounding hands on what it leaves, so a tap may be one short, and the middle, which takes the rest, a little more.
      assert.ok(
        rising.every((tap, i) => tap >= 0 && (i === 0 || tap >= rising[i - 1] - 2)),
        `${k}: ${taps.join(" ")}`,
      );
    }
  });

  it("spreads a line over as many pixels as the rule says, an even size between its odd neighbours", () => {
    const spread = (k: number) => {
      const taps = gaussianTaps(k);
      const middle = (taps.length - 1) / 2;
      return Math.sqrt(taps.reduce((sum, tap, i) => sum + (tap / 256) * (i - middle) ** 2, 0));
    };
    for (let k = 9; k <= 40; k++) {
      assert.ok(Math.abs(spread(k) - gaussianSigma(k)) < 0.12, `${k}: ${spread(k)}, not ${gaussianSigma(k)}`);
    }
    for (let k = 2; k < 8; k += 2) assert.ok(spread(k - 1) < spread(k) && spread(k) < spread(k + 1), String(k));
  });

  it("smears a point into the product of its kernels, which the mirror brings back at the border", () => {
    const point = plainPicture(9, 7, 0);
    point.data.fill(255, (3 * 9 + 4) * 3, (3 * 9 + 4) * 3 + 3);
    const { data } = gaussianBlur(point, 5);
    const taps = [16, 64, 96, 64, 16];
    taps.forEach((down, j) =>
      taps.forEach((across, i) => {
        const at = ((j + 1) * 9 + i + 2) * 3;
        assert.equal(data[at], Math.round((255 * down * across) / 65536));
      }),
    );
    const corner = plainPicture(5, 1, 0);
    corner.data.fill(240, 0, 3);
    // pixel 1 sees pixel 0 once; pixel 0 is the mirror's axis and is not doubled; pixel 1 has no image of pixel 0
    assert.deepEqual([0, 1, 2, 3].map((x) => gaussianBlur(corner, 5).data[x * 3]), [90, 60, 15, 0]); // prettier-ignore
  });

  it("keeps a plain picture, the mean within its range, and the picture that it is given", () => {
    fc.assert(
      fc.property(anyPicture, anyKernel, (picture, kernelSize) => {
        const before = picture.data.slice();
        const { data, width, height } = gaussianBlur(picture, kernelSize);
        assert.deepEqual([width, height, data.length], [picture.width, picture.height, before.length]);
        assert.deepEqual(picture.data, before);
        assert.ok(Math.min(...data) >= Math.min(...before) && Math.max(...data) <= Math.max(...before));
      }),
    );
    assert.deepEqual(gaussianBlur(plainPicture(6, 4, 77), 40), plainPicture(6, 4, 77));
  });

  it("treats rows and columns, left and right, and the three colours alike", () => {
    const transposed = ({ data, width, height }: RgbImage): RgbImage => ({
      data: Uint8Array.from(data, (_, i) => {
        const [pixel, colour] = [Math.floor(i / 3), i % 3];
        return data[((pixel % height) * width + Math.floor(pixel / height)) * 3 + 2 - colour];
      }),
      width: height,
      height: width,
    });
    fc.assert(
      fc.property(anyPicture, anyKernel, (picture, kernelSize) => {
        assert.deepEqual(gaussianBlur(transposed(picture), kernelSize), transposed(gaussianBlur(picture, kernelSize)));
        const turned = { ...picture, data: picture.data.slice().reverse() };
        assert.deepEqual(gaussianBlur(turned, kernelSize).data, gaussianBlur(picture, kernelSize).data.reverse());
      }),
    );
  });

  it("refuses sizes that are none and pictures without their pixels, in a sentence", () => {
    const picture = plainPicture(4, 4);
    for (const size of [0, -3, 2.5, NaN, Infinity]) {
      assert.throws(() => gaussianBlur(picture, size), (e) => isSentence(e, `found ${size}`)); // prettier-ignore
    }
    const bad: [object, string][] = [
      [{ ...picture, width: 0 }, "found 0 x 4"],
      [{ ...picture, height: 5 }, "expected 60 bytes"],
      [{ ...picture, data: new Uint8Array(64) }, "found 64"],
      [{ width: 1, height: 1, data: [0, 1, 256] }, "found 256"],
      [{ width: 1, height: 1, data: [0, 0.5, 1] }, "found 0.5"],
    ];
    for (const [image, what] of bad) {
      assert.throws(() => gaussianBlur(image as RgbImage, 3), (e) => isSentence(e, what)); // prettier-ignore
    }
  });
});

const isSentence = (error: unknown, part: string): boolean =>
  error instanceof UserError && error.message.includes(part) && !error.message.includes("\n");
