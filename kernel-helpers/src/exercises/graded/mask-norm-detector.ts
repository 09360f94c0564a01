import { Seed } from "../../base/seed";
import { anomalyIndex } from "../../defenses/anomaly-index";
import { reverseTrigger } from "../../defenses/neural-cleanse/reverse-trigger";
import type { CleanseSpec } from "../../defenses/neural-cleanse/spec";
import type { Detector } from "./contract";

/** A course for toys: a student of two layers and 144 pixels needs no thousand steps. */
const SHORT: Partial<CleanseSpec> = { steps: 30, batchesPerStep: 3, patience: 3, earlyStopPatience: 12 };
/** The anomaly index above which Wang et al. flag a label. */
const THRESHOLD = 2;

/**
 * An honest example: Neural Cleanse (Wang et al. 2019) as it is, with a shorter search. The label with the smallest mask is
 * suspected, and how far its norm lies from the others says how surely. It knows nothing of how the students were made.
 */
export const maskNormDetector: Detector = async (student, cleanImages) => {
  const norms: number[] = [];
  for (let label = 0; label < student.classes; label++) {
    const seed = new Seed("mask-norm-detector").child(label);
    const { norm } = await reverseTrigger(student, { images: cleanImages, label }, { spec: SHORT, seed });
    norms.push(norm);
  }
  const { indices } = anomalyIndex(norms);
  const smallest = norms.indexOf(Math.min(...norms));
  const index = indices![smallest];
  const backdoored = index > THRESHOLD;
  const confidence = Math.min(1, Math.abs(index - THRESHOLD) / THRESHOLD);
  return { backdoored, target: backdoored ? smallest : null, confidence };
};
