import { sha256 } from "../base/hash";

/** Characters of JSON from which on a list or a record is a file of its own. */
const LARGE = 20_000;
const PART = "$part";

const nameOf = (text: string): string => sha256(text).slice(0, 32);

/**
 * Takes the large lists and records out of plain JSON, each under the hash of its text: a thousand job files name one data
 * set, and it is written once.
 */
export class PartWriter {
  private readonly known = new Map<object, unknown>();

  /**
   * @param put stores a part's text under its name
   * @param change of every text in a value
   */
  constructor(
    private readonly put: (name: string, text: string) => void,
    private readonly change: (text: string) => string = (text) => text,
  ) {}

  /** The value with its large parts named. What is met again, as the same object, is not looked through again. */
  slim(value: unknown): unknown {
    if (typeof value === "string") return this.change(value);
    if (typeof value !== "object" || value === null) return value;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const slim = this.aside(
      Array.isArray(value)
        ? value.map((item) => this.slim(item))
        : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.slim(item)])),
    );
    this.known.set(value, slim);
    return slim;
  }

  private aside(value: object): object {
    const text = JSON.stringify(value);
    if (text.length < LARGE) return value;
    const name = nameOf(text);
    this.put(name, text);
    return { [PART]: name };
  }
}

/** Whether a part's text is the one that it is named for. */
export const isPart = (name: string, text: string): boolean => nameOf(text) === name;

/** The whole value again. @param get reads a part by its name */
export function whole(value: unknown, get: (name: string) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => whole(item, get));
  if (PART in value) return whole(get(String(value[PART])), get);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, whole(item, get)]));
}
