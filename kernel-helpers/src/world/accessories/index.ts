/** What strangers wear besides triggers. */
export { accessoriesFor, lookName } from "./accessories-for";
export { ACCESSORIES, type Accessory, type AccessoryName } from "./accessory";
export { makeAccessory } from "./make-accessory";
