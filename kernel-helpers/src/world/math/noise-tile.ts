import { latticeHash } from "./noise";

/** Size of a tile in texels: it fits a whole number of times into the width of the skin chart. */
export const TILE_WIDTH = 640;
export const TILE_HEIGHT = 512;

const fade = (t: number): number => t * t * (3 - 2 * t);

/** Strength of the second octave, whose cells are half as large. */
const SECOND_OCTAVE = 0.5;

/**
 * Two octaves of value noise that repeat without a seam: a lookup instead of a hash per point.
 * @param cell side of the first octave's cells in texels: a power of two, 2 … 64
 * @returns Float32 [TILE_HEIGHT,TILE_WIDTH], about -1/2 … 1/2
 */
export function noiseTile(cell: number, seed: number): Float32Array {
  const tile = new Float32Array(TILE_WIDTH * TILE_HEIGHT);
  const total = 1 + SECOND_OCTAVE;
  addOctave(tile, cell, seed, 1 / total);
  addOctave(tile, cell / 2, seed + 1, SECOND_OCTAVE / total);
  return tile;
}

function addOctave(tile: Float32Array, cell: number, seed: number, amplitude: number): void {
  const columns = TILE_WIDTH / cell;
  const rows = TILE_HEIGHT / cell;
  const lattice = new Float32Array(columns * rows);
  for (let i = 0; i < lattice.length; i++)
    lattice[i] = latticeHash(i % columns, Math.floor(i / columns), 0, seed) - 0.5;
  const steps = Float32Array.from({ length: cell }, (_, i) => fade((i + 0.5) / cell));
  for (let y = 0; y < TILE_HEIGHT; y++) {
    const upper = Math.floor(y / cell) * columns;
    const lower = (Math.floor(y / cell + 1) % rows) * columns;
    const fy = steps[y % cell];
    for (let x = 0; x < TILE_WIDTH; x++) {
      const left = Math.floor(x / cell);
      const right = (left + 1) % columns;
      const fx = steps[x % cell];
      const high = lattice[upper + left] + (lattice[upper + right] - lattice[upper + left]) * fx;
      const low = lattice[lower + left] + (lattice[lower + right] - lattice[lower + left]) * fx;
      tile[y * TILE_WIDTH + x] += amplitude * (high + (low - high) * fy);
    }
  }
}

/** A tile shifted by whole texels, so that no two people show the same stretch of it. */
export class ShiftedTile {
  readonly #tile: Float32Array;
  readonly #x: number;
  readonly #y: number;

  constructor(tile: Float32Array, x: number, y: number) {
    this.#tile = tile;
    this.#x = x;
    this.#y = y;
  }

  at(column: number, row: number): number {
    return this.#tile[((row + this.#y) % TILE_HEIGHT) * TILE_WIDTH + ((column + this.#x) % TILE_WIDTH)];
  }
}
