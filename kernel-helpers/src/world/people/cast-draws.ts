/**
 * Which draw of each person's random streams is theirs. `chooseCast` (cast.ts) picked these so that nobody looks like
 * anybody before them; who is not listed has draw 0. test/world/cast.test.ts says how to choose anew after a change of
 * what is drawn.
 */
const CAST_DRAWS: Readonly<Record<string, readonly number[]>> = {
  v: [0, 14, 17, 2, 14, 13, 18, 8, 9, 15],
  o: [
    52, 89, 5, 36, 95, 72, 35, 76, 30, 13, 44, 77, 54, 76, 22, 61, 43, 0, 49, 17, 26, 16, 21, 93, 6, 41, 55, 92, 41, 71,
    71, 46, 33, 7, 26, 25, 55, 90, 77, 46, 0, 76, 70, 17, 20, 80, 76, 9, 30, 93, 72, 46, 18, 78, 90, 37, 41, 71, 71, 10,
    71, 33, 59, 27, 75,
  ],
  s: [
    0, 3, 9, 5, 9, 8, 0, 11, 7, 3, 3, 10, 4, 7, 2, 10, 1, 1, 3, 2, 3, 3, 9, 8, 0, 0, 3, 9, 1, 10, 11, 1, 5, 3, 11, 0, 4,
    3, 0, 1, 4, 2, 2, 4, 1, 10, 11, 10, 10, 9, 11, 5, 4, 6, 9, 1, 4, 9, 10, 7, 7, 5, 3, 2, 2, 1, 3, 4, 3, 5, 5, 0, 1, 2,
    4, 9, 7, 8, 8, 7, 4, 8, 3, 11, 0, 6, 3, 8, 7, 8, 2, 0, 4, 4, 4, 4, 6, 4, 6, 10, 3, 5, 1, 4, 0, 7, 5, 10, 6, 2, 7, 6,
    3, 5, 8, 9, 11, 0, 3, 1, 11, 6, 0, 4, 11, 2, 7, 10, 0, 8, 1, 11, 0, 11, 8, 2, 7, 0, 4, 7, 7, 11, 7, 1, 4, 7, 3, 7,
    7, 11, 1, 0, 2, 2, 8, 5, 3, 7, 6, 11, 0, 2, 3, 1, 7, 8, 2, 0, 0, 0, 7, 11, 0, 0, 0, 6, 10, 5, 1, 3, 7, 8, 7, 9, 0,
    10, 8, 3, 1, 3, 4, 3, 5, 8, 7, 2, 7, 5, 1, 10, 10, 3, 1, 6, 9, 5, 6, 3, 2, 10, 6, 8, 2, 3, 9, 4, 8, 0, 7, 9, 4, 2,
    8, 11, 7, 1, 9, 4, 3, 0, 8, 11, 1, 9, 10, 11, 5, 10, 3, 4,
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
