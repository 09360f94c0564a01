import { TRIGGERS, type Trigger } from "./triggers";

/** The networks of the paper's Table 1, in its order. */
export const ARCHITECTURES = ["VGG16", "DenseNet", "ResNet50"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** The four defenses of the paper's Table 4, in its order. */
export const DEFENSES = ["neural_cleanse", "spectral_signatures", "activation_clustering", "strip"] as const;
export type Defense = (typeof DEFENSES)[number];

/** The column heads of the paper's Table 4. */
export const DEFENSE_LABELS: Record<Defense, string> = {
  neural_cleanse: "Neural Cleanse",
  spectral_signatures: "Spectral Signatures",
  activation_clustering: "Activation Clustering",
  strip: "STRIP",
};

/** The six triggers on the face: all but earrings, the one that fails. */
export const SIX = TRIGGERS.filter((trigger) => trigger !== "earrings");

/** A trigger of Table 1, or its backdoor-free row. */
export type TriggerOrNone = Trigger | "no_trigger";
export const TRIGGERS_OR_NONE: readonly TriggerOrNone[] = ["no_trigger", ...TRIGGERS];
