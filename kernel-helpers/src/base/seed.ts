import { cos, log } from "./exact-math";
/** FNV-1a, 32 bit: the state that a name starts the generator with. */
function hashName(name: string): number {
  let hash = 2166136261;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/**
 * A stream of pseudo-random numbers (mulberry32 by Tommy Ettinger, period 2^32), the same on every machine.
 * Never shared between two purposes: each purpose draws from a child seed of its own.
 */
export class Random {
  private state: number;

  constructor(name: string) {
    this.state = hashName(name);
  }

  /** The next number, uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Uniform in [low, high). */
  range(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** An integer, uniform in 0 … n-1. */
  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("pick: the list is empty");
    return items[this.int(items.length)];
  }

  /** Normal with the given mean and standard deviation (Box and Muller, the cosine branch). */
  normal(mean = 0, standardDeviation = 1): number {
    let u = 0;
    while (u === 0) u = this.next();
    return mean + standardDeviation * Math.sqrt(-2 * log(u)) * cos(2 * Math.PI * this.next());
  }

  /** -1 or 1. */
  sign(): 1 | -1 {
    return this.next() < 0.5 ? -1 : 1;
  }

  /** A shuffled copy (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = items.slice();
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }
}

/**
 * A named place in the tree of seeds: `new Seed(7).child("poison-select")`. Children are independent of each other and
 * of the order in which they are used.
 */
export class Seed {
  readonly name: string;

  constructor(name: string | number) {
    this.name = String(name);
  }

  child(name: string | number): Seed {
    return new Seed(`${this.name}/${name}`);
  }

  random(): Random {
    return new Random(this.name);
  }
}
