import { VERDICTS } from "../../claims/evaluate";
import type { ClaimRow } from "../../claims/report";
import type { Table } from "../../figures/table";
import type { Claim } from "../../paper/claims";

/** A claim may stand in several sections; it belongs to the last, which makes it in full. */
export const sectionOf = ({ sections }: Pick<Claim, "sections">): string => sections.at(-1)!.split(".")[0];

export const sectionsOf = (rows: readonly ClaimRow[]): string[] =>
  [...new Set(rows.map(({ claim }) => sectionOf(claim)))].sort();

/** How many claims of each section came out each way, and of all. */
export function verdictsBySection(rows: readonly ClaimRow[]): Table {
  const line = (section: string, of: readonly ClaimRow[]) => ({
    section,
    claims: of.length,
    ...Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, of.filter(({ ours }) => ours.verdict === verdict).length]),
    ),
    paper: of.filter(({ claim }) => claim.paperVerdict === "holds").length,
  });
  return {
    caption: "Claims by section of the paper",
    columns: [
      { key: "section", label: "Section" },
      { key: "claims", label: "Claims" },
      ...VERDICTS.map((verdict) => ({
        key: verdict,
        label: `${verdict} on our numbers`.replace("not measured on our numbers", "not measured"),
      })),
      { key: "paper", label: "holds on the paper's own numbers" },
    ],
    rows: [
      ...sectionsOf(rows).map((section) =>
        line(
          section,
          rows.filter(({ claim }) => sectionOf(claim) === section),
        ),
      ),
      line("all", rows),
    ],
    notes: ["Many claims cannot be checked on the paper's own numbers, since these stand only in its figures."],
  };
}
