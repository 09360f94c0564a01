/**
 * Which draw of each person's random streams is theirs. `chooseCast` (cast.ts) picked these so that nobody looks like
 * anybody before them; who is not listed has draw 0. test/world/cast.test.ts says how to choose anew after a change of
 * what is drawn.
 */
const CAST_DRAWS: Readonly<Record<string, readonly number[]>> = {
  v: [0, 14, 16, 2, 14, 13, 13, 0, 7, 15],
  o: [
    52, 51, 5, 6, 95, 59, 44, 75, 30, 55, 73, 77, 54, 49, 22, 27, 78, 38, 49, 17, 63, 12, 21, 17, 41, 47, 22, 5, 35, 47,
    1, 21, 33, 63, 19, 86, 55, 23, 84, 85, 26, 9, 43, 22, 20, 35, 76, 20, 30, 44, 42, 8, 55, 22, 8, 78, 83, 30, 71, 25,
    71, 84, 55, 88, 89,
  ],
  s: [
    10, 4, 10, 2, 9, 6, 0, 11, 10, 9, 11, 2, 4, 3, 6, 0, 10, 1, 7, 9, 0, 9, 0, 6, 0, 0, 3, 11, 10, 10, 11, 1, 5, 3, 10,
    10, 4, 3, 9, 10, 3, 2, 3, 10, 1, 8, 11, 3, 10, 9, 4, 10, 4, 8, 7, 1, 8, 5, 3, 0, 4, 1, 0, 0, 2, 3, 6, 6, 8, 11, 7,
    11, 1, 2, 4, 9, 7, 6, 7, 9, 2, 2, 2, 1, 3, 6, 1, 3, 7, 11, 9, 11, 4, 4, 3, 4, 6, 0, 8, 7, 0, 2, 9, 10, 4, 0, 5, 11,
    1, 2, 7, 11, 3, 6, 4, 0, 1, 2, 3, 6, 7, 1, 0, 11, 10, 2, 6, 10, 0, 8, 7, 1, 7, 5, 7, 7, 7, 4, 4, 7, 9, 11, 8, 3, 10,
    9, 4, 7, 1, 11, 7, 1, 2, 0, 3, 2, 11, 3, 4, 9, 1, 2, 8, 11, 7, 0, 11, 8, 0, 4, 8, 11, 3, 0, 0, 5, 9, 5, 9, 6, 7, 11,
    7, 8, 3, 9, 8, 6, 9, 3, 4, 1, 5, 11, 4, 3, 7, 7, 1, 2, 10, 11, 1, 3, 9, 2, 7, 3, 2, 10, 1, 3, 2, 7, 10, 4, 8, 11, 8,
    8, 3, 1, 8, 11, 7, 1, 9, 9, 11, 0, 5, 8, 1, 9, 5, 11, 2, 10, 6, 10,
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
