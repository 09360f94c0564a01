import * as fs from "node:fs";
import * as path from "node:path";
import { dataPath, projectRoot } from "../../base/paths";
import type { Source } from "./registry";

/** What a reader can add to the world by one file each. */
export type AddedKind = "people" | "triggers" | "lights";

/** Where files are looked for: the reader's own folder (`PAPER_WORLD`, or `world/` in the project), then our examples. */
const foldersOf = (kind: AddedKind): string[] => [
  path.join(process.env.PAPER_WORLD?.trim() ? path.resolve(process.env.PAPER_WORLD) : path.join(projectRoot(), "world"), kind), // prettier-ignore
  dataPath("world", kind),
];

const EXTENSION = ".json";

/** Things described by files of one kind, each named for its file. A file is read when its name is first asked for. */
export class FileSource<T> implements Source<T> {
  private readonly loaded = new Map<string, T>();

  constructor(
    private readonly kind: AddedKind,
    private readonly load: (file: string) => T,
    /** Further files that one of these files names. */
    private readonly besides: (file: string) => string[] = () => [],
  ) {}

  names(): string[] {
    const files = foldersOf(this.kind).flatMap((folder) => (fs.existsSync(folder) ? fs.readdirSync(folder) : []));
    const names = files.filter((file) => file.endsWith(EXTENSION)).map((file) => path.basename(file, EXTENSION));
    return [...new Set(names)].sort();
  }

  /** @throws UserError if there is a file of that name with something wrong in it. */
  find(name: string): T | undefined {
    const file = this.fileOf(name);
    if (file === undefined) return undefined;
    const known = this.loaded.get(file);
    if (known !== undefined) return known;
    const thing = this.load(file);
    this.loaded.set(file, thing);
    return thing;
  }

  /** Every file that the thing of that name is made of; none if there is no such thing. */
  filesOf(name: string): string[] {
    const file = this.fileOf(name);
    return file === undefined ? [] : [file, ...this.besides(file)];
  }

  private fileOf(name: string): string | undefined {
    if (name !== path.basename(name)) return undefined;
    return foldersOf(this.kind)
      .map((folder) => path.join(folder, name + EXTENSION))
      .find((each) => fs.existsSync(each));
  }
}
