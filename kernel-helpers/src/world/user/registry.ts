import { UserError } from "../../base/errors";

/** A place where named things of one kind come from: built in, or files that a reader adds. */
export interface Source<T> {
  /** Every name that it knows, in a fixed order. */
  names(): readonly string[];
  /** The thing of that name; undefined if the source has none. */
  find(name: string): T | undefined;
}

/** Named things of one kind from several sources; of equal names the first source's counts. */
export class Registry<T> {
  private readonly sources: Source<T>[];

  /** @param kind what a thing is called in a sentence: "person" */
  constructor(
    readonly kind: string,
    ...sources: Source<T>[]
  ) {
    this.sources = sources;
  }

  /** Adds a source behind the others. */
  add(source: Source<T>): void {
    this.sources.push(source);
  }

  names(): string[] {
    return [...new Set(this.sources.flatMap((source) => source.names()))];
  }

  has(name: string): boolean {
    return this.sources.some((source) => source.find(name) !== undefined);
  }

  /** @throws UserError that lists the names there are. */
  resolve(name: string): T {
    for (const source of this.sources) {
      const found = source.find(name);
      if (found !== undefined) return found;
    }
    throw new UserError(`unknown ${this.kind} "${name}": expected one of ${shortList(this.names())}`);
  }
}

/** Names with commas between; numbered ones that follow each other as first … last. */
function shortList(names: readonly string[]): string {
  const runs: string[][] = [];
  for (const name of names) {
    const last = runs.at(-1);
    if (last && follows(last[last.length - 1], name)) last.push(name);
    else runs.push([name]);
  }
  return runs.map((run) => (run.length < 3 ? run.join(", ") : `${run[0]} … ${run.at(-1)}`)).join(", ");
}

/** Whether the names are one text with two consecutive numbers behind it. */
function follows(name: string, next: string): boolean {
  const [, text, number] = /^(.*?)(\d+)$/.exec(name) ?? [];
  return number !== undefined && next === text + String(Number(number) + 1).padStart(number.length, "0");
}
