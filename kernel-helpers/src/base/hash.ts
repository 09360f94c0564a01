import { createHash } from "node:crypto";
import stringify from "safe-stable-stringify";

/** SHA-256 in hexadecimal. */
export const sha256 = (content: string | NodeJS.ArrayBufferView): string =>
  createHash("sha256").update(content).digest("hex");

/** JSON with sorted keys, so that equal values have equal text. Refuses what JSON would lose (undefined at the top). */
export function canonicalJson(value: unknown): string {
  const text = stringify(value);
  if (text === undefined) throw new TypeError("canonicalJson: the value has no JSON form");
  return text;
}

/** SHA-256 of a value's canonical JSON. */
export const hashOf = (value: unknown): string => sha256(canonicalJson(value));
