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
