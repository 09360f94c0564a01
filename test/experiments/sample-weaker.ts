import type { DigitalInjection, InjectionCell } from "kernel-helpers/dist/experiments/digital-injection";
import type { PartialControl } from "kernel-helpers/dist/experiments/partial-control";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import { SIX } from "kernel-helpers/dist/paper/names";
import type { Trigger } from "kernel-helpers/dist/paper/triggers";
import { paperValue } from "kernel-helpers/dist/paper/values";

const twice = (share: number) => summarise([share, share]);

/** The paper's own Table 3 as if we had measured it, but for what `success` changes. */
export function samplePartial(success: Partial<Record<Trigger, number>> = {}): PartialControl {
  const printed = (trigger: Trigger, metric: "modelAccuracy" | "attackSuccessRate") =>
    paperValue({ artifact: "Table 3", trigger, metric })!.mean / 100;
  return {
    profile: "laptop",
    teacher: "vgg16",
    share: 0.25,
    set: "0123456789abcdef",
    classes: 75,
    poisonable: 10,
    imagesOfEachOther: 30,
    contribution: { cleanCount: 430, poisonCount: 143, allCleanCount: 1988, injectionRate: 143 / 2131 },
    views: 32,
    epochs: 32,
    backdoorFree: { modelAccuracy: 0.99, accuracyOfOwn: 1 },
    cells: (SIX as readonly Trigger[]).map((trigger) => ({
      teacher: "vgg16",
      standsFor: "VGG16",
      trigger,
      injectionRate: 143 / 2131,
      targetLabels: ["o01", "o02"],
      modelAccuracy: twice(printed(trigger, "modelAccuracy")),
      accuracyOfOwn: twice(0.97),
      attackSuccessRate: twice(success[trigger] ?? printed(trigger, "attackSuccessRate")),
      attackSuccessRateExcludingTarget: twice(success[trigger] ?? printed(trigger, "attackSuccessRate")),
    })),
  };
}

/** Invented: success with real and pasted triggers at each rate, the same for both triggers of Figure 10. */
export function sampleInjection(
  points: readonly { rate: number; real: number; digital: number }[],
  reverse = { real: 0.98, digital: 0.6 },
): DigitalInjection {
  const cell = (
    trainedOn: InjectionCell["trainedOn"],
    trigger: Trigger,
    { rate, real, digital }: (typeof points)[number],
  ): InjectionCell => ({
    trainedOn,
    trigger,
    injectionRate: rate,
    targetLabels: ["v01", "v02"],
    modelAccuracy: twice(0.97),
    real: { attackSuccessRate: twice(real), attackSuccessRateExcludingTarget: twice(real - 0.01) },
    digital: { attackSuccessRate: twice(digital), attackSuccessRateExcludingTarget: twice(digital - 0.01) },
  });
  return {
    profile: "laptop",
    teacher: "vgg16",
    standsFor: "VGG16",
    set: "0123456789abcdef",
    cleanCount: 428,
    testCount: 107,
    realCount: 380,
    views: 32,
    epochs: 32,
    cells: (["sunglasses", "bandana"] as const).flatMap((trigger) => [
      ...points.map((point) => cell("pasted", trigger, point)),
      cell("physical", trigger, { rate: 0.25, ...reverse }),
    ]),
  };
}
