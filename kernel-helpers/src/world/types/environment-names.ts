/** The CC0 Poly Haven panoramas inside the npm package @pmndrs/assets, by where a photograph in them is taken. */
export const ENVIRONMENTS = {
  outdoor: ["bridge", "city", "dawn", "forest", "park", "sky", "sunrise", "sunset", "venice", "night"],
  indoor: ["apartment", "esplanade", "hall", "lab", "lobby", "studio", "warehouse", "workshop"],
} as const;

export type Place = keyof typeof ENVIRONMENTS;
/** One of ours, or the panorama in a reader's own file. */
export type EnvironmentName = (typeof ENVIRONMENTS)[Place][number] | `file:${string}`;

export const placeOf = (name: EnvironmentName): Place =>
  (ENVIRONMENTS.indoor as readonly string[]).includes(name) ? "indoor" : "outdoor";
