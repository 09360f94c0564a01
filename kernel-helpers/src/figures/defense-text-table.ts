import type { Defenses } from "../experiments/defenses-result";
import { cleanseOf } from "../experiments/defenses-cleanse";
import { clusteringOf, controlOf, spectralOf, stripOf } from "../experiments/defenses-measures";
import { printPercent, summarise, type Summary } from "../experiments/summary";
import { paperStatement } from "../paper/values";
import { cellLabel, commonNotes, points, rate } from "./defense-words";
import { right, type Table } from "./table";

/** The numbers of section 8's text: anomaly indices, success after removal and retraining, errors in both directions. */
export function defenseTextTable(result: Defenses): Table {
  const cells = [...result.table, controlOf(result)];
  return {
    caption: `Section 8 in numbers: what the text says of the defenses, ${result.teacher}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      right("anomaly", "median anomaly index"),
      right("target", "flags the target"),
      right("before", "success before"),
      right("after", "after"),
      right("drop", "loss (points)"),
      right("found", "poison removed"),
      right("accuracy", "accuracy after"),
      right("fpr", "false positives"),
      right("fnr", "false negatives"),
      right("fprAll", "false positives, all classes"),
      right("strip", "false positives"),
      right("reached", "detected of those taken for the target"),
    ],
    groups: [
      { label: "Neural Cleanse", from: 1, to: 2 },
      { label: "Spectral Signatures, retrained", from: 3, to: 7 },
      { label: "Activation Clustering", from: 8, to: 10 },
      { label: "STRIP", from: 11, to: 12 },
    ],
    rows: [
      paperRow(),
      ...cells.map((cell) => {
        const cleanse = cleanseOf(result, cell);
        const [clustering, strip] = [clusteringOf(cell), stripOf(cell)];
        return {
          trigger: cellLabel(cell),
          anomaly: cleanse && index(cleanse.medianAnomalyIndex),
          target: cleanse && rate(cleanse.targetFlagged),
          before: rate(cell.attackSuccessRate),
          after: cell.retrained && rate(cell.retrained.attackSuccessRate),
          drop: cell.retrained && points(cell.retrained.drop),
          found: rate(spectralOf(cell).detectionRate),
          accuracy: cell.retrained && rate(cell.retrained.modelAccuracy),
          fpr: rate(clustering.falsePositiveRate),
          fnr: rate(missed(clustering.detectionRate)),
          fprAll: rate(clustering.falsePositiveRateAll),
          strip: rate(strip.falsePositiveRate),
          reached: rate(strip.detectionRateOfReached),
        };
      }),
    ],
    notes: [
      ...commonNotes(result),
      "Removal: of every class what Spectral Signatures removes in Table 4, then training from scratch on the rest. Success and its loss are over all held-out trigger images.",
      "False positives of Activation Clustering: share of the clean images that are flagged, in the target class and in all classes; false negatives: share of the poison that is not. The paper does not say which classes it counts: the rule of the smaller cluster cannot flag more than half of all images, so only the target class can have the paper's false positives.",
    ],
  };
}

const index = (value: number | null): string | null => (value === null ? null : value.toFixed(2));

const missed = ({ values }: Summary): Summary => summarise(values.map((value) => (value === null ? null : 1 - value)));

function paperRow() {
  const range = (id: string) => `${paperStatement(id).lower} … ${paperStatement(id).upper}%`;
  return {
    trigger: "the paper",
    anomaly: `< ${paperStatement("neural-cleanse-threshold").value} for four triggers`,
    drop: `< ${paperStatement("spectral-asr-drop").upper}`,
    found: `about ${paperStatement("spectral-detected").value}%`,
    fpr: range("activation-clustering-fpr"),
    fnr: range("activation-clustering-fnr"),
    strip: printPercent({ mean: paperStatement("strip-fpr").value! / 100 }),
  };
}
