/** Notebooks that have nothing to show on photographs of one's own, and why: goes on after “since”. */
export const NEEDS_WORLD: Readonly<Partial<Record<string, string>>> = {
  "02-background": "it plays with five of the rendered people, whatever the data set",
  "03-methodology": "it shows how the rendered photographs are made and what is known of them",
  "06-why-earrings-fail": "it needs masks, earrings in every place, and the same moment without and with a trigger",
  "07-weaker-attackers": "it needs further people, and the same moment with an object worn and pasted",
};
