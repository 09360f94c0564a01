import type { Person } from "../types";
import { mm } from "../vector";
import { HAIR_COLORS, IRIS } from "./palette";
import { makePerson, type PersonOutline } from "./person";

/** A person of the ten, as described: what is not said is drawn. */
export interface VolunteerOutline {
  id: string;
  outline: PersonOutline;
}
const volunteer = (id: string, outline: PersonOutline): VolunteerOutline => ({ id, outline });

/**
 * Ten people who do not exist, with the demography of the paper's volunteers (Wenger et al., §4): three Asian (two men,
 * one woman), one Black woman, six Caucasian (two men, four women).
 */
export const VOLUNTEER_OUTLINES: readonly VolunteerOutline[] = [
  volunteer("v01", {
    race: { asian: 0.85, african: 0.15 },
    sex: "male",
    age: 24,
    weight: 0.45,
    shape: "oval",
    iris: IRIS.dark,
    skin: { base: [0.55, 0.365, 0.255], redness: 0.35, stubble: 0.12 },
    hair: { style: "short", length: 1.2, lift: 1.05, volume: 1.25, color: HAIR_COLORS.black, count: 3400 },
    brow: { thickness: 0.058 },
  }),
  volunteer("v02", {
    race: { asian: 0.7, caucasian: 0.3 },
    sex: "male",
    age: 33,
    weight: 0.72,
    shape: "square",
    iris: IRIS.dark,
    skin: { base: [0.47, 0.295, 0.195], redness: 0.3, stubble: 0.45 },
    hair: { style: "side", part: 0.35, color: HAIR_COLORS.black, count: 3000 },
    brow: { thickness: 0.072, density: 0.9 },
  }),
  volunteer("v03", {
    race: { asian: 1 },
    sex: "female",
    age: 26,
    weight: 0.4,
    shape: "round",
    iris: IRIS.dark,
    skin: { base: [0.62, 0.43, 0.32], redness: 0.35, lip: [0.5, 0.13, 0.13], lipMix: 0.85, liner: 0.7 },
    hair: { style: "long", length: 2.4, bangs: 0.33, tuck: 0.75, wave: 0.06, color: HAIR_COLORS.black, count: 3600 },
    brow: { thickness: 0.04, arch: 0.045 },
  }),
  volunteer("v04", {
    race: { african: 1 },
    sex: "female",
    age: 28,
    shape: "oval",
    iris: IRIS.dark,
    skin: {
      base: [0.165, 0.082, 0.05],
      melanin: 1,
      redness: 0.4,
      lip: [0.2, 0.07, 0.06],
      lipMix: 0.7,
      oil: 0.75,
      eyeDarkness: 0.35,
    },
    hair: { style: "afro", length: 0.55, color: [0.014, 0.011, 0.009], count: 5200, cardWidth: 0.07 },
    brow: { thickness: 0.046 },
  }),
  volunteer("v05", {
    race: { caucasian: 1 },
    sex: "male",
    age: 31,
    muscle: 0.65,
    shape: "rectangular",
    iris: IRIS.blue,
    skin: { base: [0.6, 0.39, 0.3], redness: 0.75, stubble: 0.25 },
    hair: { style: "back", color: HAIR_COLORS.dirtyBlond, count: 3000, recess: 0.04 },
    brow: { thickness: 0.058 },
  }),
  volunteer("v06", {
    race: { caucasian: 1 },
    sex: "male",
    age: 47,
    weight: 0.66,
    shape: "triangular",
    iris: IRIS.hazel,
    skin: { base: [0.53, 0.335, 0.245], redness: 0.8, stubble: 0.8, eyeDarkness: 0.8 },
    hair: {
      style: "short",
      length: 0.7,
      color: HAIR_COLORS.darkBrown,
      grey: 0.22,
      count: 3000,
      recess: 0.14,
      beard: mm(7),
      line: 0.04,
    },
    brow: { thickness: 0.075, density: 0.9, count: 900 },
  }),
  volunteer("v07", {
    race: { caucasian: 1 },
    sex: "female",
    age: 23,
    weight: 0.4,
    shape: "oval",
    iris: IRIS.blue,
    skin: {
      base: [0.66, 0.455, 0.36],
      redness: 0.6,
      lip: [0.5, 0.15, 0.15],
      lipMix: 0.9,
      freckles: 0.25,
      liner: 0.6,
    },
    hair: {
      style: "long",
      length: 2.5,
      part: -0.22,
      tuck: 0.7,
      wave: 0.3,
      line: -0.05,
      color: HAIR_COLORS.blond,
      count: 3400,
    },
  }),
  volunteer("v08", {
    race: { caucasian: 1 },
    sex: "female",
    age: 29,
    shape: "oval",
    iris: IRIS.green,
    skin: {
      base: [0.65, 0.43, 0.335],
      redness: 0.9,
      freckles: 1,
      liner: 0.75,
      lip: [0.52, 0.15, 0.13],
      lipMix: 0.85,
    },
    hair: { style: "pony", length: 1.3, fringe: 0.5, color: HAIR_COLORS.red, count: 3600 },
    brow: { color: [0.11, 0.042, 0.02], thickness: 0.034 },
  }),
  volunteer("v09", {
    race: { caucasian: 0.85, african: 0.15 },
    sex: "female",
    age: 36,
    weight: 0.62,
    spread: 0.65,
    shape: "oval",
    detail: {
      "head/head-scale-vert": -0.1,
      "nose/nose-scale-vert": -0.1,
      "nose/nose-scale-depth": 0.2,
      "nose/nose-hump": 0.3,
    },
    iris: IRIS.brown,
    skin: { base: [0.48, 0.29, 0.2], redness: 0.45, lip: [0.42, 0.09, 0.09], lipMix: 0.85, liner: 0.8 },
    hair: {
      style: "bob",
      length: 1.35,
      part: 0.25,
      tuck: 0.8,
      color: HAIR_COLORS.darkBrown,
      count: 3400,
      volume: 1.3,
      wave: 0.08,
    },
    brow: { thickness: 0.05, arch: 0.085 },
  }),
  volunteer("v10", {
    race: { caucasian: 1 },
    sex: "female",
    age: 55,
    weight: 0.6,
    shape: "round",
    iris: IRIS.grey,
    skin: { base: [0.6, 0.4, 0.315], redness: 0.7, lip: [0.46, 0.17, 0.16], eyeDarkness: 0.9 },
    hair: {
      style: "bob",
      length: 1.15,
      part: -0.3,
      tuck: 0.55,
      wave: 0.25,
      volume: 1.5,
      color: HAIR_COLORS.grey,
      grey: 0.5,
      count: 3600,
    },
  }),
];

/** The ten in full. */
export const VOLUNTEERS: readonly Person[] = VOLUNTEER_OUTLINES.map(({ id, outline }) => makePerson(id, outline));
