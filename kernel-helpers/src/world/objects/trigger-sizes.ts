import { z } from "zod";
import { dataFile } from "../../paper/load";

const length = z.number().positive().max(1000);

/** One trigger: what it is, where its measures come from, where it is worn, and the measures. */
const record = <T extends z.ZodRawShape>(sizes: T) =>
  z.strictObject({ object: z.string(), source: z.string(), worn: z.string(), sizes: z.strictObject(sizes) });

const schema = z.strictObject({
  unit: z.literal("mm"),
  note: z.string(),
  /** `placement`: standard deviation of where a person sticks a dot. */
  dots: record({ diameter: length, placement: length }),
  /** `diameter` of the circle through the star's points; `bleed`: width of the ink's soft edge. */
  tattoo: record({ diameter: length, line: length, bleed: length, placement: length }),
  white_tape: record({ length, width: length, thickness: length, wrinkle: length }),
  sunglasses: record({
    lensWidth: length,
    lensHeight: length,
    /** Between the two lenses where they are nearest. */
    bridge: length,
    /** From hinge to tip. */
    temple: length,
    rimWidth: length,
    rimDepth: length,
    /** Radius of the sphere that the lens is cut from. */
    lensRadius: length,
    templeThickness: length,
    templeHeight: length,
  }),
  bandana: record({
    side: length,
    brimAboveEyes: length,
    hemThickness: length,
    hemWidth: length,
    /** Pitch of the print's motifs and of the rings along its border. */
    motif: length,
    ring: length,
    knot: length,
    tailLength: length,
    tailWidth: length,
  }),
  /** Diameters, and `drop`: from the button's middle to the pearl's. */
  earrings: record({
    button: length,
    buttonThickness: length,
    pearl: length,
    rod: length,
    drop: length,
    cap: length,
  }),
});

type Records = z.infer<typeof schema>;
type Measured = Exclude<keyof Records, "unit" | "note">;

/** What the record says about every trigger; both tattoos share one. */
export type TriggerRecords = Pick<Records, Measured>;
/** Measures of every trigger in millimetres. */
export type TriggerSizes = { [K in Measured]: Records[K]["sizes"] };

/** What the committed record says about every trigger (both tattoos share one), read once. worldVersion covers it. */
export const triggerRecords: () => TriggerRecords = dataFile(schema, "world", "trigger-sizes.json");

/** Measures of one trigger in millimetres. */
export const sizesOf = <K extends Measured>(trigger: K): TriggerSizes[K] =>
  triggerRecords()[trigger].sizes as TriggerSizes[K];
