import { z } from "zod";
import { dataFile } from "./load";

const parameter = z
  .strictObject({
    param: z.string(),
    section: z.string(),
    status: z.enum(["stated", "open to reading", "not stated"]),
    value: z.json().optional(),
    note: z.string().optional(),
    /** What this edition takes instead, and from where. */
    assumed: z.strictObject({ value: z.json(), basis: z.string() }).optional(),
  })
  .refine((p) => (p.status === "not stated") === (p.value === undefined), {
    error: "a parameter has a value exactly when the paper states one",
  });

const experiment = z.strictObject({
  id: z.string(),
  artifact: z.string(),
  section: z.string(),
  title: z.string(),
  params: z.array(parameter),
});

const protocolFile = z.strictObject({
  meta: z.record(z.string(), z.string()),
  sources: z.array(z.strictObject({ name: z.string(), where: z.string(), note: z.string().optional() })),
  common: z.array(parameter),
  experiments: z.array(experiment),
  /** What follows from the paper's numbers by arithmetic; ours, not the paper's. */
  derived: z.array(
    z.strictObject({ id: z.string(), fact: z.string(), values: z.record(z.string(), z.number()).optional() }),
  ),
  contradictions: z.array(z.strictObject({ id: z.string(), between: z.array(z.string()), what: z.string() })),
});

export type ProtocolParameter = z.output<typeof parameter>;
export type ProtocolExperiment = z.output<typeof experiment>;

/** All of data/paper/protocol.json. */
export const paperProtocol = dataFile(protocolFile, "paper", "protocol.json");

/** The set-up of one figure or table, such as `Table 4 (NC)`; undefined where the main paper describes none. */
export function protocolOf(artifact: string): ProtocolExperiment | undefined {
  return paperProtocol().experiments.find((candidate) => candidate.artifact === artifact);
}

/** What the paper leaves open, each with the value assumed here (if any) and its basis. */
export function openQuestions(params: readonly ProtocolParameter[]): ProtocolParameter[] {
  return params.filter((candidate) => candidate.status !== "stated");
}
