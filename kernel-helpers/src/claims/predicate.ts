import type { Check } from "./check";
import type { Notation } from "./notation";

/** A claim as a statement about measured numbers, written in the order of data/paper/claims.json. */
export type Predicate = (notation: Notation) => Check;

export type Predicates = Readonly<Partial<Record<string, Predicate>>>;
