/** A hash of a lattice point and a seed (integers), uniform in [0, 1). */
export function latticeHash(x: number, y: number, z: number, seed: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(z, 2147483647) ^ Math.imul(seed, 1274126177);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h ^= h >>> 16;
  return (h >>> 0) / 4294967296;
}

const fade = (t: number): number => t * t * (3 - 2 * t);

/** Value noise: smooth, one feature per unit of length, in [0, 1) with mean one half. */
export function valueNoise(x: number, y: number, z: number, seed = 0): number {
  const xi = Math.floor(x);
  const yi = Math.floor(y);
  const zi = Math.floor(z);
  const fx = fade(x - xi);
  const fy = fade(y - yi);
  const fz = fade(z - zi);
  const near = face(xi, yi, zi, fx, fy, seed);
  return near + (face(xi, yi, zi + 1, fx, fy, seed) - near) * fz;
}

/** Interpolation over the four corners of one lattice square of constant z. */
function face(x: number, y: number, z: number, fx: number, fy: number, seed: number): number {
  const a = latticeHash(x, y, z, seed);
  const b = latticeHash(x + 1, y, z, seed);
  const c = latticeHash(x, y + 1, z, seed);
  const d = latticeHash(x + 1, y + 1, z, seed);
  const low = a + (b - a) * fx;
  const high = c + (d - c) * fx;
  return low + (high - low) * fy;
}

/** The seeds of successive octaves lie this far apart. */
const OCTAVE_SEED_STEP = 17;
/** Slightly off 2, so that the lattices of two octaves do not line up. */
const LACUNARITY = 2.03;

/** Fractal noise: octaves of value noise, each half as strong and about twice as fine as the one before; in [0, 1). */
export function fractalNoise(x: number, y: number, z: number, seed: number, octaves = 3): number {
  let amplitude = 0.5;
  let frequency = 1;
  let sum = 0;
  let total = 0;
  for (let octave = 0; octave < octaves; octave++) {
    sum += amplitude * valueNoise(x * frequency, y * frequency, z * frequency, seed + octave * OCTAVE_SEED_STEP);
    total += amplitude;
    amplitude *= 0.5;
    frequency *= LACUNARITY;
  }
  return sum / total;
}
