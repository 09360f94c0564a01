import { unpackHead } from "../head-file";
import { PAGE_FILES, type PageData } from "../page-data";
import { readTrunk, type TrunkFile } from "../trunk-file";
import type { HeadWeights } from "../../../training/head";

/** A sentence for the reader. */
export class PageError extends Error {}

/** The page's files, each of them fetched once. */
export class PageFiles {
  private readonly heads = new Map<string, Promise<HeadWeights>>();
  private readonly photographs = new Map<string, Promise<Blob>>();

  /** @param base address of the folder that they lie in, with a slash at its end */
  constructor(private readonly base: string) {}

  data = async (): Promise<PageData> => (await (await this.fetched(PAGE_FILES.data)).json()) as PageData;

  trunk = async (): Promise<TrunkFile> => readTrunk(await this.bytes(PAGE_FILES.trunk));

  head = (student: string): Promise<HeadWeights> =>
    once(this.heads, student, async () => unpackHead(await this.bytes(`${PAGE_FILES.heads}/${student}.bin`)));

  photograph = (name: string): Promise<Blob> =>
    once(this.photographs, name, async () => (await this.fetched(`${PAGE_FILES.images}/${name}`)).blob());

  wasmFolder = (): string => `${this.base}${PAGE_FILES.wasm}/`;

  findFaces = (): string => this.base + PAGE_FILES.findFaces;

  faceFolder = (): string => `${this.base}${PAGE_FILES.face}`;

  private bytes = async (name: string): Promise<Uint8Array> =>
    new Uint8Array(await (await this.fetched(name)).arrayBuffer());

  private async fetched(name: string): Promise<Response> {
    const response = await fetch(this.base + name).catch(() => undefined);
    if (response?.ok) return response;
    const why = response ? `the server answers ${response.status}` : "the connection failed";
    throw new PageError(`The file ${name} did not arrive (${why}): reload the page to try again.`);
  }
}

/** What is kept under a name, else made; what fails is tried again the next time. */
function once<T>(kept: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const there = kept.get(name);
  if (there) return there;
  const made = make();
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
}
