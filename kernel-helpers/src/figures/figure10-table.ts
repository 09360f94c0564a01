import type { DigitalInjection } from "../experiments/digital-injection";
import { FIGURE10 } from "../experiments/digital-injection-plan";
import { printPercent } from "../experiments/summary";
import { TRIGGER_LABELS } from "../paper/triggers";
import { curveOf } from "./figure10";
import { injectionNotes } from "./pasted-table";
import { smokeNote } from "./smoke-note";
import type { Table } from "./table";

/** The numbers of Figure 10: a row for each trigger and rate. */
export function figure10Table(result: DigitalInjection): Table {
  return {
    caption:
      "Figure 10 in numbers: models trained on pasted triggers, attacked with the real and with the pasted object",
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "rate", label: "Injection rate", align: "right" },
      { key: "accuracy", label: "Model accuracy", align: "right" },
      { key: "real", label: "real", align: "right" },
      { key: "realOthers", label: "real, without the target", align: "right" },
      { key: "digital", label: "digital", align: "right" },
      { key: "digitalOthers", label: "digital, without the target", align: "right" },
    ],
    groups: [{ label: "Attack success rate", from: 3, to: 6 }],
    rows: FIGURE10.flatMap((trigger) =>
      curveOf(result, trigger).map(({ injectionRate, modelAccuracy, real, digital }) => ({
        trigger: TRIGGER_LABELS[trigger],
        rate: injectionRate,
        accuracy: printPercent(modelAccuracy),
        real: printPercent(real.attackSuccessRate),
        realOthers: printPercent(real.attackSuccessRateExcludingTarget),
        digital: printPercent(digital.attackSuccessRate),
        digitalOthers: printPercent(digital.attackSuccessRateExcludingTarget),
      })),
    ),
    notes: [
      ...smokeNote(result.profile),
      ...injectionNotes(result),
      "At rate 0 it is one model without a backdoor, taken for each target.",
    ],
  };
}
