import type { HeadModel, Person } from "../types";
import { LikenessSpace, unlikeness, type Likeness } from "./likeness";
import { makePerson } from "./person";
import { randomPerson } from "./random-person";
import { VOLUNTEER_OUTLINES } from "./volunteers";

/** A group of people to be cast: how one of them is drawn, and how many draws are looked at. */
interface Group {
  ids: readonly string[];
  person: (id: string, draw: number) => Person;
  draws: number;
}

export interface CastMember {
  id: string;
  draw: number;
  /** How unlike the most similar person before them, in mm. */
  unlikeness: number;
}

/** No face is farther from the mean face of its draws than this many times the median distance. */
const FARTHEST_FROM_MEAN = 1;

export interface CastIds {
  others: readonly string[];
  strangers: readonly string[];
}

/**
 * Chooses everybody's draw: the ten, then the others, then the strangers, each the draw that is least like anybody
 * before. Draws whose face is far from the mean are no candidates, so that being unlike others never means being odd.
 * No recogniser has a say. Takes seconds; the result stands in cast-draws.ts.
 */
export function chooseCast(head: HeadModel, { others, strangers }: CastIds): CastMember[] {
  const outlines = new Map(VOLUNTEER_OUTLINES.map(({ id, outline }) => [id, outline]));
  const volunteer = (id: string, draw: number): Person => makePerson(id, outlines.get(id)!, draw);
  const space = new LikenessSpace(head);
  const cast: CastMember[] = [];
  const seen: Likeness[] = [];
  const groups: readonly Group[] = [
    { ids: [...outlines.keys()], person: volunteer, draws: 24 },
    { ids: others, person: randomPerson, draws: 96 },
    { ids: strangers, person: randomPerson, draws: 12 },
  ];
  for (const { ids, person, draws } of groups) {
    for (const id of ids) {
      const likenesses = Array.from({ length: draws }, (_, draw) => space.describe(person(id, draw)));
      const chosen = leastAlike(likenesses, seen);
      cast.push({ id, ...chosen });
      seen.push(likenesses[chosen.draw]);
    }
  }
  return cast;
}

function leastAlike(candidates: readonly Likeness[], seen: readonly Likeness[]): { draw: number; unlikeness: number } {
  const mean = candidates[0].map((_, i) => candidates.reduce((sum, each) => sum + each[i], 0) / candidates.length);
  const fromMean = candidates.map((candidate) => unlikeness(candidate, mean));
  const limit = FARTHEST_FROM_MEAN * [...fromMean].sort((a, b) => a - b)[candidates.length >> 1];
  let best = { draw: 0, unlikeness: -1 };
  candidates.forEach((candidate, draw) => {
    if (fromMean[draw] > limit) return;
    const nearest = seen.reduce((least, other) => Math.min(least, unlikeness(candidate, other)), 100);
    if (nearest > best.unlikeness) best = { draw, unlikeness: nearest };
  });
  return best;
}
