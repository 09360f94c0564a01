import { measuresOf, type Experiment, type MeasureEntry, type Measures } from "./measures";
import { SIX } from "./names";
import { paperCells, paperSetup, paperStatement, type PaperCell } from "./values";

const EXPERIMENT_OF_TABLE: Record<PaperCell["artifact"], Experiment> = {
  "Table 1": "attack",
  "Table 2": "on and off face",
  "Table 3": "partial control",
  "Table 4": "defenses",
};

/** The paper's own printed numbers as measures: Tables 1–4 and the single values that the text states. */
export function printedMeasures(): Measures {
  return measuresOf(printedEntries());
}

/** The list behind `printedMeasures`, for a test or a notebook that changes one number. */
export function printedEntries(): MeasureEntry[] {
  return [...paperCells().map(entryOfCell), ...entriesOfText()];
}

function entryOfCell(cell: PaperCell): MeasureEntry {
  const { artifact, arch, trigger, position, defense, metric, mean, std } = cell;
  const inAttack = artifact === "Table 1";
  return {
    metric,
    experiment: EXPERIMENT_OF_TABLE[artifact],
    arch,
    trigger,
    position,
    defense,
    // Only the attack is run at several rates; elsewhere the rate is part of the experiment.
    injectionRate: inAttack ? (cell.injectionRate ?? 0) : undefined,
    mean,
    std,
    on: arch ?? "network not stated",
  };
}

function entriesOfText(): MeasureEntry[] {
  const strongEarrings = { experiment: "attack", arch: "VGG16", trigger: "earrings", injectionRate: 0.4 } as const;
  const stripFpr = { metric: "falsePositiveRate", experiment: "defenses", defense: "strip" } as const;
  return [
    { ...strongEarrings, metric: "attackSuccessRate", mean: paperStatement("earrings-asr-at-0.4").value! },
    { ...strongEarrings, metric: "modelAccuracy", mean: paperStatement("earrings-accuracy-at-0.4").value! },
    { metric: "classes", experiment: "attack", mean: paperSetup("volunteers").value as number },
    ...SIX.map((trigger) => ({
      ...stripFpr,
      trigger,
      mean: paperStatement("strip-fpr").value!,
      on: "network not stated",
    })),
  ];
}
