import type { PreparedSet } from "../dataset/rendered";
import type { WorkDone } from "./experiment";
import type { RunReport } from "./run-models";

/** CPU seconds of an image of the volunteers, on the machine of data/results. */
export const IMAGE_SECONDS = 0.16;

/** What was done for models and the images that they learn from. */
export const workDone = (
  images: Pick<PreparedSet, "rendered" | "reused">,
  models: Pick<RunReport, "trained" | "reused">,
): WorkDone[] => [
  { what: "images", made: images.rendered, reused: images.reused },
  { what: "models", made: models.trained, reused: models.reused },
];
