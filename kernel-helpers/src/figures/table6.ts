import type { Defenses } from "../experiments/defenses-result";
import type { CorrelationOutcome, DefenseCell } from "../experiments/defenses-summary";
import { paperStatement } from "../paper/values";
import { cellLabel, commonNotes } from "./defense-words";
import type { Column, Table } from "./table";

type Reading = Pick<CorrelationOutcome, "layer" | "images" | "pairing">;

/** The readings that are shown; the first decides the claims. */
const READINGS: (Reading & { label: string })[] = [
  { images: "test", pairing: "ofMeans", label: "test images, means" },
  { images: "test", pairing: "ofAllPairs", label: "test images, every pair" },
  { images: "targetClass", pairing: "ofMeans", label: "training images of the target class, means" },
  { images: "targetClass", pairing: "ofAllPairs", label: "the same, every pair" },
  { images: "pairs", pairing: "ofPairs", label: "the same moment without and with it" },
].flatMap((reading) => [{ layer: "hidden", ...reading } as Reading & { label: string }]);
const OF_SCORES = READINGS.map((reading) => ({ ...reading, layer: "scores" as const }));
const ALL = [...READINGS, ...OF_SCORES];

/** The paper's Table 6, which is in no public text but for its range. */
export function table6Table(result: Defenses): Table {
  const { lower, upper } = paperStatement("activation-correlation");
  return {
    caption: `Table 6. Pearson's correlation of activations, clean against triggered images, ${result.teacher}`,
    columns: [
      { key: "trigger", label: "Trigger" },
      { key: "paper", label: "the paper", align: "right" },
      ...ALL.map(({ label }, i): Column => ({ key: String(i), label, align: "right" })),
    ],
    groups: [
      { label: "Last hidden layer", from: 2, to: 1 + READINGS.length },
      { label: "Output layer", from: 2 + READINGS.length, to: 1 + ALL.length },
    ],
    rows: result.table.map((cell, row) => ({
      trigger: cellLabel(cell),
      paper: row === 0 ? `${lower} … ${upper}` : null,
      ...Object.fromEntries(ALL.map((reading, i) => [String(i), text(cell, reading)])),
    })),
    notes: [
      ...commonNotes(result),
      "The paper's Table 6 is in a supplement that is not public; its text gives the range over the physical triggers, and says neither which layer, nor which images, nor how they are paired. The claims are judged on the first reading: mean activations of the last hidden layer, clean test images against held-out trigger images.",
      "A correlation near 1 says that trigger images excite the same neurons as clean ones do, on average: a trigger that moves few neurons correlates most, whether or not these few are the backdoor.",
    ],
  };
}

function text({ correlation }: DefenseCell, { layer, images, pairing }: Reading): string | null {
  const found = correlation.find((each) => each.layer === layer && each.images === images && each.pairing === pairing);
  const { mean = null, std = null } = found?.correlation ?? {};
  const signed = (value: number) =>
    value
      .toFixed(2)
      .replace(/^-/, "−")
      .replace(/^−0\.00$/, "0.00");
  if (mean === null) return null;
  return std === null ? signed(mean) : `${signed(mean)}±${std.toFixed(2)}`;
}
