import { anomalyIndex, type AnomalyIndex } from "../anomaly-index";

/** Neural Cleanse's answer on one student, from the masks of all its labels. */
export interface CleanseVerdict {
  anomaly: AnomalyIndex;
  /** The anomaly index of the smallest norm, which the authors print; null where it is undefined. */
  anomalyIndex: number | null;
  /** Labels that are suspected, the smallest norm first. */
  flagged: number[];
  /** Labels for which no trigger was found. Their norm takes part all the same, as in the authors' code. */
  notConverged: number[];
}

/**
 * Judges a student by the norms of its reversed masks, one for each label (Wang et al. 2019, Section IV-A).
 *
 * @throws UserError for no labels, or a norm that is negative or not finite.
 */
export function cleanseVerdict(
  labels: readonly { norm: number; converged: boolean }[],
  { threshold = 2 }: { threshold?: number } = {},
): CleanseVerdict {
  const norms = labels.map(({ norm }) => norm);
  const anomaly = anomalyIndex(norms, { threshold });
  return {
    anomaly,
    anomalyIndex: anomaly.indices ? anomaly.indices[norms.indexOf(Math.min(...norms))] : null,
    flagged: anomaly.flagged,
    notConverged: labels.flatMap(({ converged }, label) => (converged ? [] : [label])),
  };
}
