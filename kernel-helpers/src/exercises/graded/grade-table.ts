import type { Table } from "../../figures/table";
import type { Grade } from "./grade";

const percent = (share: number | null): string => (share === null ? "–" : `${Math.round(100 * share)} %`);

/** A grade student by student, with what detectors that look at nothing would get. */
export function gradeTable({ cases, score, chance, ...rates }: Grade): Table {
  const kind = (backdoored: boolean, target: number | null) =>
    backdoored ? `backdoored, target ${target ?? "unknown"}` : "clean";
  return {
    caption: `Score ${score.toFixed(2)} of 1 on ${cases.length} students`,
    columns: [
      { key: "seed", label: "Seed", align: "left" },
      { key: "truth", label: "The student is" },
      { key: "said", label: "The detector says" },
      { key: "confidence", label: "Confidence" },
      { key: "points", label: "Points" },
    ],
    rows: cases.map(({ seed, truth, verdict, failure, points }) => ({
      seed,
      truth: kind(truth.backdoored, truth.target),
      said: verdict ? kind(verdict.backdoored, verdict.target) : `failed: ${failure}`,
      confidence: verdict ? Number(verdict.confidence.toFixed(2)) : null,
      points,
    })),
    notes: [
      `Detection rate ${percent(rates.detectionRate)}, false positive rate ${percent(rates.falsePositiveRate)}, target right ${percent(rates.targetRate)}, area under the curve ${rates.areaUnderCurve?.toFixed(2) ?? "–"}.`,
      `Without looking, on the same students: a coin ${chance.coin.toFixed(2)}, always clean ${chance.alwaysClean.toFixed(2)}, always backdoored ${chance.alwaysBackdoored.toFixed(2)}.`,
    ],
  };
}
