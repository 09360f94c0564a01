import { REMOVERS, type Removal, type RemovalControl, type Remover } from "../experiments/removal-control";
import { printPercent } from "../experiments/summary";
import { DEFENSE_LABELS } from "../paper/names";
import { cellLabel, points, rate } from "./defense-words";
import { smokeNote } from "./smoke-note";
import type { Column, Table } from "./table";

const PARTS = ["images", "poison removed", "after", "loss (points)"] as const;
const WAYS = ["defense", "random"] as const;
const FIRST = 2;

/** What the attack loses where a defense removes images, and where as many are removed at random. */
export function removalTable({ profile, teacher, injectionRate, removalShare, cells }: RemovalControl): Table {
  const groups = REMOVERS.flatMap((by) => WAYS.map((way) => ({ by, way })));
  return {
    caption: `Is it the defense that removes? Images removed by a defense and at random, then training from scratch; injection rate ${injectionRate}, ${teacher}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "before", label: "success before", align: "right" },
      ...groups.flatMap(({ by, way }) =>
        PARTS.map((label): Column => ({ key: keyOf(by, way, label), label, align: "right" })),
      ),
    ],
    groups: groups.map(({ by, way }, i) => ({
      label: way === "defense" ? DEFENSE_LABELS[by] : "as many at random",
      from: FIRST + PARTS.length * i,
      to: FIRST - 1 + PARTS.length * (i + 1),
    })),
    rows: cells.map((cell) => ({
      trigger: cellLabel(cell),
      before: rate(cell.attackSuccessRate),
      ...Object.fromEntries(
        cell.removals.flatMap(({ by, ...ways }) =>
          WAYS.flatMap((way) => valuesOf(ways[way]).map((value, i) => [keyOf(by, way, PARTS[i]), value])),
        ),
      ),
    })),
    notes: [
      ...smokeNote(profile),
      `Not in the paper: a control for its removal and retraining. Spectral Signatures removes ${printPercent({ mean: removalShare }, 1)} of every class by centred scores, Activation Clustering the smaller of two clusters of every class (ten principal components), both as in Table 4. At random: of every class as many images as the defense beside it, any of them. Success and its loss are over all held-out trigger images; mean and standard deviation over ${cells[0].targetLabels.length} target labels.`,
      "A defense helps as far as its removal costs the attack more than the one at random.",
    ],
  };
}

const keyOf = (by: Remover, way: (typeof WAYS)[number], part: (typeof PARTS)[number]) => `${by} ${way} ${part}`;

/** In the order of `PARTS`. */
const valuesOf = ({ images, poison, attackSuccessRate, drop }: Removal) => [
  images.mean!.toFixed(0),
  rate(poison),
  rate(attackSuccessRate),
  points(drop),
];
