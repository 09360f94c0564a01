import { messageOf, UserError } from "../base/errors";

type ParameterValue = string | number | boolean | readonly string[] | readonly number[];

/** The type of a default without its value: `"laptop"` becomes `string`. */
type Widened<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value extends readonly string[]
        ? string[]
        : Value extends readonly number[]
          ? number[]
          : never;

/**
 * The notebook's settings: `const { profile } = parameters({ profile: "laptop" })`. Whoever executes the notebook
 * overrides them by name in the JSON object NB_PARAMETERS; an unknown name or a value of another type is refused.
 */
export function parameters<Defaults extends Record<string, ParameterValue>>(
  defaults: Defaults,
): { [Name in keyof Defaults]: Widened<Defaults[Name]> } {
  const given = givenParameters();
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) {
      const known = Object.keys(defaults).join(", ") || "none";
      throw new UserError(`NB_PARAMETERS sets ${name}, which this notebook does not have; it has ${known}`);
    }
    const expected = kindOf(defaults[name]);
    if (kindOf(value) !== expected) {
      throw new UserError(`parameter ${name} must be a ${expected}, and NB_PARAMETERS gives ${JSON.stringify(value)}`);
    }
  }
  return { ...defaults, ...given } as never;
}

function givenParameters(): Record<string, unknown> {
  const text = process.env.NB_PARAMETERS;
  if (!text) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`NB_PARAMETERS must be a JSON object such as {"profile":"smoke"}: ${messageOf(error)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UserError(`NB_PARAMETERS must be a JSON object such as {"profile":"smoke"}, not ${text}`);
  }
  return value as Record<string, unknown>;
}

function kindOf(value: unknown): string {
  if (!Array.isArray(value)) return value === null ? "null" : typeof value;
  const kinds = [...new Set(value.map(kindOf))];
  return kinds.length === 1 ? `list of ${kinds[0]}s` : `list`;
}
