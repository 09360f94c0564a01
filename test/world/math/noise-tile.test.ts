import assert from "node:assert/strict";
import { noiseTile, ShiftedTile, TILE_HEIGHT, TILE_WIDTH } from "kernel-helpers/dist/world/math/noise-tile";

describe("noiseTile", () => {
  const cell = 16;
  const tile = noiseTile(cell, 3);
  const at = (x: number, y: number) => tile[(y % TILE_HEIGHT) * TILE_WIDTH + (x % TILE_WIDTH)];

  it("lies about zero within ±1/2 and varies", () => {
    const mean = tile.reduce((sum, value) => sum + value, 0) / tile.length;
    assert.ok(Math.abs(mean) < 0.03 && tile.every((value) => Math.abs(value) <= 0.5));
    const variance = tile.reduce((sum, value) => sum + value * value, 0) / tile.length;
    assert.ok(variance > 0.01, `${variance}`);
  });

  it("has no seam: steps across its borders are no larger than the steepest inside", () => {
    // fade rises by at most 1.5 per cell, a corner differs from its neighbour by at most 1; two octaves
    const steepest = (2 / 3) * (1.5 / cell) + (1 / 3) * (1.5 / (cell / 2));
    for (let y = 0; y < TILE_HEIGHT; y++)
      assert.ok(Math.abs(at(TILE_WIDTH - 1, y) - at(TILE_WIDTH, y)) <= steepest + 1e-6);
    for (let x = 0; x < TILE_WIDTH; x++)
      assert.ok(Math.abs(at(x, TILE_HEIGHT - 1) - at(x, TILE_HEIGHT)) <= steepest + 1e-6);
  });

  it("is looked up shifted and wrapped around", () => {
    const shifted = new ShiftedTile(tile, TILE_WIDTH - 1, 2);
    assert.equal(shifted.at(3, 5), at(2, 7));
    assert.equal(shifted.at(0, 0), at(TILE_WIDTH - 1, 2));
  });
});
