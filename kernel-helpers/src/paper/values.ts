import { z } from "zod";
import { dataFile } from "./load";
import { ARCHITECTURES, DEFENSES, TRIGGERS_OR_NONE } from "./names";

const cell = z.strictObject({
  artifact: z.enum(["Table 1", "Table 2", "Table 3", "Table 4"]),
  section: z.string(),
  /** Absent in Table 4: the paper does not say on which network the defenses ran. */
  arch: z.enum(ARCHITECTURES).optional(),
  trigger: z.enum(TRIGGERS_OR_NONE),
  position: z.enum(["on_face", "off_face"]).optional(),
  defense: z.enum(DEFENSES).optional(),
  /** m / (n + m); absent where the paper gives none, and for the backdoor-free rows. */
  injectionRate: z.number().min(0).max(1).optional(),
  metric: z.enum(["modelAccuracy", "attackSuccessRate", "detectionRate"]),
  /** Percent, 0 … 100. */
  mean: z.number().min(0).max(100),
  /** Percent points over target labels; absent where the paper prints none. */
  std: z.number().min(0).optional(),
  printed: z.string(),
});

const statement = z.strictObject({
  id: z.string(),
  artifact: z.string(),
  section: z.string(),
  quantity: z.string(),
  unit: z.string(),
  relation: z.string(),
  value: z.number().optional(),
  lower: z.number().optional(),
  upper: z.number().optional(),
  arch: z.enum(ARCHITECTURES).optional(),
  trigger: z.enum(TRIGGERS_OR_NONE).optional(),
  injectionRate: z.number().optional(),
  ambiguous: z.boolean().optional(),
  note: z.string().optional(),
});

const setupFact = z.strictObject({
  id: z.string(),
  section: z.string(),
  quantity: z.string(),
  unit: z.string(),
  value: z.union([z.number(), z.array(z.number())]),
  relation: z.string().optional(),
  male: z.number().optional(),
  female: z.number().optional(),
});

const table = z.strictObject({
  artifact: z.string(),
  section: z.string(),
  rows: z.string(),
  aggregation: z.string(),
  injectionRate: z.number().optional(),
  poisonedClasses: z.number().optional(),
  totalClasses: z.number().optional(),
});

const valuesFile = z.strictObject({
  meta: z.record(z.string(), z.string()),
  tables: z.array(table),
  cells: z.array(cell),
  statements: z.array(statement),
  setup: z.array(setupFact),
  absent: z.array(z.strictObject({ artifact: z.string(), status: z.string() })),
});

/** One number of Tables 1–4. */
export type PaperCell = z.output<typeof cell>;
/** A number stated in the text or in a caption. */
export type PaperStatement = z.output<typeof statement>;
/** A number of the data set or the set-up. */
export type PaperSetupFact = z.output<typeof setupFact>;

/** All of data/paper/values.json. */
export const paperValues = dataFile(valuesFile, "paper", "values.json");

/** Which cell: any of the keys that tell cells apart. */
export type CellQuery = Partial<Omit<PaperCell, "mean" | "std" | "printed">>;

/** The cells of Tables 1–4 that have every given key, in the paper's order. */
export function paperCells(query: CellQuery = {}): PaperCell[] {
  const wanted = Object.entries(query);
  return paperValues().cells.filter((candidate) =>
    wanted.every(([key, value]) => candidate[key as keyof CellQuery] === value),
  );
}

/** A number as the paper gives it: percent, 0 … 100, mean and standard deviation over target labels. */
export type PaperValue = Pick<PaperCell, "mean" | "std" | "printed">;

/**
 * The one printed number that a query names, or undefined where the paper prints none.
 *
 * @example
 * paperValue({ artifact: "Table 1", arch: "ResNet50", trigger: "dots", metric: "attackSuccessRate" })
 * // { mean: 98, std: 4, printed: "98±4%" }
 * @throws where the query fits several cells: the caller left out a key.
 */
export function paperValue(query: CellQuery): PaperValue | undefined {
  const found = paperCells(query);
  if (found.length === 0) return undefined;
  if (found.length > 1) throw new Error(`${found.length} cells fit ${JSON.stringify(query)}: name more keys`);
  const [{ mean, std, printed }] = found;
  return std === undefined ? { mean, printed } : { mean, std, printed };
}

/** A number of the text by its id in data/paper/values.json, such as `blur-range`. */
export function paperStatement(id: string): PaperStatement {
  return byId(paperValues().statements, id);
}

/** A number of the set-up by its id in data/paper/values.json, such as `clean-images`. */
export function paperSetup(id: string): PaperSetupFact {
  return byId(paperValues().setup, id);
}

function byId<Item extends { id: string }>(items: readonly Item[], id: string): Item {
  const found = items.find((item) => item.id === id);
  if (!found) throw new Error(`no "${id}" in data/paper/values.json; there are ${items.map((i) => i.id).join(", ")}`);
  return found;
}
