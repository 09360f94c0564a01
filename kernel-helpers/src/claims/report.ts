import { z } from "zod";
import { paperClaims, type Claim } from "../paper/claims";
import { dataFile } from "../paper/load";
import type { Measures } from "../paper/measures";
import { printedMeasures } from "../paper/printed-measures";
import type { Evidence } from "./check";
import { evaluateClaim, VERDICTS, type Verdict } from "./evaluate";

/** Why we think a claim fails here, by claim id; written by a person after looking. */
const explanations = dataFile(z.record(z.string().regex(/^C\d\d$/), z.string()), "claims-notes.json");

/** One claim: what the paper says of it, and what we measured. */
export interface ClaimRow {
  claim: Claim;
  /** The predicate on the paper's printed numbers. */
  paper: Verdict;
  ours: Verdict;
  /** Why we think it fails here, where someone has said so. */
  why?: string;
}

/** Judges every claim on `measures`, beside the paper's own numbers. */
export function claimsReport(measures: Measures): ClaimRow[] {
  const printed = printedMeasures();
  return paperClaims().map((claim) => {
    const ours = evaluateClaim(claim.id, measures);
    const why = ours.verdict === "fails" ? explanations()[claim.id] : undefined;
    return { claim, paper: evaluateClaim(claim.id, printed), ours, why };
  });
}

/** How many claims came out each way. */
export function countVerdicts(rows: readonly ClaimRow[]): Record<Verdict["verdict"], number> {
  const count = (verdict: Verdict["verdict"]) => rows.filter(({ ours }) => ours.verdict === verdict).length;
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) as Record<Verdict["verdict"], number>;
}

/** `ASR(DenseNet, white tape) = 81 (not > 90)`: the first few of a verdict's numbers, in a line. */
export function decidingNumbers({ evidence }: Pick<Verdict, "evidence">, most = 2): string {
  const shown = evidence.slice(0, most).map(showEvidence);
  const hidden = evidence.length - shown.length;
  return hidden > 0 ? `${shown.join("; ")}; ${hidden} more` : shown.join("; ");
}

export function showEvidence({ label, value, bound, holds }: Evidence): string {
  return `${label} = ${showNumber(value)} (${holds ? "" : "not "}${bound})`;
}

/** Four digits: enough to tell 89.96 from 90. */
const showNumber = (value: number): string =>
  Number.isNaN(value) ? "undefined" : String(Number(value.toPrecision(4)));

/** `holds`, `fails`, `holds in part` … */
export function showVerdict({ verdict, partial }: Verdict): string {
  return partial ? `${verdict} in part` : verdict;
}
