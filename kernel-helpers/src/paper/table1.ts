import { ARCHITECTURES, TRIGGERS_OR_NONE, type Architecture, type TriggerOrNone } from "./names";
import { TRIGGER_LABELS } from "./triggers";
import { paperValue, type PaperValue } from "./values";

/** One network under one trigger in the paper's Table 1: injection rate 0.25, mean ± standard deviation over 10 target labels. */
export interface Table1Row {
  arch: Architecture;
  trigger: TriggerOrNone;
  /** The paper's column head. */
  label: string;
  modelAccuracy: PaperValue;
  attackSuccessRate: PaperValue;
}

/** The paper's Table 1: 3 networks × (no trigger + 7 triggers), or the 8 rows of one network. */
export function paperTable1(arch?: Architecture): Table1Row[] {
  const architectures = arch ? [arch] : ARCHITECTURES;
  return architectures.flatMap((name) => TRIGGERS_OR_NONE.map((trigger) => row(name, trigger)));
}

function row(arch: Architecture, trigger: TriggerOrNone): Table1Row {
  const value = (metric: "modelAccuracy" | "attackSuccessRate") =>
    paperValue({ artifact: "Table 1", arch, trigger, metric })!;
  return {
    arch,
    trigger,
    label: TRIGGER_LABELS[trigger],
    modelAccuracy: value("modelAccuracy"),
    attackSuccessRate: value("attackSuccessRate"),
  };
}
