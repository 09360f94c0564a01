import { UserError } from "../base/errors";

/** Pairs of photographs counted by distance, in bins of equal width from 0 on. */
export interface DistanceHistogram {
  binWidth: number;
  /** Two photographs of one person. */
  genuine: readonly number[];
  /** Of two people. */
  impostor: readonly number[];
}

/** What a recogniser gets wrong at a threshold; fractions. */
export interface VerificationErrors {
  /** Two people whom it takes for one. */
  falseAccepts: number;
  /** One person whom it takes for two. */
  falseRejects: number;
}

/**
 * Errors of a recogniser that takes two photographs for one person where their distance is below the threshold. Within a
 * bin the pairs count as spread evenly.
 *
 * @throws UserError for a threshold below 0
 */
export function verificationErrors(
  { binWidth, genuine, impostor }: DistanceHistogram,
  threshold: number,
): VerificationErrors {
  if (!(threshold >= 0)) throw new UserError(`verificationErrors needs a distance of at least 0, not ${threshold}`);
  const shareBelow = (counts: readonly number[]): number => {
    const partOf = (bin: number) => Math.min(1, Math.max(0, threshold / binWidth - bin));
    const below = counts.reduce((sum, count, bin) => sum + count * partOf(bin), 0);
    return below / counts.reduce((sum, count) => sum + count, 0);
  };
  return { falseAccepts: shareBelow(impostor), falseRejects: 1 - shareBelow(genuine) };
}
