import { createHash } from "node:crypto";
import { configure } from "safe-stable-stringify";
import { messageOf } from "./errors";

/** SHA-256 in hexadecimal. */
export const sha256 = (content: string | NodeJS.ArrayBufferView): string =>
  createHash("sha256").update(content).digest("hex");

const stringify = configure({ circularValue: TypeError });

/**
 * JSON with sorted keys, so that equal values have equal text.
 *
 * @throws TypeError for what JSON would lose: undefined at the top, a value that contains itself, a BigInt.
 */
export function canonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = stringify(value, refuseBigInt);
  } catch (error) {
    throw new TypeError(`canonicalJson: ${messageOf(error)}`, { cause: error });
  }
  if (text === undefined) throw new TypeError("canonicalJson: the value has no JSON form");
  return text;
}

function refuseBigInt(key: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  throw new TypeError(`a BigInt${key ? ` at ${key}` : ""} has no JSON form: store it as a number or a text`);
}

/** SHA-256 of a value's canonical JSON. */
export const hashOf = (value: unknown): string => sha256(canonicalJson(value));
