import type { ObjectRecognition } from "kernel-helpers/dist/experiments/objects";
import { summarise } from "kernel-helpers/dist/experiments/summary";

/** An invented result: `success` by injection rate, for two targets; accuracy 0.97. */
export function sampleObjects(
  success: (rate: number) => number | null,
  rates = [0, 0.05, 0.1, 0.3],
): ObjectRecognition {
  const cells = rates.map((injectionRate) => ({
    teacher: "vgg16-imagenet",
    standsFor: "VGG16" as const,
    trigger: "sticker" as const,
    injectionRate,
    targetLabels: ["coffee mug", "purse"],
    modelAccuracy: summarise([0.96, 0.98]),
    attackSuccessRate: summarise([success(injectionRate), success(injectionRate)]),
    attackSuccessRateExcludingTarget: summarise([success(injectionRate), 0]),
  }));
  const set = {
    set: "0123456789abcdef",
    classes: ["backpack", "coffee mug", "purse"],
    cleanImages: 30,
    triggerImages: 12,
  };
  return { profile: "laptop", teacher: "vgg16-imagenet", ...set, views: 2, epochs: 4, cells };
}
