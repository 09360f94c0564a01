import { UserError } from "../base/errors";
import { chosenPhotographs, type OwnPhotographs } from "../dataset/chosen-photographs";
import { TRIGGERS, type Trigger } from "../paper/triggers";
import { ownProfile, type OwnAsked } from "./own-profile";

export const PROFILE_NAMES = ["smoke", "laptop", "paper"] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

/** How much of the paper's protocol a run covers. Image k of a person and a condition is the same in every profile. */
export interface Profile {
  name: ProfileName;
  /** One sentence for `--help` and the notebooks. */
  summary: string;
  /** How many of the ten volunteers. */
  people: number;
  triggers: readonly Trigger[];
  /** Images per person: the paper's counts, or this many clean ones and this many with each trigger. */
  images: "paper" | { clean: number; trigger: number };
  /** How many of the people are attacked as target labels, in a fixed random order. */
  targetLabels: number;
  /** The injection rates of Figure 3 beside 0. */
  injectionRates: readonly number[];
  /** Random views of each training image. */
  views: number;
  epochs: number;
  /** Photographs of one's own in place of the volunteers': people and triggers are theirs. */
  own?: OwnPhotographs;
  /** What is to be said above every figure and table: where there are too few photographs for it. */
  warnings?: readonly string[];
}

/** The paper names 0.4 as the highest and calls 0.15 to 0.25 enough; it does not list the rates of its Figure 3. */
const FIGURE3_RATES = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4];

const PROFILES: Record<ProfileName, Profile> = {
  smoke: {
    name: "smoke",
    summary: "a few volunteers, triggers and targets: every step in a few minutes, numbers that mean little",
    people: 4,
    triggers: ["sunglasses", "bandana", "earrings"],
    images: { clean: 20, trigger: 12 },
    targetLabels: 2,
    injectionRates: [0.1, 0.25, 0.4],
    views: 2,
    epochs: 12,
  },
  laptop: {
    name: "laptop",
    summary: "the full data set (535 + 2,670 images) and every trigger, three target labels",
    people: 10,
    triggers: TRIGGERS,
    images: "paper",
    targetLabels: 3,
    injectionRates: FIGURE3_RATES,
    views: 32,
    epochs: 32,
  },
  paper: {
    name: "paper",
    summary: "the paper's protocol: the full data set, every trigger, all ten target labels",
    people: 10,
    triggers: TRIGGERS,
    images: "paper",
    targetLabels: 10,
    injectionRates: FIGURE3_RATES,
    views: 32,
    epochs: 32,
  },
};

/** A trigger if the profile has it, else the first that it has: photographs of one's own may be of other objects. */
export const triggerOf = ({ triggers }: Pick<Profile, "triggers">, wanted: Trigger): Trigger =>
  triggers.includes(wanted) ? wanted : triggers[0];

/** On the rendered volunteers. @throws UserError for an unknown name. */
export function renderedProfile(name: string): Profile {
  if (!Object.hasOwn(PROFILES, name)) {
    throw new UserError(`unknown profile "${name}"; the profiles are ${PROFILE_NAMES.join(", ")}`);
  }
  return PROFILES[name as ProfileName];
}

/**
 * A profile on the data set that is chosen: the rendered volunteers, or the photographs that `PAPER_DATASET` names.
 *
 * @param asked of the attack, where it is not Table 1's: photographs of one's own must be enough for it
 * @throws UserError for an unknown name, or for photographs that are not imported or too few.
 */
export function profileNamed(name: string, asked?: OwnAsked): Profile {
  const rendered = renderedProfile(name);
  const own = chosenPhotographs();
  return own ? ownProfile(rendered, own, asked) : rendered;
}
