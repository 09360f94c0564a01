import { z } from "zod";
import { dataFile } from "./load";

const claim = z.strictObject({
  id: z.string().regex(/^C\d\d$/),
  /** How far the claim rests on real photographs; spelled out under `meta.dependence`. */
  dependence: z.enum(["S", "M", "P"]),
  sections: z.array(z.string()).min(1),
  artifacts: z.array(z.string()).min(1),
  statement: z.string(),
  predicate: z.string(),
  /** The predicate on the paper's own printed numbers. */
  paperVerdict: z.enum(["holds", "fails", "not checkable"]),
  /** The printed numbers cover a part of the predicate only. */
  inPart: z.boolean().optional(),
  note: z.string().optional(),
});

const claimsFile = z.strictObject({
  meta: z.strictObject({
    wording: z.string(),
    dependence: z.record(z.enum(["S", "M", "P"]), z.string()),
    paperVerdict: z.string(),
  }),
  notation: z.record(z.string(), z.string()),
  claims: z.array(claim).refine((claims) => new Set(claims.map(({ id }) => id)).size === claims.length, {
    error: "two claims share an id",
  }),
});

export type Claim = z.output<typeof claim>;

/** All of data/paper/claims.json. */
export const paperClaimsFile = dataFile(claimsFile, "paper", "claims.json");

/** The paper's claims, C01 … C60. */
export const paperClaims = (): Claim[] => paperClaimsFile().claims;
