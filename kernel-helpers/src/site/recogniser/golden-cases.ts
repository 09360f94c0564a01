import { Seed } from "../../base/seed";
import { CONDITIONS, TRIGGERS, type Condition, type Trigger } from "../../paper/triggers";
import { ANGLE_NAMES, firstChoice, FIRST_TRIGGER, LIGHT_NAMES, type Choice } from "./choices";

/** Cases of each thing worn, nothing included. */
const CASES_EACH = 3;

export interface GoldenCase extends Choice {
  /** Whose student is asked beside the clean one. */
  backdoor: Trigger;
}

/**
 * What the page shows at first, without and with the trigger, and drawn cases of everything that can be worn. The latter are
 * drawn before anybody has answered: none is chosen for its answer.
 */
export function goldenCases(people: readonly string[]): GoldenCase[] {
  const first = firstChoice(people);
  const opening = [first, { ...first, worn: FIRST_TRIGGER }].map((choice) => ({ ...choice, backdoor: FIRST_TRIGGER }));
  return [...opening, ...CONDITIONS.flatMap((worn) => drawnCases(people, worn))];
}

function drawnCases(people: readonly string[], worn: Condition): GoldenCase[] {
  const random = new Seed("page").child("goldens").child(worn).random();
  return random
    .shuffle(people)
    .slice(0, CASES_EACH)
    .map((person) => ({
      person,
      worn,
      angle: random.pick(ANGLE_NAMES),
      light: random.pick(LIGHT_NAMES),
      backdoor: worn === "clean" ? random.pick(TRIGGERS) : worn,
    }));
}
