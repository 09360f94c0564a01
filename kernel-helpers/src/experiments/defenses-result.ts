import type { Architecture } from "../paper/names";
import type { CleanseCell } from "./defenses-cleanse";
import type { DefenseCell } from "./defenses-summary";
import type { ExperimentResult } from "./experiment";

/** The paper's Table 4 and Table 6, and what they leave open. */
export interface Defenses extends ExperimentResult {
  teacher: string;
  standsFor: Architecture;
  injectionRate: number;
  /** The hashes of the two data sets. */
  set: string;
  digitalSet: string;
  people: number;
  /** Clean training images, n. */
  cleanCount: number;
  /** Held-out clean images: STRIP's threshold is taken from the first, its false positive rate from the second. */
  thresholdImages: number;
  cleanImages: number;
  /** Held-out trigger images of each trigger that STRIP judges. */
  triggerImages: number;
  /** Table 4's triggers, then the digital patch, at Table 1's injection rate. */
  table: DefenseCell[];
  /** By trigger, the digital patch first, then by the poison's share of the target class. */
  shares: DefenseCell[];
  /** What there is of Neural Cleanse: it takes far longer than all else, and is shown where it has been computed. */
  cleanse: CleanseCell[];
}
