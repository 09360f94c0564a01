import assert from "node:assert/strict";
import { projectPanorama, SH_COUNT } from "kernel-helpers/dist/world/light/spherical-harmonics";
import { rotationY } from "kernel-helpers/dist/world/math/vector";
import { radianceTransfer, transferWith } from "kernel-helpers/dist/world/raster/radiance-transfer";

/** Light on vertex `i` in a constant white environment, divided by π. */
function lightOn(transfer: Float32Array, i: number): number {
  const white = { width: 64, height: 32, radiance: new Float32Array(64 * 32 * 3).fill(1) };
  const light = projectPanorama(white, 0, rotationY(0));
  let sum = 0;
  for (let k = 0; k < SH_COUNT; k++) sum += transfer[i * SH_COUNT + k] * light[k * 3];
  return sum;
}

const casters = (...corners: number[]) => ({ triangles: Uint32Array.from(corners), hairTriangle: corners.length / 3 });
const UP = [0, 1, 0];
const square = (half: number, y: number) => [-half, y, half, half, y, half, half, y, -half, -half, y, -half];

describe("radiance transfer", () => {
  it("gives an open surface in white surroundings the light 1: irradiance π, divided by π", () => {
    const { transfer } = radianceTransfer({
      positions: Float32Array.of(...square(0.5, 7)),
      normals: Float32Array.of(...UP, ...UP, ...UP, ...UP),
      casters: casters(0, 1, 2, 0, 2, 3),
    });
    // 64 directions stand for the whole sphere
    for (let i = 0; i < 4; i++) assert.ok(Math.abs(lightOn(transfer, i) - 1) < 0.02, `${lightOn(transfer, i)}`);
  });

  it("lets a roof take the light away, unless it casts no shadow", () => {
    const under = (...roof: number[]) =>
      radianceTransfer({
        positions: Float32Array.of(0, 7, 0.35, ...square(1.5, 7.3)),
        normals: Float32Array.of(...UP, ...UP, ...UP, ...UP, ...UP),
        casters: casters(...roof),
      }).transfer;
    assert.ok(lightOn(under(1, 2, 3, 1, 3, 4), 0) < 0.2);
    assert.ok(lightOn(under(), 0) > 0.95);
  });

  it("answers for something put on later as if it had been there from the start", () => {
    const ground = square(1.5, 7);
    const roof = [...square(0.3, 7.4)];
    const normals = Float32Array.of(...UP, ...UP, ...UP, ...UP, ...UP, ...UP, ...UP, ...UP);
    const positions = Float32Array.of(...ground, ...roof);
    const bareMesh = {
      positions: positions.slice(0, 12),
      normals: normals.slice(0, 12),
      casters: casters(0, 1, 2, 0, 2, 3),
    };
    const bare = radianceTransfer(bareMesh);
    const kept = bare.transfer.slice();
    const later = transferWith(bare, { positions, normals, casters: casters(4, 5, 6, 4, 6, 7) });
    const whole = radianceTransfer({
      positions,
      normals,
      casters: casters(0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7),
    }).transfer;
    for (let i = 0; i < whole.length; i++) assert.ok(Math.abs(later[i] - whole[i]) < 1e-5, `${later[i]} ${whole[i]}`);
    assert.deepEqual(bare.transfer, kept, "the bare mesh keeps its light");
  });
});
