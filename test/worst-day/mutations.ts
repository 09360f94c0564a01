import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { Seed, type Random } from "kernel-helpers/dist/base/seed";

/** Files of every kind that the import takes, in several of its ways of storing a picture. */
export async function soundFiles(): Promise<Map<string, Buffer>> {
  const random = new Seed("mutations").child("picture").random();
  const [width, height] = [96, 72];
  // smooth colours with an edge and some noise, so that decoders have something to do
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return (x > 40 ? 200 : 60) + ((y * 2 + (i % 3) * 30) % 50) + random.int(5);
  });
  const picture = () => sharp(data, { raw: { width, height, channels: 3 } });
  const reference = (name: string) => fs.readFileSync(path.join(projectRoot(), "test", "reference", name));
  return new Map([
    ["baseline.jpg", await picture().withMetadata({ orientation: 6 }).jpeg({ quality: 80 }).toBuffer()],
    ["progressive.jpg", await picture().jpeg({ progressive: true, chromaSubsampling: "4:4:4" }).toBuffer()],
    ["cmyk.jpg", await picture().toColourspace("cmyk").jpeg().toBuffer()],
    ["plain.png", await picture().png().toBuffer()],
    ["interlaced.png", await picture().ensureAlpha(0.5).png({ progressive: true }).toBuffer()],
    ["palette.png", await picture().png({ palette: true, colours: 16 }).toBuffer()],
    ["deep.png", await picture().toColourspace("rgb16").png().toBuffer()],
    ["lossy.webp", await picture().webp({ quality: 60 }).toBuffer()],
    ["lossless.webp", await picture().ensureAlpha(0.5).webp({ lossless: true }).toBuffer()],
    ["lzw.tif", await picture().tiff({ compression: "lzw" }).toBuffer()],
    [
      "tiled.tif",
      await picture().tiff({ compression: "deflate", tile: true, tileWidth: 32, tileHeight: 32 }).toBuffer(),
    ],
    ["jpeg.tif", await picture().tiff({ compression: "jpeg" }).toBuffer()],
    ["plain.tif", await picture().tiff({ compression: "none" }).toBuffer()],
    ["heic.heic", reference("heic.heic")],
    ["turned.heic", reference("heic-turned.heic")],
    ["avif.avif", await picture().avif({ effort: 0 }).toBuffer()],
  ]);
}

/** Where heads lie: mutations come here twice as often as elsewhere. */
const HEAD = 700;

/** Mutant `number`, always the same: one of the files with one to eight changes. */
export function mutantOf(files: ReadonlyMap<string, Buffer>, number: number): { name: string; content: Buffer } {
  const random = new Seed("mutants").child(number).random();
  const all = [...files.entries()];
  const [name, sound] = all[number % all.length];
  let content: Buffer<ArrayBuffer> = Buffer.from(sound);
  for (let n = 1 + random.int(random.sign() > 0 ? 2 : 8); n > 0 && content.length > 0; n--) {
    content = random.pick(CHANGES)(content, random, random.pick(all)[1]);
  }
  return { name: `${number}-${name}`, content };
}

type Change = (content: Buffer<ArrayBuffer>, random: Random, other: Buffer) => Buffer<ArrayBuffer>;

const placeIn = (content: Buffer, random: Random): number =>
  random.int(random.sign() > 0 ? Math.min(content.length, HEAD) : content.length);

/** Numbers that lengths and sizes break at. */
const EDGES = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

/** A length, a size or an offset becomes an extreme one. */
const setField: Change = (content, random) => {
  const bytes = random.pick([1, 2, 4]);
  const at = placeIn(content, random);
  if (at + bytes > content.length) return content;
  const value = random.pick(EDGES) % 256 ** bytes;
  if (random.sign() > 0) content.writeUIntBE(value, at, bytes);
  else content.writeUIntLE(value, at, bytes);
  return content;
};

const flipBit: Change = (content, random) => {
  content[placeIn(content, random)] ^= 1 << random.int(8);
  return content;
};

const setByte: Change = (content, random) => {
  content[placeIn(content, random)] = random.int(256);
  return content;
};

const truncate: Change = (content, random) => content.subarray(0, random.int(content.length));

/** A stretch of another file is put in. */
const splice: Change = (content, random, other) => {
  const [at, from] = [placeIn(content, random), random.int(other.length)];
  const part = other.subarray(from, from + random.int(300));
  return Buffer.concat([content.subarray(0, at), part, content.subarray(at + (random.sign() > 0 ? part.length : 0))]);
};

/** A stretch comes twice, or not at all. */
const repeatOrDrop: Change = (content, random) => {
  const at = placeIn(content, random);
  const end = at + random.int(200);
  return Buffer.concat([
    content.subarray(0, random.sign() > 0 ? end : at),
    content.subarray(random.sign() > 0 ? at : end),
  ]);
};

const CHANGES: readonly Change[] = [flipBit, flipBit, setByte, setField, setField, truncate, splice, repeatOrDrop];
