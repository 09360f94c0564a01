import * as fs from "node:fs";
import * as path from "node:path";
import { messageOf, UserError } from "../../base/errors";
import { reasonOf } from "../../base/files";

/** The list of a flat folder: a line of heads, file,person,condition, then one line per photograph. */
export const LIST_FILE = "photographs.csv";

/** What of papaparse is used; it brings no type declarations. */
interface Papa {
  parse(text: string, options: object): { data: Row[]; meta: { fields?: string[] }; errors: { type: string; row?: number }[] }; // prettier-ignore
}
type Row = Partial<Record<string, string>>;

export interface ListedPhotograph {
  file: string;
  person: string;
  /** clean if the line says none. */
  condition: string;
  /** Its line in the list, from 1. */
  line: number;
}

/**
 * Reads photographs.csv of a folder; commas, semicolons or tabs stand between the values.
 *
 * @throws UserError if it cannot be read or has other heads
 */
export function readList(root: string): ListedPhotograph[] {
  const file = path.join(root, LIST_FILE);
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const papa = require("papaparse") as Papa;
  const { data, meta, errors } = papa.parse(textOf(file), {
    header: true,
    delimitersToGuess: [",", ";", "\t"],
    transformHeader: (head: string) => head.trim().toLowerCase(),
  });
  const heads = meta.fields ?? [];
  if (!heads.includes("file") || !heads.includes("person")) {
    throw new UserError(`expected the heads file,person,condition in the first line of ${file}, found "${heads.join(",")}"`); // prettier-ignore
  }
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken)
    throw new UserError(`${file} has a quotation mark too many or too few near line ${(broken.row ?? 0) + 2}`);
  return data.flatMap((values, i) => {
    const [name, person, condition] = ["file", "person", "condition"].map((head) => (values[head] ?? "").trim());
    const isBlank = name === "" && person === "" && condition === "";
    return isBlank ? [] : [{ file: name.replaceAll("\\", "/"), person, condition: condition || "clean", line: i + 2 }];
  });
}

function textOf(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(fs.readFileSync(file));
  } catch (error) {
    const why = error instanceof TypeError ? "it is not UTF-8" : (reasonOf(error) ?? messageOf(error));
    throw new UserError(`could not read ${file} (${why}): save it as CSV in UTF-8`);
  }
}
