import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { messageOf, UserError } from "../../base/errors";
import { reasonOf } from "../../base/files";

/** The file in a folder of photographs that says who agreed. */
export const CONSENT_FILE = "consent.json";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-11-27");
const text = z.string().trim().min(1, "some text");

/** What one person said. */
const agreementSchema = z.strictObject({
  agreed: z.boolean(),
  date: day,
  by: text.optional().describe("who wrote it down, and how the person agreed"),
  note: text.optional(),
});
/** In place of the people of a published set: under what terms it may be used. */
const publicSetSchema = z.strictObject({
  name: text,
  source: text.describe("where it comes from"),
  terms: text.describe("its licence or terms of use, and that they allow this"),
});
export const consentSchema = z
  .strictObject({ people: z.record(z.string(), agreementSchema).optional(), publicSet: publicSetSchema.optional() })
  .refine(({ people, publicSet }) => people !== undefined || publicSet !== undefined, "people, or publicSet");
export type Consent = z.infer<typeof consentSchema>;

const EXAMPLE = `{"people": {"Ada": {"agreed": true, "date": "2026-11-27"}}}`;
const MORE = "data/photographs/README.md says more";

/**
 * Makes sure that everybody in a folder of photographs agreed, before any photograph is opened.
 *
 * @returns what the user should know: people who agreed and are in no photograph
 * @throws UserError if the consent is missing, cannot be read, or does not name somebody
 */
export function checkConsent(root: string, people: readonly string[]): string[] {
  const file = path.join(root, CONSENT_FILE);
  const { people: named, publicSet } = readConsent(file);
  const agreements = new Map(Object.entries(named ?? {}).map(([name, agreement]) => [name.normalize("NFC").trim(), agreement])); // prettier-ignore
  const refused = people.filter((person) => agreements.get(person)?.agreed === false);
  if (refused.length > 0) {
    throw new UserError(`${file} says that ${namesOf(refused)} did not agree: take the photographs of them out of the folder`); // prettier-ignore
  }
  const missing = publicSet ? [] : people.filter((person) => !agreements.has(person));
  if (missing.length > 0) {
    throw new UserError(
      `${file} does not say that ${namesOf(missing)} agreed: ask, then add ` +
        `${JSON.stringify(missing[0])}: {"agreed": true, "date": "2026-11-27"} to its people (${MORE})`,
    );
  }
  const absent = [...agreements.keys()].filter((name) => !people.includes(name));
  return absent.length > 0 ? [`${CONSENT_FILE} names ${namesOf(absent)}, of whom there are no photographs: is a name written otherwise?`] : []; // prettier-ignore
}

function readConsent(file: string): Consent {
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw new UserError(`expected the file ${file}, in which everybody in the photographs agreed, and found none: ask them, then write ${EXAMPLE} (${MORE})`); // prettier-ignore
    }
    throw new UserError(`could not read ${file} (${reasonOf(error) ?? messageOf(error)}): expected JSON such as ${EXAMPLE}`); // prettier-ignore
  }
  const { success, data, error } = consentSchema.safeParse(content);
  if (success) return data;
  const { path: at, message } = error.issues[0];
  throw new UserError(`${file} is not as expected at "${at.join(".") || "the top"}" (${message}): write ${EXAMPLE} (${MORE})`); // prettier-ignore
}

/** People that one sentence names at most. */
const NAMED = 5;

const namesOf = (people: readonly string[]): string =>
  people.length > NAMED
    ? `${people.slice(0, NAMED).join(", ")} and ${people.length - NAMED} others`
    : people.join(", ");
