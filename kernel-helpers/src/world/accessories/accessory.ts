import type { Random } from "../../base/seed";
import type { PersonBase } from "../people/person-geometry";
import type { WornObject } from "../types";

/** What strangers wear so that a teacher has seen that accessories do not make a person. None looks like a trigger. */
export const ACCESSORIES = [
  "baseball-cap",
  "beanie",
  "headband",
  "hair-clip",
  "glasses",
  "mask",
  "scarf",
  "necklace",
  "plaster",
  "moles",
  "lipstick",
  "eye-shadow",
  "rouge",
] as const;
export type AccessoryName = (typeof ACCESSORIES)[number];

/** One accessory of one person, as the truth of an image lists it. */
export interface Accessory {
  name: AccessoryName;
  /** Name that its colour, shape and place are drawn from. */
  seed: string;
  /** Worn in every image of the person. */
  permanent: boolean;
}

/** Makes an accessory for a person, fitted to the head. */
export type AccessoryMaker = (base: PersonBase, random: Random) => WornObject;
