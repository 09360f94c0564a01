/** The rendered world: people who do not exist, photographed with seven physical triggers and without. */
export { contactSheet, type SheetImage, type SheetOptions } from "./contact-sheet";
export { paperCount, volunteerIds } from "./counts";
export type { ConditionMeta, ImageMeta } from "./image-meta";
export type { FaceBox, Landmark, Landmarks } from "./landmarks";
export { EARRING_GRID, MOVABLE, placeName } from "./objects/place";
export { LIGHTS, resolveLight } from "./lights/registry";
export { render, type RenderedImage, type RenderWishes } from "./on-demand";
export { OTHER_IDS, PEOPLE, resolvePerson, STRANGER_IDS, VOLUNTEER_IDS } from "./people/registry";
export { renderImage, renderPerson, type RenderPersonSpec } from "./render-person";
export { EXPRESSIONS } from "./shots/expression";
export { imageName, readMeta, storedImages } from "./stored-images";
export { FLAGS, SMALL_VIEW, type Flag } from "./truth/flags";
export type { ConditionCount, FinishedImage } from "./take-images";
export { countPixels, MASK_BITS, readMask, type MaskBit } from "./truth/mask";
export { renderThings, storedThings, thingName, type RenderThingsSpec, type ThingMeta } from "./render-things";
export { THING_CLASSES, type ThingClass } from "./things/catalogue";
export { renderThing, type RenderThingSpec, type ThingPicture } from "./things/render-thing";
export { worldVersion } from "./version";
