import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { world } from "kernel-helpers";

type Portrait = Awaited<ReturnType<typeof world.render>>;
const made = new Map<string, Promise<Portrait>>();
/** Where the head lies that faces are made of; tests that have a local folder of their own do not have it. */
const local = process.env.PAPER_LOCAL;
let last: Promise<unknown> = Promise.resolve();

/** A rendered photograph, 224 x 224, that shows the face from the front; rendered once for all tests, one at a time. */
export function portrait(person = "v01", seed = 1, trigger?: string): Promise<Portrait> {
  const name = `${person}/${seed}/${trigger}`;
  const wishes = { person, seed, trigger, yaw: 0, pitch: 0, distance: 0.6 };
  const known = made.get(name) ?? last.then(() => withLocal(local, () => world.render(wishes)));
  made.set(name, known);
  last = known;
  return known;
}

async function withLocal<T>(folder: string | undefined, work: () => Promise<T>): Promise<T> {
  const before = process.env.PAPER_LOCAL;
  const set = (value: string | undefined): void => {
    if (value === undefined) delete process.env.PAPER_LOCAL;
    else process.env.PAPER_LOCAL = value;
  };
  set(folder);
  try {
    return await work();
  } finally {
    set(before);
  }
}

/** Its JPEG file as a camera that was held in another way would have stored it: EXIF `orientation` 1 … 8. */
export async function storedTurned(upright: Buffer, orientation: number): Promise<Buffer> {
  const { data, info } = await sharp(upright).raw().toBuffer({ resolveWithObject: true });
  // TIFF 6.0, Orientation: what the first row and the first column of the stored picture are of the upright one
  const at: Record<number, (x: number, y: number, n: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y, n) => [n - x, y],
    3: (x, y, n) => [n - x, n - y],
    4: (x, y, n) => [x, n - y],
    5: (x, y) => [y, x],
    6: (x, y, n) => [n - y, x],
    7: (x, y, n) => [n - y, n - x],
    8: (x, y, n) => [y, n - x],
  };
  const side = info.width;
  const stored = new Uint8Array(data.length);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = at[orientation](x, y, side - 1);
      stored.set(data.subarray((v * side + u) * 3, (v * side + u) * 3 + 3), (y * side + x) * 3);
    }
  }
  return sharp(stored, { raw: { width: side, height: side, channels: 3 } })
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** Writes files into a folder: path with / between the parts, to content. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [file, content] of Object.entries(files)) {
    const full = path.join(folder, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, content);
  }
}

/** The content of a consent.json in which all of these people agreed. */
export const agreed = (...people: string[]): string =>
  JSON.stringify({ people: Object.fromEntries(people.map((name) => [name, { agreed: true, date: "2026-11-27" }])) });
