import { gaussianBlur, gaussianNoise, progressiveJpeg } from "kernel-helpers/dist/artifacts";
import { messageOf } from "kernel-helpers/dist/base/errors";
import { decodePhotograph } from "kernel-helpers/dist/dataset/own/decode";
import { smallGrey } from "kernel-helpers/dist/dataset/own/near-duplicates";
import { storedCopy } from "kernel-helpers/dist/dataset/own/stored-copy";
import { Unusable } from "kernel-helpers/dist/dataset/own/unusable";
import { mutantOf, soundFiles } from "./mutations";

/** What became of some mutants. */
export interface MutantsReport {
  decoded: number;
  refused: number;
  /** What was thrown that is no sentence for the user, with the mutant's name. */
  wrong: string[];
  /** Milliseconds of the slowest one, and which that was. */
  slowest: { name: string; milliseconds: number };
  /** The most memory that this process ever had, in MiB. */
  memory: number;
}

/**
 * A job for the pool: hands mutants to the decoder of the import, and what it makes of them to everything that is done
 * with pixels from there on: the copy, the small grey picture, and the artifacts at a middle severity.
 */
export async function tryMutants({ numbers }: { numbers: readonly number[] }): Promise<MutantsReport> {
  const files = await soundFiles();
  const report: MutantsReport = {
    decoded: 0,
    refused: 0,
    wrong: [],
    slowest: { name: "", milliseconds: 0 },
    memory: 0,
  };
  for (const number of numbers) {
    const { name, content } = mutantOf(files, number);
    const start = performance.now();
    try {
      await useMutant(content, name);
      report.decoded++;
    } catch (error) {
      const isSentence = error instanceof Unusable && /^its? .+: .+$/s.test(error.message) && !error.message.includes("\n"); // prettier-ignore
      if (isSentence) report.refused++;
      else report.wrong.push(`${name}: ${messageOf(error)}`);
    }
    const milliseconds = performance.now() - start;
    if (milliseconds > report.slowest.milliseconds) report.slowest = { name, milliseconds };
  }
  report.memory = process.resourceUsage().maxRSS / 1024;
  return report;
}

const SIDE = 256;

async function useMutant(content: Buffer, name: string): Promise<void> {
  const { picture } = await decodePhotograph(content, SIDE);
  const { data, width, height } = picture;
  if (data.length !== width * height * 3 || Math.max(width, height) > SIDE) throw new Error(`${width} x ${height}, ${data.length} bytes`); // prettier-ignore
  await smallGrey(picture);
  gaussianBlur(picture, 9);
  gaussianNoise(picture, 20, { seed: name });
  await progressiveJpeg(picture, 20);
  const at = (x: number, y: number) => [x * width, y * height] as const;
  await storedCopy(picture, {
    eye_right: at(0.4, 0.4),
    eye_left: at(0.6, 0.4),
    nose_tip: at(0.5, 0.5),
    mouth_right: at(0.42, 0.65),
    mouth_left: at(0.58, 0.65),
  });
}
