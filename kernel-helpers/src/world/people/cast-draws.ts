/**
 * Which draw of each person's random streams is theirs. `chooseCast` (cast.ts) picked these so that nobody looks like
 * anybody before them; who is not listed has draw 0. test/world/cast.test.ts says how to choose anew after a change of
 * what is drawn.
 */
const CAST_DRAWS: Readonly<Record<string, readonly number[]>> = {
  v: [1, 14, 20, 10, 22, 3, 4, 20, 23, 12],
  o: [
    30, 6, 30, 31, 16, 10, 36, 35, 44, 20, 10, 28, 1, 17, 11, 8, 32, 12, 32, 21, 11, 36, 40, 47, 22, 41, 5, 37, 27, 23,
    38, 30, 44, 7, 3, 5, 10, 42, 29, 24, 45, 16, 43, 21, 10, 14, 15, 9, 23, 44, 35, 11, 26, 8, 38, 35, 27, 0, 13, 17,
    20, 43, 13, 45, 22,
  ],
  s: [
    0, 9, 1, 9, 5, 0, 8, 10, 0, 9, 5, 1, 8, 3, 6, 2, 3, 7, 6, 2, 4, 10, 8, 11, 0, 5, 3, 11, 8, 7, 2, 10, 7, 3, 6, 10,
    11, 11, 3, 9, 1, 6, 9, 11, 10, 6, 11, 8, 11, 7, 7, 9, 4, 0, 4, 9, 3, 9, 3, 8, 9, 7, 7, 9, 4, 3, 11, 11, 10, 3, 1, 9,
    1, 4, 7, 3, 7, 8, 9, 1, 3, 0, 2, 10, 7, 2, 9, 3, 8, 6, 5, 10, 4, 4, 5, 10, 9, 1, 4, 4, 3, 5, 9, 5, 1, 7, 4, 6, 7, 1,
    1, 7, 6, 5, 5, 9, 11, 10, 9, 2, 4, 0, 8, 9, 8, 10, 7, 6, 2, 10, 5, 1, 7, 0, 8, 7, 3, 6, 4, 3, 7, 1, 10, 1, 8, 7, 3,
    9, 10, 6, 7, 5, 1, 2, 10, 3, 6, 5, 6, 0, 4, 6, 6, 1, 1, 2, 11, 4, 0, 0, 7, 2, 1, 5, 5, 3, 6, 6, 1, 9, 5, 11, 8, 3,
    0, 9, 10, 3, 0, 3, 6, 6, 5, 8, 7, 1, 7, 7, 9, 2, 6, 4, 1, 3, 10, 3, 6, 5, 2, 10, 6, 0, 1, 0, 11, 4, 8, 8, 8, 7, 4,
    1, 5, 3, 2, 10, 9, 4, 11, 6, 8, 1, 1, 3, 6, 11, 8, 0, 3, 10,
  ],
};

const NUMBERED = /^([vos])(\d{2,3})$/;

/** The number of a person in their group, from 0, or null for another name. */
export function castNumber(id: string): { group: string; index: number } | null {
  const match = NUMBERED.exec(id);
  return match && { group: match[1], index: Number(match[2]) - 1 };
}

/** The draw that is a person's own. */
export function castDraw(id: string): number {
  const place = castNumber(id);
  return (place && CAST_DRAWS[place.group][place.index]) ?? 0;
}
