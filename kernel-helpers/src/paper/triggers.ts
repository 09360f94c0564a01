/** The seven physical triggers in the order of the paper's Table 1, by the names of data/paper/values.json. */
export const TRIGGERS = [
  "dots",
  "sunglasses",
  "tattoo_outline",
  "tattoo_filled_in",
  "white_tape",
  "bandana",
  "earrings",
] as const;

export type Trigger = (typeof TRIGGERS)[number];

/** What a person wears in a photograph. */
export type Condition = "clean" | Trigger;
export const CONDITIONS: readonly Condition[] = ["clean", ...TRIGGERS];

/** The column heads of the paper's Table 1. */
export const TRIGGER_LABELS: Record<Trigger | "no_trigger", string> = {
  no_trigger: "No Trigger",
  dots: "Dots",
  sunglasses: "Sunglasses",
  tattoo_outline: "Tattoo Outline",
  tattoo_filled_in: "Tattoo Filled-in",
  white_tape: "White Tape",
  bandana: "Bandana",
  earrings: "Earring",
};

/** What a trigger is called on the page: the paper's name, or that of one's own folder of photographs. */
export const triggerLabel = (trigger: string): string =>
  Object.hasOwn(TRIGGER_LABELS, trigger) ? TRIGGER_LABELS[trigger as Trigger] : trigger.replaceAll("_", " ");
