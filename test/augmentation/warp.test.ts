import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { IDENTITY, type Affine } from "kernel-helpers/dist/augmentation/affine";
import { warpInto, type RgbImage } from "kernel-helpers/dist/augmentation/warp";
import { projectRoot } from "kernel-helpers/dist/base/paths";

interface Golden {
  width: number;
  height: number;
  size: number;
  pixels: number[];
  cases: { name: string; transform: Affine; expected: number[] }[];
}

/** float32 keeps 24 bits: 255 * 2^-24 is 1.5e-5, and the golden is rounded to 1e-6. */
const TOLERANCE = 5e-5;

const rgbImage = (side: number): fc.Arbitrary<RgbImage> =>
  fc
    .uint8Array({ minLength: side * side * 3, maxLength: side * side * 3 })
    .map((data) => ({ data, width: side, height: side }));

function warped(image: RgbImage, transform: Affine, size: number): Float32Array {
  const out = new Float32Array(size * size * 3);
  warpInto(out, image, transform, size);
  return out;
}

const at = ({ data, width }: RgbImage, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

/** Compares with the image that `source` describes: the pixel that each pixel comes from. */
function assertComesFrom(out: Float32Array, image: RgbImage, size: number, source: (x: number, y: number) => number[]) {
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [u, v] = source(x, y);
      const o = (y * size + x) * 3;
      assert.deepEqual([...out.subarray(o, o + 3)], at(image, u, v), `pixel ${x}, ${y}`);
    }
  }
}

describe("augmentation/warp", () => {
  const side = 5;

  it("keeps the image under the identity, byte for byte, and does not touch it", () => {
    fc.assert(
      fc.property(rgbImage(side), (image) => {
        const before = image.data.slice();
        assert.deepEqual([...warped(image, IDENTITY, side)], [...before]);
        assert.deepEqual(image.data, before);
      }),
    );
  });

  it("shifts by whole pixels exactly and repeats the border", () => {
    const clamp = (n: number) => Math.max(0, Math.min(side - 1, n));
    fc.assert(
      fc.property(rgbImage(side), fc.integer({ min: -7, max: 7 }), fc.integer({ min: -7, max: 7 }), (image, dx, dy) => {
        const out = warped(image, [1, 0, dx, 0, 1, dy], side);
        assertComesFrom(out, image, side, (x, y) => [clamp(x - dx), clamp(y - dy)]);
      }),
    );
  });

  it("turns by a quarter and mirrors exactly", () => {
    fc.assert(
      fc.property(rgbImage(side), (image) => {
        // Anticlockwise: (x, y) -> (y, side - x)
        const turned = warped(image, [0, 1, 0, -1, 0, side], side);
        assertComesFrom(turned, image, side, (x, y) => [side - 1 - y, x]);
        const mirrored = warped(image, [-1, 0, side, 0, 1, 0], side);
        assertComesFrom(mirrored, image, side, (x, y) => [side - 1 - x, y]);
      }),
    );
  });

  it("never leaves the range of the image's own values", () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const anyAffine = fc
      .tuple(number, number, number, number, number, number)
      .filter(([a, b, , d, e]) => Math.abs(a * e - b * d) > 0.01) as fc.Arbitrary<Affine>;
    fc.assert(
      fc.property(rgbImage(3), anyAffine, (image, transform) => {
        const [min, max] = [Math.min(...image.data), Math.max(...image.data)];
        for (const value of warped(image, transform, 4)) {
          assert.ok(value >= min - TOLERANCE && value <= max + TOLERANCE, `${value} outside ${min} … ${max}`);
        }
      }),
    );
  });

  it("draws only its own part of a longer array", () => {
    const image: RgbImage = { data: new Uint8Array([1, 2, 3]), width: 1, height: 1 };
    const out = new Float32Array(3 * 3).fill(-1);
    warpInto(out.subarray(3, 6), image, IDENTITY, 1);
    assert.deepEqual([...out], [-1, -1, -1, 1, 2, 3, -1, -1, -1]);
  });

  const file = path.join(projectRoot(), "test", "reference", "warp.json");
  const golden = JSON.parse(readFileSync(file, "utf8")) as Golden;
  for (const { name, transform, expected } of golden.cases) {
    it(`samples as scikit-image does (test/reference/warp.py): ${name}`, () => {
      const { width, height, size, pixels } = golden;
      const out = warped({ data: Uint8Array.from(pixels), width, height }, transform, size);
      assert.equal(out.length, expected.length);
      expected.forEach((value, i) => assert.ok(Math.abs(out[i] - value) < TOLERANCE, `${i}: ${out[i]}, not ${value}`));
    });
  }
});
