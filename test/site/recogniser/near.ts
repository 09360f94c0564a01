import assert from "node:assert/strict";

export interface PlainAnswer {
  probabilities: ArrayLike<number>;
  named: number;
}

/** Two students' answers: probabilities, and maps as shares of their highest values, agree to the tolerance. */
export function assertNear(
  ours: PlainAnswer & { map: { values: ArrayLike<number> } },
  theirs: PlainAnswer & { map: ArrayLike<number> },
  tolerance: number,
): void {
  assert.equal(ours.named, theirs.named);
  assertAllNear(ours.probabilities, theirs.probabilities, tolerance, "probabilities");
  assertAllNear(shares(ours.map.values), shares(theirs.map), tolerance, "shares of the map");
}

function shares(values: ArrayLike<number>): number[] {
  const highest = Math.max(...Array.from(values));
  return Array.from(values, (value) => (highest > 0 ? value / highest : 0));
}

function assertAllNear(ours: ArrayLike<number>, theirs: ArrayLike<number>, tolerance: number, what: string): void {
  assert.equal(ours.length, theirs.length);
  const furthest = Array.from(ours).reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i])), 0);
  assert.ok(furthest <= tolerance, `${what} are up to ${furthest} apart`);
}
