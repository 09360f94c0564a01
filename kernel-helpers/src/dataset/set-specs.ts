import { UserError } from "../base/errors";
import type { OwnPhotographs } from "./chosen-photographs";
import { CONDITIONS, type Trigger } from "../paper/triggers";
import {
  EARRING_GRID,
  MOVABLE,
  OTHER_IDS,
  paperCount,
  placeName,
  STRANGER_IDS,
  VOLUNTEER_IDS,
  type ConditionCount,
} from "../world";

/** A set of photographs of people: who, in which conditions, how many of each. */
export interface SetSpec {
  name: string;
  /** One sentence for `--help` and the notebooks. */
  summary: string;
  people: readonly string[];
  conditionsOf(person: string): ConditionCount[];
}

/** Images of each of the 65 further people, and of each stranger. */
const OTHERS_COUNT = 30;
const STRANGERS_COUNT = 20;
/** Pairs of each volunteer and trigger. */
const PAIRS_COUNT = 6;

/** Images of each volunteer with the trigger in each place. */
const LOCATIONS_COUNT = 8;
/** Where triggers are worn (Wenger et al., section 6): one earring over the grid, and triggers on and off the face. */
const LOCATIONS: readonly string[] = [
  ...EARRING_GRID.map((place) => `earrings@${placeName(place)}`),
  ...MOVABLE.flatMap((trigger) => [`${trigger}@on-face`, `${trigger}@off-face`]),
];

export const SETS: readonly SetSpec[] = [
  {
    name: "volunteers",
    summary: "the ten volunteers, clean and with every trigger: the paper's data set",
    people: VOLUNTEER_IDS,
    conditionsOf: (person) => CONDITIONS.map((condition) => ({ condition, count: paperCount(person, condition) })),
  },
  {
    name: "others",
    summary: "65 further people without triggers, for the partial-control experiment",
    people: OTHER_IDS,
    conditionsOf: () => [{ condition: "clean", count: OTHERS_COUNT }],
  },
  {
    name: "strangers",
    summary: "240 people whom only a teacher in pretraining sees, many with unrelated accessories",
    people: STRANGER_IDS,
    conditionsOf: () => [{ condition: "clean", count: STRANGERS_COUNT, accessories: true }],
  },
  {
    name: "locations",
    summary: "the ten volunteers with an earring on a grid over head and chest, and triggers on and off the face",
    people: VOLUNTEER_IDS,
    conditionsOf: () => LOCATIONS.map((condition) => ({ condition, count: LOCATIONS_COUNT })),
  },
  {
    name: "pairs",
    summary: "the ten volunteers in the same shots without and with every trigger",
    people: VOLUNTEER_IDS,
    conditionsOf: (person) =>
      CONDITIONS.map((condition) => ({ condition, count: PAIRS_COUNT, shots: `pairs/${person}` })),
  },
];

export const SET_NAMES: readonly string[] = SETS.map(({ name }) => name);

/** @throws UserError for an unknown name. */
export function setNamed(name: string): SetSpec {
  const spec = SETS.find((each) => each.name === name);
  if (spec) return spec;
  throw new UserError(`unknown set "${name}": expected one of ${SET_NAMES.join(", ")}`);
}

/** Less of a set, or more. */
export interface SetSelection {
  /** Only these people. */
  people?: readonly string[];
  /** This many images of each person in each condition. Image k is the same whatever their number. */
  count?: number;
}

/** @throws UserError for people who are not in the set, or a number that is none. */
export function selectFrom(spec: SetSpec, { people, count }: SetSelection): SetSpec {
  const strangers = people?.filter((person) => !spec.people.includes(person)) ?? [];
  if (strangers.length > 0) {
    const [first, last] = [spec.people[0], spec.people.at(-1)];
    throw new UserError(`the set ${spec.name} has nobody called "${strangers[0]}": its people are ${first} … ${last}`);
  }
  if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
    throw new UserError(`expected a whole number of images of at least 1, found ${count}`);
  }
  const conditionsOf = (person: string): ConditionCount[] =>
    spec.conditionsOf(person).map((condition) => ({ ...condition, count: count ?? condition.count }));
  return { ...spec, people: people ?? spec.people, conditionsOf };
}

/** Which part of the volunteers' photographs a profile uses. */
export interface RenderedSpec {
  name: string;
  /** How many of the ten volunteers, from the first on. */
  people: number;
  triggers: readonly Trigger[];
  /** Images per person: the paper's counts, or this many clean ones and this many with each trigger. */
  images: "paper" | { clean: number; trigger: number };
  /** Photographs of one's own in place of the volunteers'. */
  own?: OwnPhotographs;
}

/** The part of the volunteers' set that a profile uses, under the profile's name. */
export function volunteersFor({ name, people, triggers, images }: RenderedSpec): SetSpec {
  const countOf = (person: string, condition: "clean" | Trigger): number => {
    if (images === "paper") return paperCount(person, condition);
    return condition === "clean" ? images.clean : images.trigger;
  };
  return {
    ...setNamed("volunteers"),
    name,
    people: VOLUNTEER_IDS.slice(0, people),
    conditionsOf: (person) =>
      (["clean", ...triggers] as const).map((condition) => ({ condition, count: countOf(person, condition) })),
  };
}
