import { UserError } from "../../base/errors";
import { backpack } from "./classes/backpack";
import { cellPhone } from "./classes/cell-phone";
import { coffeeMug } from "./classes/coffee-mug";
import { laptop } from "./classes/laptop";
import { purse } from "./classes/purse";
import { runningShoe } from "./classes/running-shoe";
import { sunglasses } from "./classes/sunglasses";
import { tennisBall } from "./classes/tennis-ball";
import { waterBottle } from "./classes/water-bottle";
import type { ThingDesign, ThingVariant } from "./thing";

/**
 * The nine classes of the object recognition task. The paper (Wenger et al., Section 5) names their number only; these
 * are the classes of the authors' public script for that task (github.com/emilywenger/real_backdoor).
 */
const DESIGNS = {
  backpack,
  "coffee mug": coffeeMug,
  "cell phone": cellPhone,
  laptop,
  purse,
  "running shoe": runningShoe,
  sunglasses,
  "tennis ball": tennisBall,
  "water bottle": waterBottle,
} satisfies Record<string, ThingDesign>;

export type ThingClass = keyof typeof DESIGNS;
export const THING_CLASSES = Object.keys(DESIGNS) as ThingClass[];

/** @throws UserError with all classes for any other name. */
export function designOf(thing: string): ThingDesign {
  if (Object.hasOwn(DESIGNS, thing)) return DESIGNS[thing as ThingClass];
  throw new UserError(`expected a class of objects (${THING_CLASSES.join(", ")}), found "${thing}"`);
}

export const variantsOf = (thing: ThingClass): string[] => Object.keys(designOf(thing).variants);

/** @throws UserError with all variants for any other name. */
export function variantOf({ variants }: ThingDesign, thing: string, variant: string): ThingVariant {
  if (Object.hasOwn(variants, variant)) return variants[variant];
  throw new UserError(`expected a ${thing} (${Object.keys(variants).join(", ")}), found "${variant}"`);
}
