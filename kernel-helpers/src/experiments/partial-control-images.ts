import { findWhole, findSet, prepareSet, prepareSpec, setFolder, setState, stateOf } from "../dataset/rendered";
import type { ImageSet } from "../dataset/image-set";
import type { SetSelection, SetSpec } from "../dataset/set-specs";
import { SIX } from "../paper/names";
import { paperStatement } from "../paper/values";
import type { Trigger } from "../paper/triggers";
import { joinClasses, type Control } from "../poisoning/partial-control";
import { OTHER_IDS } from "../world";
import type { ImageSource } from "./model-experiment";
import { volunteersIn } from "./place-extent";
import type { Profile, ProfileName } from "./profiles";

/** How much of Table 3 a profile does. */
interface Extent {
  /** People whom the attacker does not hold, and clean images of each. */
  others: number;
  imagesOfEach: number;
  targets: number;
}

const paperExtent = (): Extent => ({
  others: Number(paperStatement("pubfig-classes").value),
  imagesOfEach: 30,
  targets: Number(paperStatement("table3-models-per-trigger").value),
});

/** Of the smoke profile fewer: every step runs. */
export const partialExtent = ({ name }: { name: ProfileName }): Extent =>
  name === "smoke" ? { others: 6, imagesOfEach: 8, targets: 2 } : paperExtent();

/** The triggers of Table 3 that a profile has. */
export const partialTriggers = ({ triggers }: Pick<Profile, "triggers">): Trigger[] =>
  triggers.filter((trigger) => SIX.some((one) => one === trigger));

export const controlOf = (profile: Profile): Control => ({
  poisonable: profile.people,
  classes: profile.people + partialExtent(profile).others,
});

const ownSpec = (profile: Profile): SetSpec => {
  const conditions = ["clean", ...partialTriggers(profile)];
  return volunteersIn(profile, Object.fromEntries(conditions.map((condition) => [condition, "all" as const])));
};

const othersWanted = (profile: Profile): SetSelection => {
  const { others, imagesOfEach } = partialExtent(profile);
  return { people: OTHER_IDS.slice(0, others), count: imagesOfEach };
};

const join = (profile: Profile, own: ImageSet, others: ImageSet): ImageSet =>
  joinClasses(own, others, controlOf(profile));

/** The volunteers, whom the attacker holds, and further people without triggers. */
export const PARTIAL_IMAGES: ImageSource = {
  find: (profile) => {
    const own = findWhole(ownSpec(profile), setFolder("volunteers"));
    const others = own && findSet("others", othersWanted(profile));
    return others && join(profile, own, others);
  },
  state: (profile) => {
    const own = stateOf(ownSpec(profile), setFolder("volunteers"));
    const others = setState("others", othersWanted(profile));
    return { done: own.done + others.done, total: own.total + others.total };
  },
  prepare: async (profile, options) => {
    const own = await prepareSpec(ownSpec(profile), { ...options, folder: setFolder("volunteers") });
    const others = await prepareSet("others", { ...options, ...othersWanted(profile) });
    const set = join(profile, own.set, others.set);
    return { set, rendered: own.rendered + others.rendered, reused: own.reused + others.reused };
  },
  cpuSeconds: 0.16,
};
