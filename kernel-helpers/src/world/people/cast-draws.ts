/**
 * Which draw of each person's random streams is theirs. `chooseCast` (cast.ts) picked these so that nobody looks like
 * anybody before them; who is not listed has draw 0. test/world/cast.test.ts says how to choose anew after a change of
 * what is drawn.
 */
const CAST_DRAWS: Readonly<Record<string, readonly number[]>> = {
  v: [0, 14, 17, 2, 14, 13, 18, 8, 9, 15],
  o: [
    52, 51, 5, 4, 95, 72, 35, 89, 30, 62, 44, 6, 54, 89, 22, 64, 43, 83, 47, 78, 26, 72, 9, 13, 89, 41, 22, 86, 25, 72,
    32, 79, 33, 34, 26, 86, 94, 54, 84, 85, 0, 94, 13, 22, 20, 3, 94, 90, 54, 66, 12, 32, 18, 22, 90, 88, 83, 30, 52,
    95, 4, 33, 84, 77, 6,
  ],
  s: [
    10, 4, 9, 9, 9, 8, 0, 11, 3, 1, 3, 3, 0, 3, 0, 10, 1, 7, 3, 2, 0, 7, 8, 6, 0, 10, 5, 11, 1, 10, 11, 6, 5, 3, 8, 0,
    1, 3, 1, 1, 4, 9, 2, 3, 7, 2, 11, 1, 5, 9, 7, 4, 4, 8, 7, 1, 5, 1, 9, 2, 3, 5, 4, 5, 2, 3, 6, 6, 3, 5, 6, 0, 10, 1,
    10, 9, 7, 4, 7, 2, 6, 8, 2, 1, 9, 5, 3, 8, 6, 8, 2, 10, 2, 4, 7, 4, 11, 0, 8, 10, 3, 6, 9, 10, 4, 0, 5, 10, 6, 2, 1,
    6, 5, 6, 4, 0, 0, 10, 2, 10, 7, 11, 0, 11, 4, 7, 7, 10, 0, 2, 7, 1, 6, 9, 4, 1, 5, 4, 4, 3, 0, 9, 7, 3, 4, 9, 1, 7,
    7, 11, 3, 5, 2, 7, 10, 5, 11, 7, 2, 1, 0, 7, 3, 11, 7, 6, 2, 0, 0, 7, 7, 11, 1, 0, 10, 6, 1, 6, 6, 6, 1, 11, 7, 9,
    3, 4, 3, 3, 1, 10, 4, 6, 10, 1, 5, 2, 11, 4, 1, 3, 10, 4, 6, 6, 9, 4, 6, 3, 0, 2, 4, 0, 2, 8, 6, 7, 8, 3, 7, 4, 7,
    1, 8, 11, 2, 10, 9, 6, 11, 0, 2, 1, 4, 9, 6, 2, 9, 9, 3, 4,
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
