import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { messageOf, UserError } from "../../base/errors";
import { reasonOf } from "../../base/files";
import { hashOf, sha256 } from "../../base/hash";
import { linearFromSrgb, type Rgb } from "../math/color";

/** The name of a thing: that of its file. */
export const nameOf = (file: string): string => path.basename(file, path.extname(file));

/** The bytes of a file that a reader wrote or named. */
export function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UserError(`could not read ${file}: ${reasonOf(error) ?? messageOf(error)}`);
  }
}

/** Of the files' bytes, wherever they lie. @throws UserError if one cannot be read */
export const hashOfFiles = (files: readonly string[]): string => hashOf(files.map((file) => sha256(readBytes(file))));

/** The checked content of a reader's JSON file, or one sentence on the first thing wrong with it. */
export function readDescription<Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> {
  const text = readBytes(file).toString("utf8");
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is not JSON (${messageOf(error)}): mend it there; data/world/README.md has examples`);
  }
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw new UserError(`${file}: ${sentenceOf(result.error.issues[0])}`);
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const where = place ? ` in "${place}"` : "";
    return `unknown key "${issue.keys.join('", "')}"${where}: check its spelling, data/world/README.md lists the keys`;
  }
  return `${place ? `"${place}"` : "the whole file"} is not as expected: ${issue.message}`;
}

/** Colours as sRGB, "#c49a7c", or by a name that `names` has; linear light comes out. */
export const colorSchema = (names: Readonly<Record<string, Rgb>> = {}) =>
  z.string().transform((text, context): Rgb => {
    if (Object.hasOwn(names, text)) return names[text];
    const hex = /^#([0-9a-f]{6})$/i.exec(text)?.[1];
    if (hex) {
      const channel = (at: number) => linearFromSrgb(parseInt(hex.slice(at, at + 2), 16) / 255);
      return [channel(0), channel(2), channel(4)];
    }
    const known = Object.keys(names);
    const orName = known.length > 0 ? ` or one of ${known.join(", ")}` : "";
    context.addIssue({ code: "custom", message: `expected a colour such as "#c49a7c"${orName}, found "${text}"` });
    return z.NEVER;
  });
