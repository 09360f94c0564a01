import type { ActivationMap } from "./feature-map";

/** max(map, 0), as a new map: what speaks for the class. */
export const positivePart = ({ values, ...sides }: ActivationMap): ActivationMap => ({
  ...sides,
  values: values.map((value) => Math.max(value, 0)),
});
