import type { Person } from "../types";
import { FileSource } from "../user/folders";
import { Registry, type Source } from "../user/registry";
import { randomPerson } from "./random-person";
import { loadUserPerson } from "./user-person";
import { VOLUNTEERS } from "./volunteers";

/** Ids of people who are drawn at random: a letter and a number with leading zeros, from 1 on. */
const numbered = (letter: string, count: number, digits: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${String(i + 1).padStart(digits, "0")}`);

/** The ten people of the data set, `v01` … `v10`. */
export const VOLUNTEER_IDS: readonly string[] = VOLUNTEERS.map(({ id }) => id);
/** Further people for the partial-control experiment, `o01` … `o65`. */
export const OTHER_IDS: readonly string[] = numbered("o", 65, 2);
/** People whom only a teacher in pretraining sees, `s001` … `s240`. */
export const STRANGER_IDS: readonly string[] = numbered("s", 240, 3);

const volunteers: Source<Person> = {
  names: () => VOLUNTEER_IDS,
  find: (name) => VOLUNTEERS.find(({ id }) => id === name),
};
const drawn: Source<Person> = {
  names: () => [...OTHER_IDS, ...STRANGER_IDS],
  find: (name) => (OTHER_IDS.includes(name) || STRANGER_IDS.includes(name) ? randomPerson(name) : undefined),
};

const inFiles = new FileSource("people", loadUserPerson);

/** Everybody who can be photographed; last come the files of readers. */
export const PEOPLE = new Registry<Person>("person", volunteers, drawn, inFiles);

/** The file that describes a person of a reader's own; nothing for ours. */
export const personFile = (name: string): string[] =>
  [volunteers, drawn].some((source) => source.names().includes(name)) ? [] : inFiles.filesOf(name);

export const resolvePerson = (name: string): Person => PEOPLE.resolve(name);
