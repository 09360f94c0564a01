import { z } from "zod";
import { UserError } from "../base/errors";
import { dataFile } from "./load";
import { nearest } from "./nearest";

const entry = z.strictObject({
  term: z.string(),
  aliases: z.array(z.string()).optional(),
  meaning: z.string(),
  /** false: a standard term that the paper needs but does not define. */
  definedByPaper: z.boolean().optional(),
});

const glossaryFile = z.strictObject({ meta: z.record(z.string(), z.string()), terms: z.array(entry) });

export type GlossaryEntry = z.output<typeof entry>;

const file = dataFile(glossaryFile, "paper", "glossary.json");

/** Every term, in the order in which they build on each other. */
export const glossary = (): GlossaryEntry[] => file().terms;

/**
 * What a term of the field means. Case, hyphens and a plural s do not matter; short forms such as `ASR` work.
 *
 * @throws UserError that names the nearest term.
 */
export function define(term: string): GlossaryEntry {
  const names = new Map(
    glossary().flatMap((item) => [item.term, ...(item.aliases ?? [])].map((name) => [plain(name), item])),
  );
  const found = names.get(plain(term)) ?? names.get(plain(term).replace(/s$/, ""));
  if (found) return found;
  const suggestion = names.get(nearest(plain(term), [...names.keys()]))!;
  throw new UserError(`the glossary has no "${term}"; the nearest term is "${suggestion.term}"`);
}

const plain = (name: string): string => name.toLowerCase().replaceAll("-", " ").trim();
