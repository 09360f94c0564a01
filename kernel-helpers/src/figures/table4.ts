import { AUTHORS_SPEC } from "../defenses/neural-cleanse/spec";
import { CPU_CLEANSE } from "../experiments/cleanse-schedule";
import { cleanseOf } from "../experiments/defenses-cleanse";
import type { Defenses } from "../experiments/defenses-result";
import { clusteringOf, controlOf, spectralOf, stripOf } from "../experiments/defenses-measures";
import { REMOVAL_SHARE } from "../experiments/defenses-plan";
import { STRIP_RATE, type DefenseCell, type FlaggedData } from "../experiments/defenses-summary";
import { printPercent } from "../experiments/summary";
import { DEFENSE_LABELS, DEFENSES, type Defense } from "../paper/names";
import { paperValue } from "../paper/values";
import { DIGITAL_PATCH } from "../poisoning/digital/digital-patch";
import { cellLabel, commonNotes, poisonShare, rate } from "./defense-words";
import type { Column, Table, TableValue } from "./table";

const COLUMNS = ["paper", "ours", "chance", "ceiling"] as const;
const FIRST = 3;

/** The paper's Table 4 beside ours, with chance and ceiling of every detection rate; some of its defenses, if not all. */
export function table4Table(result: Defenses, shown: readonly Defense[] = DEFENSES): Table {
  const cells = [...result.table, controlOf(result)];
  return {
    caption: `Table 4. How much of the attack each defense detects, injection rate ${result.injectionRate}, ${result.teacher}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "share", label: "Poison in the target class", align: "right" },
      { key: "success", label: "Attack success rate", align: "right" },
      ...shown.flatMap((defense) =>
        COLUMNS.map((label): Column => ({ key: `${defense} ${label}`, label, align: "right" })),
      ),
    ],
    groups: shown.map((defense, i) => ({
      label: DEFENSE_LABELS[defense],
      from: FIRST + COLUMNS.length * i,
      to: FIRST - 1 + COLUMNS.length * (i + 1),
    })),
    rows: cells.map((cell) => ({
      trigger: cellLabel(cell),
      share: printPercent({ mean: poisonShare(cell) }),
      success: rate(cell.attackSuccessRate),
      ...Object.fromEntries(shown.flatMap((defense) => columnsOf(result, cell, defense))),
    })),
    notes: [...commonNotes(result), ...shown.map((defense) => reading(result, defense))],
  };
}

function columnsOf(result: Defenses, cell: DefenseCell, defense: Defense): [string, TableValue][] {
  const { ours, chance, ceiling } = ourNumbers(result, cell, defense);
  return [
    [`${defense} paper`, printed(cell, defense)],
    [`${defense} ours`, ours],
    [`${defense} chance`, chance],
    [`${defense} ceiling`, ceiling],
  ];
}

type Numbers = Record<"ours" | "chance" | "ceiling", TableValue>;

function ourNumbers(result: Defenses, cell: DefenseCell, defense: Defense): Numbers {
  switch (defense) {
    case "neural_cleanse": {
      const found = cleanseOf(result, cell);
      const free = cleanseOf(result, null);
      return {
        ours: found && rate(found.detectionRate),
        chance: free && rate(free.detectionRate),
        ceiling: found && printPercent({ mean: 1 }),
      };
    }
    case "spectral_signatures":
      return flagged(spectralOf(cell));
    case "activation_clustering":
      return flagged(clusteringOf(cell));
    case "strip": {
      const { detectionRate, falsePositiveRate } = stripOf(cell);
      return { ours: rate(detectionRate), chance: rate(falsePositiveRate), ceiling: printPercent({ mean: 1 }) };
    }
  }
}

const flagged = ({ detectionRate, chance, ceiling }: FlaggedData): Numbers => ({
  ours: rate(detectionRate),
  chance: printPercent({ mean: chance.mean }),
  ceiling: printPercent({ mean: ceiling.mean }),
});

const printed = ({ trigger, share }: DefenseCell, defense: Defense): string | null =>
  trigger === DIGITAL_PATCH || share !== null
    ? null
    : (paperValue({ artifact: "Table 4", trigger, defense, metric: "detectionRate" })?.printed ?? null);

function reading({ thresholdImages, cleanImages, triggerImages, table, cleanse }: Defenses, defense: Defense): string {
  switch (defense) {
    case "neural_cleanse":
      return cleanse.length > 0 ? cleanseReading(cleanse) : "Neural Cleanse has not been computed yet.";
    case "spectral_signatures":
      return `Spectral Signatures: centred scores of the last hidden layer; ${printPercent({ mean: REMOVAL_SHARE }, 1)} of every class are removed, 1.5 times the injection rate as Tran et al. would. The paper states no share; 15 %, as in their code, could find a fifth of the poison at most. Of the target class this is chance, and at the paper's counts the ceiling is 49 %, whatever the trigger: the paper's own numbers lie between the two.`;
    case "activation_clustering":
      return "Activation Clustering: last hidden layer, ten principal components, two clusters (best of 300 starts), the smaller one of the target class is taken for poison. Chen et al. have independent components, which weigh all ten dimensions alike: in classes as small as ours that splits off single outliers, on the digital control too. Both, and the other rules, are in the table of the controls.";
    case "strip":
      return `STRIP: weights 1 and 1 as in the authors' code, ${stripOf(table[0]).overlays} overlays, threshold at ${printPercent({ mean: STRIP_RATE })} of ${thresholdImages} held-out clean images; chance is the false positive rate that was measured on ${cleanImages} others; ${triggerImages} held-out trigger images. Overlays and clean images are further photographs that no model saw.`;
  }
}

function cleanseReading(cleanse: Defenses["cleanse"]): string {
  const { steps, batchesPerStep, batchSize } = CPU_CLEANSE;
  const authors = AUTHORS_SPEC;
  const most = Math.max(...cleanse.map(({ models }) => models.length));
  return `Neural Cleanse: share of the models with a flagged label (anomaly index above 2, norm below the median), over ${most} target labels. It takes ${steps} steps of ${batchesPerStep} mini-batches of ${batchSize} for each label, where the authors have ${authors.steps} of ${authors.batchesPerStep} of ${authors.batchSize}: a CPU cannot wait for these. Chance: the same for the one model without a backdoor.`;
}
