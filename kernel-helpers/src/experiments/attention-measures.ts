import type { MeasureEntry } from "../paper/measures";
import type { StudentAttention } from "./attention";
import { summarise } from "./summary";

/** The face's share of attention, as the claims of section 6 ask for it, by Grad-CAM. */
export const attentionEntries = ({ standsFor: arch, teacher, method, cells }: StudentAttention): MeasureEntry[] =>
  (method === "grad-cam" ? cells : []).flatMap(({ trigger, condition, face, faceByTarget }): MeasureEntry[] => {
    if (trigger === "no_trigger" && condition !== "clean") return [];
    const { std } = summarise(faceByTarget);
    return [
      {
        metric: "faceCamMass",
        experiment: "attention",
        arch,
        trigger,
        testImages: condition === "clean" ? "clean" : "trigger",
        mean: face.mean,
        ...(std === null ? {} : { std }),
        n: faceByTarget.length,
        on: `${arch} (stand-in ${teacher})`,
      },
    ];
  });
