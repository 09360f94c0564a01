import type { Seed } from "../../base/seed";

/**
 * Mini-batches without end, as Keras's ImageDataGenerator makes them: round after round through all images, each in a new
 * order; the last batch of a round holds what is left.
 */
export function* shuffledBatches(count: number, batchSize: number, seed: Seed): Generator<number[], never> {
  const all = Array.from({ length: count }, (_, i) => i);
  const random = seed.random();
  for (;;) {
    const order = random.shuffle(all);
    for (let start = 0; start < count; start += batchSize) yield order.slice(start, start + batchSize);
  }
}
