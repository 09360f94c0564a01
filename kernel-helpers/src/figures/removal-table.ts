import type { Removal, RemovalControl } from "../experiments/removal-control";
import { printPercent } from "../experiments/summary";
import { DEFENSE_LABELS } from "../paper/names";
import { cellLabel, points, rate } from "./defense-words";
import { smokeNote } from "./smoke-note";
import { right, type Table } from "./table";

const PARTS = ["poison removed", "success after", "loss (points)"] as const;
const WAYS = ["defense", "random"] as const;
const HEADS = { defense: "chosen by the defense", random: "as many at random" };
const FIRST = 4;

/** What the attack loses where a defense removes images, and where as many are removed at random. */
export function removalTable({ profile, teacher, injectionRate, removalShare, cells }: RemovalControl): Table {
  return {
    caption: `Removed by a defense, or at random: then training from scratch; injection rate ${injectionRate}, ${teacher}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      right("before", "success before"),
      { key: "by", label: "Defense" },
      right("images", "images removed"),
      ...WAYS.flatMap((way) => PARTS.map((part) => right(`${way} ${part}`, part))),
    ],
    groups: WAYS.map((way, i) => ({
      label: HEADS[way],
      from: FIRST + PARTS.length * i,
      to: FIRST - 1 + PARTS.length * (i + 1),
    })),
    rows: cells.flatMap((cell) =>
      cell.removals.map(({ by, ...ways }) => ({
        trigger: cellLabel(cell),
        before: rate(cell.attackSuccessRate),
        by: DEFENSE_LABELS[by],
        images: ways.defense.images.mean!.toFixed(0),
        ...Object.fromEntries(WAYS.flatMap((way) => valuesOf(ways[way]).map((value, i) => [`${way} ${PARTS[i]}`, value]))), // prettier-ignore
      })),
    ),
    notes: [
      ...smokeNote(profile),
      `Not in the paper: a control for its removal and retraining. Spectral Signatures removes ${printPercent({ mean: removalShare }, 1)} of every class by centred scores, Activation Clustering the smaller of two clusters of every class (ten principal components), both as in Table 4. At random: of every class as many images as the defense, any of them. Success and its loss are over all held-out trigger images; target labels: ${cells[0].targetLabels.length}, their mean and standard deviation.`,
      "A defense helps as far as its removal costs the attack more than the one at random.",
    ],
  };
}

/** In the order of `PARTS`. */
const valuesOf = ({ poison, attackSuccessRate, drop }: Removal) => [rate(poison), rate(attackSuccessRate), points(drop)]; // prettier-ignore
