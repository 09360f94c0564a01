import { knownMeasures } from "../experiments/known-measures";
import type { ProfileName } from "../experiments/profiles";
import type { Measures } from "../paper/measures";

/** What the claims are judged on. */
export const loadMeasures = (profile: ProfileName = "laptop"): Promise<Measures> =>
  Promise.resolve(knownMeasures({ name: profile }));
