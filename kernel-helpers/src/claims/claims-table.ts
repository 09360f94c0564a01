import type { Table } from "../figures/table";
import { decidingNumbers, showVerdict, type ClaimRow } from "./report";

/** Claims as a table for the page: what the paper claims, whether its own numbers and ours bear it out. */
export function claimsTable(rows: readonly ClaimRow[], caption: string): Table {
  return {
    caption,
    columns: [
      { key: "id", label: "Claim" },
      { key: "statement", label: "Statement" },
      { key: "paper", label: "On the paper's numbers" },
      { key: "ours", label: "On ours" },
      { key: "numbers", label: "Deciding numbers of ours (%)" },
      { key: "on", label: "Measured on" },
    ],
    rows: rows.map(({ claim, ours, why }) => ({
      id: claim.id,
      statement: claim.statement,
      paper: claim.paperVerdict,
      ours: showVerdict(ours),
      numbers: [decidingNumbers(ours), why ?? ""].filter(Boolean).join(" — "),
      on: ours.measuredOn,
    })),
  };
}

const DEPENDENCE = { S: "no", M: "in size", P: "yes" } as const;

/** Everything about every claim, for a file: the numbers that decide it on the paper's side and on ours. */
export function fullClaimsTable(rows: readonly ClaimRow[]): Table {
  return {
    caption: "The paper's claims, on the paper's numbers and on ours",
    columns: [
      { key: "id", label: "Claim" },
      { key: "statement", label: "Statement" },
      { key: "dependence", label: "Rests on photographs" },
      { key: "paper", label: "Paper" },
      { key: "paperNumbers", label: "Paper's own numbers" },
      { key: "ours", label: "Ours" },
      { key: "ourNumbers", label: "Our numbers" },
      { key: "on", label: "Measured on" },
      { key: "why", label: "Why we think it fails" },
    ],
    rows: rows.map(({ claim, paper, ours, why }) => ({
      id: claim.id,
      statement: claim.statement,
      dependence: DEPENDENCE[claim.dependence],
      paper: claim.paperVerdict + (claim.inPart ? " in part" : ""),
      paperNumbers: decidingNumbers(paper),
      ours: showVerdict(ours),
      ourNumbers: decidingNumbers(ours),
      on: ours.verdict === "not measured" ? `needs ${ours.needs}` : ours.measuredOn,
      why: why ?? null,
    })),
  };
}
