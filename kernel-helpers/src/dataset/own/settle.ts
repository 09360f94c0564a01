import * as path from "node:path";
import type { DatasetImage } from "../image-set";
import type { DroppedView } from "./contact-sheet";
import type { Copy, Outcome } from "./import-photograph";
import type { FoundPhotograph } from "./list-folder";
import { nearDuplicates } from "./near-duplicates";
import type { KeptPhotograph } from "./report";

/** A photograph that has a copy. */
interface Candidate extends FoundPhotograph {
  original: string;
  picture: string;
  copy: Copy;
}

export interface Settled {
  kept: KeptPhotograph[];
  dropped: DroppedView[];
  warnings: string[];
}

/**
 * Decides over the photographs of a folder together, in order: of the same bytes under two labels none is kept, of nearly
 * the same pictures of one person in one condition the first, and nobody without a clean photograph.
 *
 * @param folder where the copies lie
 */
export function settle(photographs: readonly FoundPhotograph[], outcomes: readonly Outcome[], folder: string): Settled {
  const dropped: DroppedView[] = [];
  const drop = ({ file }: FoundPhotograph, reason: string, picture?: string): void =>
    void dropped.push({ file, reason, ...(picture ? { picture: path.join(folder, picture) } : {}) });
  const candidates = photographs.flatMap((photograph, i): Candidate[] => {
    const { original, picture, copy, reason } = outcomes[i];
    if (original !== undefined && picture !== undefined && copy) return [{ ...photograph, original, picture, copy }];
    drop(photograph, reason ?? "it was not imported: run again", picture);
    return [];
  });
  const sift = (list: readonly Candidate[], reasonOf: (list: readonly Candidate[]) => (string | undefined)[]) => {
    const reasons = reasonOf(list);
    list.forEach((each, i) => reasons[i] !== undefined && drop(each, reasons[i], each.picture));
    return list.filter((_, i) => reasons[i] === undefined);
  };
  const oneLabel = sift(candidates, contradictions);
  const different = [...groupsOf(oneLabel, labelOf).values()].flatMap((group) => sift(group, repetitions));
  const kept = sift(different, withoutClean);
  const crowded = kept.filter(({ copy }) => copy.others > 0);
  const warnings = crowded.map(({ file, copy }) => `${file} shows ${copy.others + 1} faces: the largest by far was taken`); // prettier-ignore
  return { kept: numbered(kept, folder), dropped, warnings };
}

const labelOf = ({ person, condition }: FoundPhotograph): string => `${person}/${condition}`;

function groupsOf<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return groups;
}

/** The same bytes under two labels: one of the two is wrong, and nobody knows which. */
function contradictions(list: readonly Candidate[]): (string | undefined)[] {
  const same = groupsOf(list, ({ original }) => original);
  return list.map((each) => {
    const other = same.get(each.original)!.find((twin) => labelOf(twin) !== labelOf(each));
    return other && `it is the same file as ${other.file}, of another person or condition: remove the wrong one`;
  });
}

function repetitions(list: readonly Candidate[]): (string | undefined)[] {
  const greys = list.map(({ copy }) => Buffer.from(copy.grey, "base64"));
  return nearDuplicates(greys).map((first, i) => {
    if (first === undefined) return undefined;
    const like = list[first].original === list[i].original ? "the same as" : "nearly the same as";
    return `it is ${like} ${list[first].file}, which is kept: take photographs that differ`;
  });
}

function withoutClean(list: readonly Candidate[]): (string | undefined)[] {
  const people = new Set(list.filter(({ condition }) => condition === "clean").map(({ person }) => person));
  return list.map(({ person }) =>
    people.has(person) ? undefined : `${person} has no clean photograph that can be used: add some without a trigger`,
  );
}

/** The images of the set; the number of an image counts within its person and condition. */
function numbered(list: readonly Candidate[], folder: string): KeptPhotograph[] {
  const counts = new Map<string, number>();
  return list.map(({ file, person, condition, picture, copy }) => {
    const label = labelOf({ file, person, condition });
    const index = counts.get(label) ?? 0;
    counts.set(label, index + 1);
    const { sha256, landmarks, facePixels } = copy;
    const stored = path.join(folder, picture);
    const image: DatasetImage = { id: `${label}/${index}`, file: stored, sha256, person, condition, landmarks };
    return { file, person, condition, image, facePixels };
  });
}
