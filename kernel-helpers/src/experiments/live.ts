import type { RenderedSpec } from "../dataset/rendered";
import type { Profile } from "./profiles";

/** How long a model is trained, and on how many views of an image. */
export type Course = Pick<Profile, "views" | "epochs">;

/**
 * What a cell can render and train while its reader waits: five of the volunteers, a part of their photographs, short
 * training. Its images are also the larger profiles', so that they are rendered once.
 */
export const LIVE: RenderedSpec & Course = {
  name: "live",
  people: 5,
  triggers: ["sunglasses"],
  images: { clean: 20, trigger: 12 },
  views: 8,
  epochs: 24,
};
