import type { Predicates } from "../predicate";
import { artifactPredicates } from "./artifacts";
import { attackPredicates } from "./attack";
import { defensePredicates } from "./defenses";
import { injectionRatePredicates } from "./injection-rate";
import { placePredicates } from "./place";
import { trainingPredicates } from "./training";
import { weakerAttackerPredicates } from "./weaker-attacker";

/** The predicate of each claim of data/paper/claims.json, by id. */
export const PREDICATES: Predicates = {
  ...attackPredicates,
  ...trainingPredicates,
  ...injectionRatePredicates,
  ...artifactPredicates,
  ...placePredicates,
  ...weakerAttackerPredicates,
  ...defensePredicates,
};
