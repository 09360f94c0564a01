import { decidingNumbers, showVerdict, type ClaimRow } from "./report";

export const CLAIM_COLUMNS = [
  "Claim",
  "Statement",
  "Rests on photographs",
  "Paper",
  "Paper's own numbers",
  "Ours",
  "Our numbers",
  "Measured on",
  "Why we think it fails",
] as const;

const DEPENDENCE = { S: "no", M: "in size", P: "yes" } as const;

/** The report as text cells, one row a claim, in the order of CLAIM_COLUMNS. */
export function claimCells({ claim, paper, ours, why }: ClaimRow): string[] {
  return [
    claim.id,
    claim.statement,
    DEPENDENCE[claim.dependence],
    claim.paperVerdict + (claim.inPart ? " in part" : ""),
    decidingNumbers(paper),
    showVerdict(ours),
    decidingNumbers(ours),
    ours.verdict === "not measured" ? `needs ${ours.needs}` : ours.measuredOn,
    why ?? "",
  ];
}

/** A GitHub-flavoured table. */
export function claimsMarkdown(rows: readonly ClaimRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(CLAIM_COLUMNS), line(CLAIM_COLUMNS.map(() => "---")), ...rows.map((row) => line(claimCells(row)))].join(
    "\n",
  );
}

/** Comma-separated values with a head line, RFC 4180 (but "\n" line ends). */
export function claimsCsv(rows: readonly ClaimRow[]): string {
  const line = (cells: readonly string[]) => cells.map(quoted).join(",");
  return [line(CLAIM_COLUMNS), ...rows.map((row) => line(claimCells(row)))].join("\n") + "\n";
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
