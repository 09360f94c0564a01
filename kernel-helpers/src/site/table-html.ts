import { toHtml } from "../figures/table-markup";
import type { Table } from "../figures/table";
import { htmlOutput } from "./html-output";

/** A table of the edition as the site shows tables. */
export async function tableHtml(table: Table): Promise<string> {
  return (await htmlOutput(toHtml(table))).html;
}
