/**
 * Which draw of each person's random streams is theirs. `chooseCast` (cast.ts) picked these so that nobody looks like
 * anybody before them; who is not listed has draw 0. test/world/cast.test.ts says how to choose anew after a change of
 * what is drawn.
 */
const CAST_DRAWS: Readonly<Record<string, readonly number[]>> = {
  v: [0, 14, 16, 2, 14, 13, 13, 11, 23, 19],
  o: [
    52, 48, 5, 72, 95, 59, 35, 75, 30, 5, 44, 11, 54, 5, 22, 22, 43, 0, 74, 62, 63, 17, 9, 38, 89, 41, 22, 37, 25, 72,
    32, 6, 33, 80, 26, 57, 94, 94, 84, 46, 0, 66, 67, 27, 20, 51, 94, 20, 79, 57, 12, 2, 29, 61, 90, 88, 83, 40, 52, 14,
    4, 3, 55, 17, 51,
  ],
  s: [
    10, 4, 9, 10, 9, 6, 0, 11, 3, 1, 3, 5, 0, 1, 0, 9, 1, 1, 3, 2, 0, 8, 8, 5, 0, 1, 5, 9, 1, 10, 11, 1, 5, 3, 11, 10,
    1, 5, 1, 11, 4, 9, 2, 10, 7, 8, 8, 6, 5, 8, 2, 5, 4, 7, 4, 1, 5, 9, 3, 7, 9, 1, 4, 8, 2, 3, 6, 6, 3, 5, 6, 0, 11,
    11, 10, 10, 7, 6, 7, 0, 6, 3, 2, 9, 9, 10, 7, 3, 7, 4, 2, 11, 2, 4, 7, 10, 11, 11, 7, 10, 3, 5, 9, 10, 10, 0, 5, 0,
    6, 2, 1, 4, 5, 6, 4, 9, 0, 3, 2, 1, 11, 4, 0, 11, 11, 7, 7, 10, 2, 3, 7, 1, 0, 6, 4, 1, 1, 4, 4, 3, 0, 11, 0, 1, 4,
    3, 1, 7, 7, 11, 3, 0, 2, 0, 10, 11, 11, 7, 2, 0, 4, 4, 3, 11, 7, 3, 2, 0, 0, 7, 7, 11, 3, 0, 10, 7, 1, 6, 6, 1, 1,
    11, 7, 6, 3, 11, 3, 6, 1, 6, 4, 1, 10, 4, 5, 2, 11, 5, 1, 3, 10, 4, 6, 0, 9, 7, 9, 5, 2, 10, 10, 0, 2, 7, 10, 4, 2,
    8, 8, 4, 7, 3, 8, 11, 2, 10, 9, 4, 11, 0, 2, 10, 4, 9, 6, 11, 9, 1, 6, 4,
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
