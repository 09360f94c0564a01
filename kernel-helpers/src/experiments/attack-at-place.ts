import { imageSet, imagesOf, type ImageSet } from "../dataset/image-set";
import { pasteEarring, pastedCondition } from "../poisoning/digital/pasted-earring";
import type { PolarPlace } from "../world/objects/place";
import { runAttack, type AttackOutcome } from "./attack";
import { extentOf } from "./place-extent";
import { PLACE_TEACHERS } from "./place-images";
import type { Profile } from "./profiles";
import type { RunOptions } from "./run-models";
import { targetLabels, TABLE1_DEFAULTS } from "./table1";

/**
 * One attack with an earring pasted at a place of your own, with Figure 9's settings and its first target label:
 * `await attackAtPlace(set, profile, { angleDegrees: 45, distance: 0.5 })`.
 *
 * @param set the volunteers' photographs of the profile
 * @throws UserError for a place that cannot be, or one outside too many photographs of a person.
 */
export async function attackAtPlace(
  set: ImageSet,
  profile: Profile,
  place: PolarPlace,
  options: RunOptions = {},
): Promise<AttackOutcome> {
  const { clean: count, perPlace, views } = extentOf(profile);
  const clean = imagesOf(set, "clean");
  const first = set.people.flatMap((person) => clean.filter((image) => image.person === person).slice(0, count));
  const others = clean.filter((image) => !first.includes(image));
  const pasted = await pasteEarring({ images: others, place, count: perPlace });
  const trigger = pastedCondition(place);
  const small = imageSet(`${set.name}, ${trigger}`, [...first, ...pasted]);
  const { seed, injectionRate } = TABLE1_DEFAULTS;
  const [targetLabel] = targetLabels(small, profile, seed);
  const settings = { teacher: PLACE_TEACHERS.faces };
  const course = { views, epochs: profile.epochs };
  return runAttack(small, course, { trigger, targetLabel, injectionRate }, { ...options, settings });
}
