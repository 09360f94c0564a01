/** The rendered world: ten volunteers who do not exist, photographed with seven physical triggers and without. */
export { contactSheet, type SheetImage, type SheetOptions } from "./contact-sheet";
export { paperCount, volunteerIds } from "./counts";
export type { ImageMeta } from "./image-meta";
export type { FaceBox, Landmark, Landmarks } from "./landmarks";
export { renderPerson, type ConditionMeta, type RenderPersonSpec } from "./render-person";
export { worldVersion } from "./version";
