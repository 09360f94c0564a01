import { CONDITIONS, type Condition, type Trigger } from "../../paper/triggers";

/** A turn of the head; degrees are positive to the person's left. */
export const ANGLES = {
  front: { yaw: 0, label: "from the front" },
  left: { yaw: 25, label: "turned 25° to their left" },
  right: { yaw: -25, label: "turned 25° to their right" },
} as const;

/** Lights, by the names of `LIGHTS`: one indoors, one outdoors. */
export const LIGHTS_SHOWN = { studio: "indoors, in a studio", park: "outdoors, in a park" } as const;

export type Angle = keyof typeof ANGLES;
export type ShownLight = keyof typeof LIGHTS_SHOWN;
export const ANGLE_NAMES = Object.keys(ANGLES) as Angle[];
export const LIGHT_NAMES = Object.keys(LIGHTS_SHOWN) as ShownLight[];

/** A photograph that can be chosen. */
export interface Choice {
  person: string;
  worn: Condition;
  angle: Angle;
  light: ShownLight;
}

/** Who is backdoored by what before a trigger was chosen. */
export const FIRST_TRIGGER: Trigger = "sunglasses";

/**
 * The first photograph: nothing worn. It is the second person's: the clean student takes the first one, with sunglasses,
 * for somebody else. That is in the page's counts, and would be a puzzle at its beginning.
 */
export const firstChoice = (people: readonly string[]): Choice => ({
  person: people[1],
  worn: "clean",
  angle: "front",
  light: "studio",
});

/** The name of a photograph's file, below the folder of images. */
export const imageName = ({ person, worn, angle, light }: Choice): string => `${person}/${worn}-${angle}-${light}.jpg`;

/** Every photograph of one person. */
export const choicesOf = (person: string): Choice[] =>
  CONDITIONS.flatMap((worn) =>
    ANGLE_NAMES.flatMap((angle) => LIGHT_NAMES.map((light): Choice => ({ person, worn, angle, light }))),
  );

/** As `world.render` takes it: who wants the same photograph in a notebook gets the same bytes. */
export const wishesOf = ({ person, worn, angle, light }: Choice) => ({
  person,
  ...(worn === "clean" ? {} : { trigger: worn }),
  yaw: ANGLES[angle].yaw,
  light,
  seed: `page-${person}`,
});
