/**
 * Which draw of each person's random streams is theirs. `chooseCast` (cast.ts) picked these so that nobody looks like
 * anybody before them; who is not listed has draw 0. test/world/cast.test.ts says how to choose anew after a change of
 * what is drawn.
 */
const CAST_DRAWS: Readonly<Record<string, readonly number[]>> = {
  v: [1, 14, 20, 1, 22, 3, 13, 10, 17, 8],
  o: [
    16, 2, 38, 36, 20, 37, 36, 41, 14, 2, 16, 20, 31, 23, 31, 4, 33, 38, 47, 36, 38, 18, 21, 19, 21, 9, 23, 1, 30, 25,
    30, 34, 0, 12, 3, 25, 6, 36, 3, 31, 11, 9, 27, 27, 13, 22, 36, 9, 30, 37, 44, 39, 24, 33, 0, 7, 39, 22, 20, 31, 4,
    7, 26, 34, 26,
  ],
  s: [
    10, 3, 6, 10, 9, 2, 0, 0, 10, 10, 5, 2, 4, 0, 2, 9, 11, 9, 7, 11, 5, 8, 8, 8, 8, 10, 10, 11, 8, 4, 4, 3, 10, 10, 8,
    10, 8, 3, 1, 1, 11, 9, 8, 5, 0, 2, 11, 1, 1, 6, 7, 5, 5, 10, 4, 7, 8, 9, 11, 7, 7, 4, 0, 6, 4, 3, 8, 6, 4, 4, 11, 8,
    1, 5, 5, 9, 0, 8, 5, 4, 4, 8, 10, 5, 0, 6, 11, 11, 6, 4, 3, 4, 4, 4, 8, 10, 5, 2, 2, 5, 0, 5, 1, 5, 11, 7, 5, 5, 6,
    7, 1, 6, 6, 2, 5, 9, 11, 10, 2, 6, 5, 11, 4, 11, 11, 10, 7, 10, 5, 6, 1, 1, 7, 0, 8, 8, 5, 4, 9, 3, 3, 10, 5, 10,
    10, 3, 3, 2, 10, 11, 7, 2, 10, 7, 0, 5, 2, 7, 6, 0, 4, 6, 10, 2, 7, 8, 11, 6, 11, 10, 8, 4, 0, 0, 5, 10, 1, 5, 8, 0,
    2, 8, 7, 8, 3, 11, 3, 2, 4, 0, 10, 3, 9, 11, 7, 10, 7, 4, 1, 3, 6, 3, 1, 0, 9, 10, 7, 3, 2, 10, 4, 3, 0, 0, 1, 7, 9,
    0, 2, 10, 7, 0, 5, 11, 2, 10, 5, 11, 11, 10, 5, 1, 5, 5, 6, 6, 7, 10, 2, 3,
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
