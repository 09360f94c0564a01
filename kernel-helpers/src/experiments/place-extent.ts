import { setNamed, volunteersFor, type SetSpec } from "../dataset/set-specs";
import { EARRING_GRID, VOLUNTEER_IDS } from "../world";
import type { PolarPlace } from "../world/objects/place";
import type { Profile, ProfileName } from "./profiles";

/** How much of Figure 9 a profile does. */
export interface PlaceExtent {
  places: readonly PolarPlace[];
  /** Clean images of each volunteer; the first ones of Table 1's. */
  clean: number;
  /** Images of each volunteer with the earring at each place. */
  perPlace: number;
  /** Random views of each training image. */
  views: number;
  /** The places at which the trunk for objects is set beside the one for faces. */
  contrast: readonly PolarPlace[];
}

const at = (angleDegrees: number, distance: number): PolarPlace => ({ angleDegrees, distance });

/** Nine places: the middle, and on four sides one on the face and one at or beyond its edge. */
const CONTRAST = [at(0, 0), at(0, 0.6), at(0, 0.7), at(90, 0.6), at(90, 1.2), at(180, 0.6), at(180, 0.7), at(270, 0.6), at(270, 1.2)]; // prettier-ignore

const EXTENTS: Record<ProfileName, PlaceExtent> = {
  smoke: { places: [at(0, 0), at(90, 0.6), at(270, 1.2)], clean: 10, perPlace: 6, views: 2, contrast: [at(0, 0)] },
  laptop: { places: EARRING_GRID, clean: 14, perPlace: 6, views: 16, contrast: CONTRAST },
  paper: { places: EARRING_GRID, clean: 16, perPlace: 7, views: 32, contrast: CONTRAST },
};

export const extentOf = ({ name }: Pick<Profile, "name">): PlaceExtent => EXTENTS[name];

const peopleOf = ({ people }: Profile): readonly string[] => VOLUNTEER_IDS.slice(0, people);

/** Of a profile's photographs of the volunteers those in some conditions: all that it has, or this many of each. */
export function volunteersIn(profile: Profile, counts: Readonly<Record<string, number | "all">>): SetSpec {
  const whole = volunteersFor(profile);
  return {
    ...whole,
    name: `${profile.name}, a part`,
    conditionsOf: (person) =>
      whole
        .conditionsOf(person)
        .filter(({ condition }) => condition in counts)
        .map(({ condition, count }) => {
          const wanted = counts[condition];
          return { condition, count: wanted === "all" ? count : Math.min(wanted, count) };
        }),
  };
}

/** Photographs of a profile's volunteers with a trigger in some places. */
export const wornIn = (profile: Profile, conditions: readonly string[], count: number): SetSpec => ({
  ...setNamed("locations"),
  people: peopleOf(profile),
  conditionsOf: () => conditions.map((condition) => ({ condition, count })),
});
