import { UserError } from "../base/errors";
import { paperClaims, type Claim } from "../paper/claims";
import type { Measures } from "../paper/measures";
import type { Check, Evidence } from "./check";
import { describeNeeds, missingNetworks } from "./needs";
import { Notation } from "./notation";
import { PREDICATES } from "./predicates";

export const VERDICTS = ["holds", "fails", "not measured"] as const;

/** What a set of measures says about one claim. */
export interface Verdict {
  verdict: (typeof VERDICTS)[number];
  /** Judged on a part of what the claim speaks of. */
  partial: boolean;
  /** `ResNet50 (stand-in resnet-dlib); VGG16, DenseNet not measured`; empty when not measured. */
  measuredOn: string;
  /** The deciding numbers, worst first. */
  evidence: readonly Evidence[];
  /** What is missing for the whole claim; empty when nothing is. */
  needs: string;
}

/** Judges one claim by its predicate. */
export function evaluateClaim(id: string, measures: Measures): Verdict {
  const predicate = PREDICATES[id];
  if (!predicate) throw new Error(`claim ${id} has no predicate`);
  return verdictOf(predicate(new Notation(measures)));
}

function verdictOf(check: Check): Verdict {
  const needs = describeNeeds(check.needs);
  // Numbers of a claim that stays undecided decide nothing: they would read as a verdict.
  if (check.holds === undefined)
    return { verdict: "not measured", partial: false, measuredOn: "", evidence: [], needs };
  return {
    verdict: check.holds ? "holds" : "fails",
    partial: check.needs.length > 0,
    measuredOn: describeSources(check),
    evidence: worstFirst(check.evidence),
    needs,
  };
}

function describeSources({ sources, needs }: Check): string {
  const names = [...new Set(sources.map(({ name }) => name))];
  const missing = missingNetworks(
    needs,
    sources.map(({ arch }) => arch),
  );
  const rest = needs.filter(({ query }) => !query.arch || !missing.includes(query.arch));
  const parts = [names.join(", ")];
  if (missing.length > 0) parts.push(`${missing.join(", ")} not measured`);
  if (rest.length > 0) parts.push(`no ${describeNeeds(rest)}`);
  return parts.join("; ");
}

/** What breaks the claim, then what comes closest to breaking it; each number once. */
function worstFirst(evidence: readonly Evidence[]): Evidence[] {
  const distinct = new Map(evidence.map((item) => [`${item.label} ${item.bound}`, item]));
  return [...distinct.values()].sort((a, b) => Number(a.holds) - Number(b.holds) || a.margin - b.margin);
}

/** A claim by its id, in any case. */
export function findClaim(id: string): Claim {
  const claims = paperClaims();
  const found = claims.find((claim) => claim.id === id.toUpperCase());
  if (!found) throw new UserError(`there is no claim "${id}": give an id from ${claims[0].id} to ${claims.at(-1)!.id}`);
  return found;
}
