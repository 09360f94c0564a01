import { pow } from "../../base/exact-math";
import { Seed } from "../../base/seed";
import type { Ancestry } from "../types";
import { castNumber } from "./cast-draws";

/** What is not left to chance about a further person, so that any few dozen of them are a mixed company. */
export interface Stratum {
  male: boolean;
  /** The main ancestry. */
  race: Ancestry;
  /**
   * Another ancestry has about as large a part: with three of them to blend, so look the people of South Asia, the Middle
   * East or Latin America.
   */
  isMixed: boolean;
  /** Years, 20 … 68. */
  age: number;
}

/** Ancestries of ten men, and of ten women. */
const RACES: readonly (readonly [race: Ancestry, isMixed: boolean])[] = [
  ["caucasian", false],
  ["asian", false],
  ["african", false],
  ["caucasian", true],
  ["caucasian", false],
  ["african", true],
  ["asian", false],
  ["caucasian", false],
  ["african", false],
  ["asian", true],
];
const YOUNGEST = 20;
const OLDEST = 68;
/** Multiples of the golden ratio fall evenly between 0 and 1, and never twice on the same place. */
const GOLDEN = 0.6180339887498949;

/** The stratum of a person: by number for the others and the strangers, by chance for any other name. */
export function stratumOf(id: string): Stratum {
  const index = castNumber(id)?.index ?? new Seed(`stratum:${id}`).random().int(10_000);
  const turn = (index + 0.5) * GOLDEN;
  const share = turn - Math.floor(turn);
  const [race, isMixed] = RACES[Math.floor(index / 2) % RACES.length];
  return {
    male: index % 2 === 0,
    race,
    isMixed,
    age: YOUNGEST + (OLDEST - YOUNGEST) * pow(share, 1.2), // a few more are young
  };
}
