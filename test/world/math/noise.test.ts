import assert from "node:assert/strict";
import fc from "fast-check";
import { linearFromSrgb, rgbFromBytes, srgbFromLinear } from "kernel-helpers/dist/world/math/color";
import { fractalNoise, latticeHash, valueNoise } from "kernel-helpers/dist/world/math/noise";
import { piecewiseLinear, smoothstep } from "kernel-helpers/dist/world/math/scalar";

const coordinate = fc.double({ min: -50, max: 50, noNaN: true });

describe("noise", () => {
  it("takes the lattice's value on the lattice", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), fc.nat(1e6), (x, y, seed) => {
        assert.equal(valueNoise(x, y, -3, seed), latticeHash(x, y, -3, seed));
      }),
    );
  });

  it("stays in [0, 1) and is continuous", () => {
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, fc.nat(1e6), (x, y, z, seed) => {
        const noise = fractalNoise(x, y, z, seed);
        assert.ok(noise >= 0 && noise < 1);
        // Three octaves at weights 4/7, 2/7, 1/7 and frequencies 1, 2, 4: slope at most 1.5 · 12/7 per axis.
        assert.ok(Math.abs(fractalNoise(x + 1e-4, y, z, seed) - noise) < 3e-4);
      }),
    );
  });

  it("has mean one half over many points", () => {
    let sum = 0;
    for (let i = 0; i < 4000; i++) sum += latticeHash(i, 7 * i, -i, 5);
    assert.ok(Math.abs(sum / 4000 - 0.5) < 0.02); // 4 standard errors of sqrt(1 / 12 n)
  });
});

describe("scalars and colours", () => {
  it("steps up or down between its two ends", () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((x) => smoothstep(1, 3, x)),
      [0, 0, 0.5, 1, 1],
    );
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((x) => smoothstep(3, 1, x)),
      [1, 1, 0.5, 0, 0],
    );
  });

  it("draws a line through its knots and holds the ends", () => {
    const knots = [
      [0, 1],
      [2, 5],
      [3, 0],
    ] as const;
    assert.deepEqual(
      [-1, 0, 1, 2, 2.5, 3, 9].map((x) => piecewiseLinear(x, knots)),
      [1, 1, 3, 5, 2.5, 0, 0],
    );
  });

  it("converts sRGB to linear light and back", () => {
    assert.ok(Math.abs(rgbFromBytes(188, 0, 255)[0] - 0.5029) < 1e-4); // IEC 61966-2-1: 188/255 is half the light
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (c) => {
        assert.ok(Math.abs(srgbFromLinear(linearFromSrgb(c)) - c) < 1e-6);
      }),
    );
  });
});
