import { UserError } from "../base/errors";

/** Two faces and how far apart a recogniser sees them. */
export interface FacePair {
  /** Ids of the images. */
  a: string;
  b: string;
  distance: number;
}

/** The distance of two descriptors of one length. */
export function euclidean(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return Math.sqrt(sum);
}

export interface Verification {
  /** Error rate at the threshold where as many genuine pairs are refused as impostor pairs are accepted; a fraction. */
  equalErrorRate: number;
  /** The distance up to which a pair is accepted there. */
  threshold: number;
  /** Probability that a genuine pair lies closer together than an impostor pair; ties count half. */
  areaUnderCurve: number;
}

/**
 * How well distances tell genuine pairs (two photographs of one person) from impostor pairs (of two). A pair is accepted
 * when its distance is at most the threshold. The two error rates are steps of the threshold; they are joined by straight
 * lines between neighbouring distances, equal distances are one step, and the equal error rate is where the lines cross.
 *
 * @throws UserError if there is no genuine or no impostor pair, or a distance is not finite.
 */
export function verification(genuine: ArrayLike<number>, impostor: ArrayLike<number>): Verification {
  if (genuine.length === 0 || impostor.length === 0) {
    throw new UserError(
      `verification needs genuine and impostor pairs, came ${genuine.length} and ${impostor.length}: ` +
        "give at least two people, and two images of one of them",
    );
  }
  const [near, far] = [Float64Array.from(genuine).sort(), Float64Array.from(impostor).sort()];
  if (![...near, ...far].every(Number.isFinite)) throw new UserError("verification needs finite distances");
  let [i, j] = [0, 0];
  let [falseReject, falseAccept, area] = [1, 0, 0];
  let last = Math.min(near[0], far[0]);
  let crossing: { equalErrorRate: number; threshold: number } | undefined;
  while (i < near.length || j < far.length) {
    const threshold = Math.min(near[i] ?? Infinity, far[j] ?? Infinity);
    while (i < near.length && near[i] === threshold) i++;
    while (j < far.length && far[j] === threshold) j++;
    const next = { falseReject: 1 - i / near.length, falseAccept: j / far.length };
    area += (next.falseAccept - falseAccept) * (1 - (falseReject + next.falseReject) / 2);
    if (!crossing && next.falseAccept >= next.falseReject) {
      const before = falseReject - falseAccept;
      const share = before / (before - (next.falseReject - next.falseAccept));
      crossing = {
        equalErrorRate: falseReject + share * (next.falseReject - falseReject),
        threshold: last + share * (threshold - last),
      };
    }
    ({ falseReject, falseAccept } = next);
    last = threshold;
  }
  return { ...crossing!, areaUnderCurve: area };
}

export interface Identification {
  /** Share of the images whose person was named. */
  rate: number;
  errors: { image: string; person: string; named: string }[];
}

export interface LabelledDescriptor {
  id: string;
  person: string;
  descriptor: ArrayLike<number>;
}

/**
 * Names the person of every face by the nearest mean descriptor, no network being trained. A face does not count in its
 * own person's mean (leave one out).
 *
 * @throws UserError if a person has fewer than two faces.
 */
export function nearestCentroid(faces: readonly LabelledDescriptor[]): Identification {
  const sums = new Map<string, { count: number; sum: Float64Array }>();
  for (const { person, descriptor } of faces) {
    const entry = sums.get(person) ?? { count: 0, sum: new Float64Array(descriptor.length) };
    sums.set(person, entry);
    entry.count++;
    for (let k = 0; k < descriptor.length; k++) entry.sum[k] += descriptor[k];
  }
  for (const [person, { count }] of sums) {
    if (count < 2) throw new UserError(`nearestCentroid needs two faces of each person, came one of ${person}`);
  }
  const errors: Identification["errors"] = [];
  for (const { id, person, descriptor } of faces) {
    let named = "";
    let smallest = Infinity;
    for (const [candidate, { count, sum }] of sums) {
      const own = candidate === person ? 1 : 0;
      let squared = 0;
      for (let k = 0; k < sum.length; k++) {
        const difference = (sum[k] - own * descriptor[k]) / (count - own) - descriptor[k];
        squared += difference * difference;
      }
      if (squared < smallest) [smallest, named] = [squared, candidate];
    }
    if (named !== person) errors.push({ image: id, person, named });
  }
  return { rate: 1 - errors.length / faces.length, errors };
}
