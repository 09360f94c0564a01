import type { RgbImage } from "../augmentation/warp";
import type { LabelMask, ModelCleansed } from "../experiments/neural-cleanse";
import { photographGrid, type SheetPicture } from "./pictures";

/** The paper's limit, of Wang et al.: a label is suspected from here on, if its norm is below the median. */
const PAPERS_THRESHOLD = 2;

/**
 * The reversed triggers of one model as a strip: over each label its norm and anomaly index, below it the mask, and the
 * mask times the pattern, as Neural Cleanse's authors show them. A suspected label has a star.
 */
export async function cleanseStrip(
  model: ModelCleansed,
  masks: readonly LabelMask[],
  { cell = 112 } = {},
): Promise<SheetPicture> {
  const { labels, anomaly, flaggedLabels } = model;
  const columns = labels.map(({ label, norm }, i) => {
    const index = anomaly.indices ? ` (${anomaly.indices[i].toFixed(1)})` : "";
    return `${label}: ${norm.toFixed(0)}${index}${flaggedLabels.includes(label) ? " *" : ""}`;
  });
  const { image } = await photographGrid([masks.map(maskPicture), masks.map(triggerPicture)], { rows: ["mask", "trigger"], columns }, { cell }); // prettier-ignore
  const { attack } = model.spec;
  const student = attack ? `A student with a backdoor to ${attack.targetLabel} (${attack.trigger})` : "A student without backdoor"; // prettier-ignore
  const verdict = anomaly.remark ?? (flaggedLabels.length > 0 ? `suspected: ${flaggedLabels.join(", ")}` : "no label is suspected"); // prettier-ignore
  return {
    image,
    alt: `${student}: the reversed trigger of each label, with the norm of its mask in pixels and the anomaly index. The paper suspects a label with a small norm and an index above ${PAPERS_THRESHOLD}; ${verdict}.`,
  };
}

/** White where the mask covers. */
const maskPicture = ({ side, mask }: LabelMask): RgbImage => ({
  data: Uint8Array.from({ length: 3 * mask.length }, (_, i) => mask[Math.floor(i / 3)]),
  width: side,
  height: side,
});

const triggerPicture = ({ side, mask, pattern }: LabelMask): RgbImage => ({
  data: pattern.map((value, i) => Math.round((value * mask[Math.floor(i / 3)]) / 255)),
  width: side,
  height: side,
});
