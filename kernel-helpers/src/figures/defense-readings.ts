import type { Defenses } from "../experiments/defenses-result";
import { controlOf, digitalOf } from "../experiments/defenses-measures";
import type { DefenseCell, FlaggedData, StripOutcome } from "../experiments/defenses-summary";
import { summarise, printPercent, type Summary } from "../experiments/summary";
import { DIGITAL_PATCH } from "../poisoning/digital/digital-patch";
import { commonNotes, points } from "./defense-words";
import type { Column, Table, TableValue } from "./table";

type Outcome = Pick<FlaggedData, "detectionRate" | "falsePositiveRate"> & Partial<Pick<FlaggedData, "ceiling">>;

/** A defense in one of the readings that the paper leaves open. */
interface Reading {
  defense: string;
  reading: string;
  of: (cell: DefenseCell) => Outcome;
}

const REDUCTION = { ica: "ICA", pca: "PCA" } as const;
const RULE = {
  smaller: "the smaller cluster",
  relativeSize: "a cluster below 35 %",
  silhouette: "silhouette above 0.1",
  silhouetteAndSize: "silhouette and size",
  distance: "nearer to another class",
} as const;
const BLEND = { sum: "weights 1 and 1", mean: "weights 0.5 and 0.5", half: "weights 1 and 0.5" } as const;
const QUANTILE = { empirical: "quantile of clean entropies", normal: "of a normal fitted to them" } as const;

const readingsOf = ({ table: [first] }: Defenses): Reading[] => [
  ...first.spectral.map(({ centred, removalShare }, i) => ({
    defense: "Spectral Signatures",
    reading: `${centred ? "centred" : "uncentred"}, ${printPercent({ mean: removalShare }, 1)} removed`,
    of: ({ spectral }: DefenseCell) => spectral[i],
  })),
  ...first.clustering.map(({ reduction, rule }, i) => ({
    defense: "Activation Clustering",
    reading: `${REDUCTION[reduction]}, ${RULE[rule]}`,
    of: ({ clustering }: DefenseCell) => clustering[i],
  })),
  ...first.strip.map(({ blend, quantile, overlays }: StripOutcome, i) => ({
    defense: "STRIP",
    reading: `${BLEND[blend]}, ${overlays} overlays, ${QUANTILE[quantile]}`,
    of: ({ strip }: DefenseCell) => strip[i],
  })),
];

const KINDS = ["control", "digital", "physical"] as const;

/** Every defense in every reading: on the control, on the digital patch at Table 4's rate, and on the physical triggers. */
export function defenseReadings(result: Defenses): Table {
  const physical = result.table.filter(({ trigger }) => trigger !== DIGITAL_PATCH);
  const digital = [digitalOf(result)];
  const cells = { control: [controlOf(result)], digital, physical };
  const columns = (["found", "wrong"] as const).map((part) => ({ part, label: part === "found" ? "detected" : "false positives" })); // prettier-ignore
  return {
    caption: "The controls: every defense, in every reading, on a digital patch and on the physical triggers",
    columns: [
      { key: "defense", label: "Defense" },
      { key: "reading", label: "Reading" },
      ...KINDS.flatMap((kind) => columns.map(({ part, label }): Column => ({ key: `${kind} ${part}`, label, align: "right" }))), // prettier-ignore
      { key: "ceiling", label: "ceiling", align: "right" },
    ],
    groups: [
      { label: "Digital patch, a minority", from: 2, to: 3 },
      { label: "Digital patch, Table 4's rate", from: 4, to: 5 },
      { label: "Physical triggers, Table 4's rate", from: 6, to: 8 },
    ],
    rows: readingsOf(result).map(({ defense, reading, of }) => ({
      defense,
      reading,
      ...Object.fromEntries(KINDS.flatMap((kind) => numbers(kind, cells[kind].map(of)))),
      ceiling: ceilingOf(physical.map(of)),
    })),
    notes: [
      ...commonNotes(result),
      `Attack success on the digital patch: ${printPercent(controlOf(result).attackSuccessRate)} where it is a minority, ${printPercent(digital[0].attackSuccessRate)} at Table 4's rate. Physical triggers: mean and standard deviation over all models. False positives are those of the target class; STRIP's of other clean images.`,
      "In Activation Clustering a rule that finds nothing suspicious flags nothing at all.",
    ],
  };
}

/** Over the models of several triggers. */
const pooled = (summaries: readonly Summary[]): Summary => summarise(summaries.flatMap(({ values }) => values));

function numbers(kind: string, outcomes: readonly Outcome[]): [string, TableValue][] {
  const text = (pick: (outcome: Outcome) => Summary) => {
    const summary = pooled(outcomes.map(pick));
    return points(summary) === null ? null : printPercent(summary);
  };
  return [
    [`${kind} found`, text(({ detectionRate }) => detectionRate)],
    [`${kind} wrong`, text(({ falsePositiveRate }) => falsePositiveRate)],
  ];
}

function ceilingOf(outcomes: readonly Outcome[]): string | null {
  const ceilings = outcomes.flatMap(({ ceiling }) => ceiling ?? []);
  return ceilings.length > 0 ? printPercent({ mean: pooled(ceilings).mean }) : null;
}
