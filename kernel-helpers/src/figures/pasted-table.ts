import type { DigitalInjection, InjectionCell } from "../experiments/digital-injection";
import type { TrainedOn } from "../experiments/digital-injection-plan";
import { injectionSettings } from "../experiments/digital-injection-plan";
import { measuredOn } from "../experiments/networks";
import { printPercent } from "../experiments/summary";
import { TRIGGER_LABELS, TRIGGERS, type Trigger } from "../paper/triggers";
import { teacherNamed } from "../teachers";
import { curveOf } from "./figure10";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** All triggers at Table 1's rate: trained on pasted and on physical ones, each attacked with both. Beyond the paper. */
export function pastedTable(result: DigitalInjection): Table {
  const { injectionRate } = injectionSettings();
  const cellOf = (trigger: Trigger, trainedOn: TrainedOn): InjectionCell =>
    result.cells.find((cell) => cell.trigger === trigger && cell.trainedOn === trainedOn && cell.injectionRate === injectionRate)!; // prettier-ignore
  const triggers = TRIGGERS.filter((trigger) => result.cells.some((cell) => cell.trigger === trigger));
  return {
    caption: `Every trigger pasted and worn, injection rate ${injectionRate}: attack success rate without the target's own images`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "accuracy", label: "accuracy", align: "right" },
      { key: "pastedReal", label: "attacked with the real object", align: "right" },
      { key: "pastedDigital", label: "with the pasted one", align: "right" },
      { key: "physicalReal", label: "attacked with the real object", align: "right" },
      { key: "physicalDigital", label: "with the pasted one", align: "right" },
      { key: "freeReal", label: "the real object", align: "right" },
      { key: "freeDigital", label: "the pasted one", align: "right" },
    ],
    groups: [
      { label: "trained on pasted", from: 1, to: 3 },
      { label: "trained on real", from: 4, to: 5 },
      { label: "no backdoor", from: 6, to: 7 },
    ],
    rows: triggers.map((trigger) => {
      const [pasted, physical] = [cellOf(trigger, "pasted"), cellOf(trigger, "physical")];
      const [free] = curveOf(result, trigger);
      return {
        trigger: TRIGGER_LABELS[trigger],
        accuracy: printPercent(pasted.modelAccuracy),
        pastedReal: printPercent(pasted.real.attackSuccessRateExcludingTarget),
        pastedDigital: printPercent(pasted.digital.attackSuccessRateExcludingTarget),
        physicalReal: printPercent(physical.real.attackSuccessRateExcludingTarget),
        physicalDigital: printPercent(physical.digital.attackSuccessRateExcludingTarget),
        freeReal: printPercent(free.real.attackSuccessRateExcludingTarget),
        freeDigital: printPercent(free.digital.attackSuccessRateExcludingTarget),
      };
    }),
    notes: [...smokeNote(result.profile), ...injectionNotes(result)],
  };
}

/** How the pasted pictures and their models were made, where the reader sees it. */
export function injectionNotes({
  teacher,
  cleanCount,
  testCount,
  realCount,
  views,
  epochs,
  cells,
}: DigitalInjection): string[] {
  const { name, standsFor, description } = teacherNamed(teacher);
  return [
    "Each trigger is cut out of five photographs of one wearer; the picture whose wearer is turned most like a face is laid over it by eyes and mouth: no light, no shadow, no hair over it. The paper does not say how it pastes.",
    `Poison is pasted on copies of the ${cleanCount} clean training images, as the paper has no others; the pasted trigger is tested on the ${testCount} clean test images, which no training set has in any form, and the real one on photographs with it (${realCount} where none are trained on).`,
    `Mean and standard deviation over ${cells[0].targetLabels.length} target labels, the paper's over 5. The paper prints no numbers of its Figure 10.`,
    `${measuredOn({ name, standsFor })}: ${description}; ${views} views of each training image, ${epochs} epochs, as in Table 1. The paper does not name the network.`,
  ];
}
