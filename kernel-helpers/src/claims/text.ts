import { wrap } from "../base/text";
import { decidingNumbers, showEvidence, showVerdict, countVerdicts, type ClaimRow } from "./report";

/** The report for a terminal: each claim in two to four lines, then the count. `width` is in columns. */
export function claimsText(rows: readonly ClaimRow[], width: number): string {
  return [...rows.map((row) => claimText(row, width)), "", countText(rows)].join("\n");
}

/** `holds 12, fails 3, not measured 45 of 60 claims; 9 of the verdicts rest on a part of the claim`. */
export function countText(rows: readonly ClaimRow[]): string {
  const counts = Object.entries(countVerdicts(rows)).map(([verdict, count]) => `${verdict} ${count}`);
  const partial = rows.filter(({ ours }) => ours.partial).length;
  const total = `${counts.join(", ")} of ${rows.length} ${rows.length === 1 ? "claim" : "claims"}`;
  return partial > 0 ? `${total}; ${partial} judged in part` : total;
}

function claimText({ claim, ours, why }: ClaimRow, width: number): string {
  const head = `${claim.id}  ${showVerdict(ours).padEnd(MARGIN - 5)}`;
  const paper = `Paper: ${claim.paperVerdict}${claim.inPart ? " in part" : ""}.`;
  const details =
    ours.verdict === "not measured" ? [] : [...decidingNumbers(ours).split("; "), `On ${ours.measuredOn}.`];
  const body = [`${claim.statement} ${paper}`, ...details, ...(why ? [`Why: ${why}`] : [])];
  const indented = body.flatMap((line) => wrap(line, width - MARGIN)).map((line) => " ".repeat(MARGIN) + line);
  return head + indented.join("\n").slice(MARGIN);
}

/** Everything about one claim: predicate, every number on both sides, what is missing. */
export function claimDetails({ claim, paper, ours, why }: ClaimRow, width: number): string {
  const lines = [
    `${claim.id}  ${claim.statement}`,
    `predicate   ${claim.predicate}`,
    `stands in   section ${claim.sections.join(", ")}; ${claim.artifacts.join(", ")}`,
    `paper       ${claim.paperVerdict}${claim.inPart ? " in part" : ""}`,
    ...paper.evidence.map((item) => `            · ${showEvidence(item)}`),
    ...(claim.note ? [`note        ${claim.note}`] : []),
    `ours        ${showVerdict(ours)}${ours.measuredOn ? ` on ${ours.measuredOn}` : ""}`,
    ...ours.evidence.map((item) => `            · ${showEvidence(item)}`),
    ...(ours.needs ? [`missing     ${ours.needs}`] : []),
    ...(why ? [`why         ${why}`] : []),
  ];
  return lines.flatMap((line) => hanging(line, width)).join("\n");
}

/** Room for `C01  holds in part  `. */
const MARGIN = 20;

/** Wraps a line and indents what follows its first line to where its text starts. */
function hanging(line: string, width: number): string[] {
  const indent = line.startsWith("C") ? 5 : 12;
  const [first, ...rest] = wrap(line.slice(indent), width - indent);
  return [line.slice(0, indent) + first, ...rest.map((part) => " ".repeat(indent) + part)];
}
