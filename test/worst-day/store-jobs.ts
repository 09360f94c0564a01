import * as fs from "node:fs";
import * as path from "node:path";
import { HalfArray } from "kernel-helpers/dist/base/half";
import { localPath } from "kernel-helpers/dist/base/paths";
import { Seed } from "kernel-helpers/dist/base/seed";
import type { DatasetImage } from "kernel-helpers/dist/dataset/image-set";
import { derivedPicture } from "kernel-helpers/dist/poisoning/digital/derived-picture";
import { readFloats, readHalves, writeFloats, writeHalves } from "kernel-helpers/dist/store/arrays";
import { readRecord, recordKey, reuseOrCompute, type RecordInputs } from "kernel-helpers/dist/store/records";

/** One unit of the run of store-run.ts: a picture, its features in two precisions, and a result. */
export interface StoreUnit {
  image: DatasetImage;
  number: number;
}

/** Numbers of a feature file: as many as a small trunk puts out. */
const FEATURES = 40_000;

const note = (line: string): void => fs.appendFileSync(process.env.STORE_RUN_LOG!, `${line}\n`);

/** Notes that a file is about to be made, before it is. */
const begin = (file: string): void => note(`begun ${path.relative(localPath(), file)}`);

/** What the log calls a picture, whose file is known only when it is there. */
const pictureOf = (number: number): string => `picture-${number}`;

/** A job for the pool: makes what is not stored of a unit, by the modules that every run stores with. */
export async function storeUnit({ image, number }: StoreUnit): Promise<void> {
  const { file } = await drawn(image, number);
  note(`${pictureOf(number)} is ${path.relative(localPath(), file)}`);
  const halves = localPath("features", "halves", `${number}.f16`);
  if (!readHalves(halves)) {
    begin(halves);
    writeHalves(halves, HalfArray.from(numbersOf(number)));
  }
  const floats = localPath("features", "floats", `${number}.f32`);
  if (!readFloats(floats)) {
    begin(floats);
    writeFloats(floats, numbersOf(number));
  }
  await reuseOrCompute(inputsOf(number), () => {
    begin(localPath("results", "unit", `${recordKey(inputsOf(number))}.json`));
    return Promise.resolve([...numbersOf(number).subarray(0, 4000)]);
  });
}

/** The stored result of a unit. */
export const storedUnit = (number: number): number[] | undefined => readRecord<number[]>(inputsOf(number))?.result;

const inputsOf = (number: number): RecordInputs => ({
  kind: "unit",
  config: { number },
  data: null,
  code: "worst-day",
});

/** A brighter copy of the picture, as triggers are drawn. */
const drawn = (image: DatasetImage, number: number): Promise<DatasetImage> =>
  derivedPicture(image, {
    settings: { brighter: number },
    draw: ({ data, width, height }) => {
      note(`begun ${pictureOf(number)}`);
      return { data: data.map((byte) => Math.min(255, byte + number)), width, height };
    },
  });

function numbersOf(number: number): Float32Array {
  const random = new Seed("worst-day").child(number).random();
  return Float32Array.from({ length: FEATURES }, () => random.normal());
}
