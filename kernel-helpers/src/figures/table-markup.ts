import { alignment, cellsOf, groupHeads, withCode, type Table } from "./table";

const HTML_ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it may stand in an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => HTML_ESCAPES[character]);

/** A table element with caption, column heads for screen readers, and notes below. No script, no outside style. */
export function toHtml(table: Table): string {
  const { head, body } = cellsOf(table);
  const aligned = table.columns.map((column) => `style="text-align:${alignment(table, column)}"`);
  const text = (value: string) => escapeHtml(value).replace(/\r?\n/g, "<br>");
  const heads = head.map((label, c) => `<th scope="col" ${aligned[c]}>${text(label)}</th>`);
  const rows = body.map(
    (cells) => `<tr>${cells.map((cell, c) => `<td ${aligned[c]}>${text(cell)}</td>`).join("")}</tr>`,
  );
  const warnings = (table.warnings ?? []).map((warning) => `<span class="paper-warning">${text(warning)}</span>`);
  const groups = groupHeads(table).map(({ label, span }) =>
    label ? `<th scope="colgroup" colspan="${span}" style="text-align:center">${text(label)}</th>` : "<td></td>",
  );
  return [
    '<table class="paper-table">',
    `<caption style="text-align:left;white-space:normal">${[text(table.caption), ...warnings].join("<br>")}</caption>`,
    "<thead>",
    ...(table.groups?.length ? [`<tr>${groups.join("")}</tr>`] : []),
    `<tr>${heads.join("")}</tr>`,
    "</thead>",
    `<tbody>\n${rows.join("\n")}\n</tbody>`,
    "</table>",
    ...(table.notes ?? []).map(
      (note) => `<p class="paper-note">${withCode(note, text, (code) => `<code>${text(code)}</code>`)}</p>`,
    ),
  ].join("\n");
}

const LATEX_ESCAPES: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "−": "$-$",
  "–": "--",
  "\n": " ",
};

export const escapeLatex = (text: string): string =>
  text.replace(/[\\~^<>−–\n]|[&%$#_{}]/g, (character) => LATEX_ESCAPES[character] ?? `\\${character}`);

/** A table environment for a paper that uses booktabs. */
export function toLatex(table: Table): string {
  const { head, body } = cellsOf(table);
  const line = (cells: string[]) => `${cells.map(escapeLatex).join(" & ")} \\\\`;
  const groups = groupHeads(table).map(({ label, span }) =>
    label ? `\\multicolumn{${span}}{c}{${escapeLatex(label)}}` : "",
  );
  return [
    "\\begin{table}",
    `\\caption{${escapeLatex([table.caption, ...(table.warnings ?? [])].join(" "))}}`,
    `\\begin{tabular}{${table.columns.map((column) => alignment(table, column)[0]).join("")}}`,
    "\\toprule",
    ...(table.groups?.length ? [`${groups.join(" & ")} \\\\`] : []),
    line(head),
    "\\midrule",
    ...body.map(line),
    "\\bottomrule",
    "\\end{tabular}",
    ...(table.notes ?? []).map(
      (note) => `\\\\ ${withCode(note, escapeLatex, (code) => `\\texttt{${escapeLatex(code)}}`)}`,
    ),
    "\\end{table}",
  ].join("\n");
}
